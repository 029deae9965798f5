public import CycladeSchema

/// A member's standing with the others, from 0 to 1,000, and what it is made of.
///
/// For each factor of the policy, `score = 1000 × (allowance + good) / (allowance + good + penalty ×
/// bad)`, where good and bad facts are counted with the factor's half-life; the credit is the mean
/// of the scores by their weights, rounded down.
public struct Credit: Sendable, Hashable {
    /// Good facts that every member begins with, so that one slip is not the end.
    public static let allowance: UInt64 = 20

    /// How many entries of good facts are kept for each factor: a member that does its work has
    /// millions.
    public static let keptGoodEntries = 16

    /// What a factor adds.
    public struct Part: Sendable, Hashable {
        /// The factor.
        public let factor: CreditFactor
        /// Its weight among the others.
        public let weight: UInt32
        /// 0 to 1,000.
        public let score: UInt32
        /// Good and bad facts as far as they are remembered, in millionths.
        public let goodMillionths: UInt64
        public let badMillionths: UInt64
        /// The entries that bear the bad facts, oldest first, with why.
        public let entries: [CreditEntry]
        /// How many good facts there ever were, and the leaves of the newest that bear them, up to
        /// ``Credit/keptGoodEntries``, ascending.
        public let goodCount: Int
        public let newestGoodLeaves: [UInt64]
    }

    /// The member.
    public let memberID: String
    /// 0 to 1,000; 1,000 for a member of whom nothing bad is known.
    public let score: UInt32
    /// The factors, in the policy's order.
    public let parts: [Part]
}

/// A bad fact that moved a member's credit.
public struct CreditEntry: Sendable, Hashable {
    /// The leaf of the entry that bears it.
    public let leaf: UInt64
    /// The day in China, as days since 1970-01-01.
    public let day: Int
    /// The rule that found it.
    public let rule: WarningRule
    /// Whether a regulator's correction has taken it back.
    public internal(set) var isAnnulled = false
}
