public import Vocabulary

/// How many packs of each model a station has ready to give: not held, not under recall.
public struct StationStock: Hashable, Sendable {
    /// Nothing to give.
    public static let none = StationStock(unchecked: [:])

    private let packs: [ModelID: Int]

    /// Creates a stock.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for a count outside 0...1,000,000.
    public init(_ packs: [ModelID: Int]) throws(PlanningError) {
        for count in packs.values {
            try require(.stockedPacks, count, in: 0...PlanningLimits.countAtPlace)
        }
        self.init(unchecked: packs)
    }

    private init(unchecked packs: [ModelID: Int]) {
        self.packs = packs
    }

    /// How many packs of a model are ready.
    public func count(of model: ModelID) -> Int {
        packs[model, default: 0]
    }
}
