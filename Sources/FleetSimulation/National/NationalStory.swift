import CycladeSchema

/// A country of leased and swapped batteries told over years: who asks what of the ledger, and when.
///
/// Stations open city by city; packs are made, leased, swapped each month, assessed as they fade,
/// called home below the standard, tested, joined for second uses, taken apart, and their material
/// goes into new packs. Into this honest world the scenario plants wrongs; ``plantings`` says which.
///
/// The times rise strictly, and every intent is one that the rulebook accepts if all before it were.
/// The same scenario and options give the same story. Memory grows with packs ever made and not
/// with intents; time is linear in intents.
public struct NationalStory: Sequence, IteratorProtocol {
    private var nation: Nation
    private var given = 0

    /// When the ledger is founded: 2018-03-01T00:00 in Beijing, before the first intent.
    public static let foundingTime = Calendar.start

    /// Prepares the story.
    ///
    /// - Parameters:
    ///   - scenario: The country.
    ///   - options: Its size.
    ///   - keeper: What keeps the members' confidential values.
    public init(
        _ scenario: NationalScenario,
        options: NationalOptions = NationalOptions(),
        keeper: any PayloadKeeper = UnkeptPayloads()
    ) {
        nation = Nation(scenario, options.bounded, keeper: keeper)
    }

    /// What was planted so far, in order: all of it up to the last intent given.
    public var plantings: [Planting] { nation.plantings }

    /// The next intent; `nil` when the story is over.
    public mutating func next() -> Intent? {
        while given == nation.written.count {
            guard nation.advance() else { return nil }
            given = 0
        }
        given += 1
        return nation.written[given - 1]
    }
}
