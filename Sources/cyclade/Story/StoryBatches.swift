import FleetSimulation

/// A story cut into batches: what belongs to one day, as far as it fits.
struct StoryBatches<Intents: IteratorProtocol<Intent>>: Sequence, IteratorProtocol {
    private static var dayMs: UInt64 { 86_400_000 }

    private(set) var intents: Intents
    private var upcoming: Intent?
    private let most: Int

    init(_ intents: Intents, most: Int) {
        self.intents = intents
        self.most = most
        upcoming = self.intents.next()
    }

    mutating func next() -> [Intent]? {
        guard let first = upcoming else { return nil }
        var batch = [first]
        upcoming = intents.next()
        while batch.count < most, let intent = upcoming,
            intent.time / Self.dayMs == first.time / Self.dayMs
        {
            batch.append(intent)
            upcoming = intents.next()
        }
        return batch
    }
}
