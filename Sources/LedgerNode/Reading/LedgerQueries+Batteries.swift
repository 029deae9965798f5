public import CycladeSchema

/// A part of a list of batteries.
public struct BatteryPage: Sendable {
    /// The records, by rising code.
    public let batteries: [Battery]
    /// After which code the next page begins; `nil` where this is the last.
    public let next: String?
}

extension LedgerQueries {
    /// The most batteries on a page.
    public static let longestPage = 1_000

    /// Batteries that pass `filter`, by rising code.
    ///
    /// Looks at every record in memory, so a page costs the same wherever it lies. Each record is as
    /// of the newest block when it was looked at: a write whose outcome is known is seen, and a
    /// block committed meanwhile may be seen in part.
    ///
    /// - Parameters:
    ///   - filter: Which batteries.
    ///   - code: Only codes after this one; empty for the first page.
    ///   - limit: The most batteries to return, ``longestPage`` at most.
    /// - Returns: The page, without a gap to the one before it.
    @concurrent
    public func batteries(
        matching filter: BatteryFilter,
        after code: String = "",
        limit: Int = longestPage
    ) async -> BatteryPage {
        let limit = min(max(0, limit), Self.longestPage)
        return await records.batteries(matching: filter, after: code, limit: limit)
    }
}
