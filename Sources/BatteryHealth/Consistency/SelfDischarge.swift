/// What the cells of a pack lose by themselves, or why it cannot be told.
public enum SelfDischarge: Hashable, Sendable, Codable {
    /// What a cell loses more than the middle one.
    public struct Rate: Hashable, Sendable, Codable {
        /// As a part of 1 a month of 30 days.
        public let perMonth: Double
        /// The standard deviation of ``perMonth``.
        public let deviation: Double
        /// The current that would take as much, in amperes.
        public let leakage: Double
        /// Whether it loses more now than it did.
        public let isAccelerating: Bool

        /// What is beyond doubt, of the worst of many cells.
        var proven: Double { perMonth - 3 * deviation }
    }

    /// Rests were seen for too short a time, or too few.
    case notEnoughData(days: Double, neededDays: Double, rests: Int, neededRests: Int)
    /// No voltage was seen that tells the state of charge: the model's own table is missing, or the
    /// pack never rested where its chemistry tells.
    case voltageDoesNotTell
    /// Of each cell in its order; `nil` for one that was not heard often enough.
    case cells([Rate?])
}

extension SelfDischarge: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notEnoughData(let days, let neededDays, let rests, let neededRests):
            "not enough data: \(rests) rests of \(neededRests) over "
                + "\(Int(days)) days of \(Int(neededDays)) needed"
        case .voltageDoesNotTell:
            "not enough data: no voltage at rest tells the state of charge"
        case .cells(let rates):
            if let most = rates.compactMap(\.?.perMonth).max() {
                "at most \((most * 10_000).rounded() / 100) % a month more than the middle cell"
            } else {
                "not enough data: no cell was heard often enough"
            }
        }
    }
}
