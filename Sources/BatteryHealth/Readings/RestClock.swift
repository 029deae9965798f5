/// Since when hardly any current flows.
///
/// A vehicle that sent nothing is taken to have been off if its state of charge is still the same;
/// else something flowed that nobody saw, and the rest begins anew. Where the state of charge is not
/// known, five minutes are too few for what matters.
struct RestClock: Sendable {
    private var start: Double?
    private var last: (time: Double, stateOfCharge: Double?)?

    /// What the state of charge of a vehicle that is off may move by, as it is rounded.
    private static let mostChange = 0.0101
    /// In seconds.
    private static let longestBlindPause = 300.0

    /// Takes the next reading.
    ///
    /// - Parameters:
    ///   - time: By the device, in seconds.
    ///   - pause: The time since the reading before; infinite for the first.
    ///   - isQuiet: Whether the current is as good as none.
    ///   - stateOfCharge: As the management has it, a part of 1.
    /// - Returns: When the rest began, by the device, in seconds; `nil` while current flows.
    mutating func add(
        _ time: Double,
        pause: Double,
        isQuiet: Bool,
        stateOfCharge: Double?
    ) -> Double? {
        defer { last = (time, stateOfCharge) }
        guard isQuiet else {
            start = nil
            return nil
        }
        if pause > ReadingCleaner.longestPause {
            start = wasOff(for: pause, until: stateOfCharge) ? start ?? last?.time : nil
        }
        let start = start ?? time
        self.start = start
        return start
    }

    /// Takes the next reading of a pack.
    mutating func add(_ clean: CleanReading, _ model: BatteryModel) -> Double? {
        add(
            clean.reading.time,
            pause: clean.pause,
            isQuiet: model.isResting(at: clean.reading.current),
            stateOfCharge: clean.reading.stateOfCharge
        )
    }

    /// Whether nothing flowed between the newest reading and one that comes `pause` seconds after it.
    func isUnbroken(by pause: Double, until stateOfCharge: Double?) -> Bool {
        pause <= ReadingCleaner.longestPause || wasOff(for: pause, until: stateOfCharge)
    }

    private func wasOff(for pause: Double, until stateOfCharge: Double?) -> Bool {
        Self.isSame(last?.stateOfCharge, stateOfCharge) ?? (pause <= Self.longestBlindPause)
    }

    /// Whether nothing flowed between two states of charge, as far as they are known.
    static func isSame(_ before: Double?, _ after: Double?) -> Bool? {
        guard let before, let after else { return nil }
        return abs(after - before) <= mostChange
    }
}

extension BatteryModel {
    /// Whether a current is as good as none.
    func isResting(at current: Double?) -> Bool {
        current.map { abs($0) < 0.02 * ratedCapacity } ?? false
    }
}
