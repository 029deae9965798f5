/// The answer of a cell to short pulses of current, from rest.
public struct PulseTest: Hashable, Sendable {
    /// The voltage at rest before the first pulse, in volts.
    public let restVoltage: Double
    /// The voltages at the starts and ends of the pulses and of the rests between them, in volts, in
    /// the order of the test; tests of one kind have as many.
    public let answers: [Double]

    /// Creates a test; `nil` unless all voltages are numbers.
    public init?(restVoltage: Double, answers: [Double]) {
        guard restVoltage.isFinite, !answers.isEmpty, answers.allSatisfy(\.isFinite) else {
            return nil
        }
        self.restVoltage = restVoltage
        self.answers = answers
    }

    /// Whether the voltage moved by a millivolt in a quarter of the answers: else it has met no pulses.
    public var isAnswered: Bool {
        answers.count { abs($0 - restVoltage) >= 0.000_999 } * 4 >= answers.count
    }

    /// The voltage at rest, then how far each answer is from it.
    ///
    /// Rest tells the state of charge, the distances the polarisation.
    public var features: [Double] {
        [restVoltage] + answers.map { $0 - restVoltage }
    }
}
