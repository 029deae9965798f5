/// A sum, and the leaves of the entries that it sums, in the order of the log.
public struct EntrySum: Sendable, Hashable {
    /// The sum.
    public private(set) var amount: UInt64 = 0
    /// The entries, one for each term.
    public private(set) var leaves: [UInt64] = []

    /// The sum of nothing.
    public init() {}

    /// Adds a term; a sum that would overflow stays at its most.
    mutating func add(_ amount: UInt64, _ leaf: UInt64) {
        let (sum, overflow) = self.amount.addingReportingOverflow(amount)
        self.amount = overflow ? .max : sum
        leaves.append(leaf)
    }
}
