/// What the fold of a stretch must know of the stretch before it.
struct Carry: Hashable, Sendable {
    /// The last sample whose activity is known.
    var known: Sample?
    /// The last sample that speaks of alarms.
    var alarms: Sample?

    init() {}

    /// Takes in the next sample.
    mutating func add(_ sample: Sample) {
        if sample.activity != .unknown { known = sample }
        if sample.speaksOfAlarms { alarms = sample }
    }

    /// The samples of it, as the table has them.
    var encoded: [UInt8] {
        let samples = Set([known, alarms].compactMap(\.self)).sorted { $0.second < $1.second }
        var chunk = SampleChunk()
        for sample in samples { _ = chunk.add(sample) }
        return chunk.encoded
    }

    /// Reads what ``encoded`` writes.
    init(_ encoded: [UInt8]) throws(MalformedSamples) {
        for sample in try SampleChunk(encoded).samples() { add(sample) }
    }
}
