/// The samples of one battery in one stretch: what came in order is encoded at once, what came late
/// waits until it is merged in.
struct SampleChunk: Sendable {
    /// Every sample but the last.
    private var bytes: [UInt8] = []
    /// The last sample of ``bytes``.
    private var base = Sample.zero
    /// The newest sample: the next frame may be a part of the same report.
    private var last: Sample?
    private var late: [Sample] = []

    /// Merges beyond this are done at once, so that what waits stays small.
    private static let mostLate = 512

    /// What came of a sample.
    enum Outcome {
        case added
        /// It told nothing new.
        case duplicate
        /// It told more of a second that was known.
        case amended
        /// It came late; what it told is known once it is merged.
        case waiting
    }

    /// What came of samples that waited.
    struct Merged {
        var duplicates = 0
        var amended = 0
    }

    init() {}

    /// How much memory the samples take, roughly, in bytes.
    var byteCount: Int { bytes.capacity + late.capacity * MemoryLayout<Sample>.stride }

    var needsMerging: Bool { late.count >= Self.mostLate }

    /// Takes a sample of the stretch.
    mutating func add(_ sample: Sample) -> Outcome {
        guard let last else {
            self.last = sample
            return .added
        }
        if sample.second > last.second {
            last.append(after: base, to: &bytes)
            base = last
            self.last = sample
            return .added
        }
        guard sample.second == last.second else {
            late.append(sample)
            return .waiting
        }
        var merged = last
        merged.merge(sample)
        self.last = merged
        return merged == last ? .duplicate : .amended
    }

    /// Puts the samples that waited where they belong.
    mutating func merge() throws(MalformedSamples) -> Merged {
        var outcome = Merged()
        guard !late.isEmpty else { return outcome }
        let known = try samples()
        let waited = late.sorted { $0.second < $1.second }
        self = SampleChunk()
        var index = 0
        for sample in known {
            while index < waited.count, waited[index].second < sample.second {
                outcome.count(add(waited[index]))
                index += 1
            }
            _ = add(sample)
            while index < waited.count, waited[index].second == sample.second {
                outcome.count(add(waited[index]))
                index += 1
            }
        }
        for sample in waited[index...] { outcome.count(add(sample)) }
        return outcome
    }

    /// The samples in the order of time, without those that wait.
    func samples() throws(MalformedSamples) -> [Sample] {
        var samples = try Self.decode(bytes)
        if let last { samples.append(last) }
        return samples
    }

    private static func decode(_ bytes: [UInt8]) throws(MalformedSamples) -> [Sample] {
        var samples: [Sample] = []
        samples.reserveCapacity(bytes.count / 6)
        var reader = SampleReader(bytes)
        var previous = Sample.zero
        while !reader.isAtEnd {
            previous = try Sample(&reader, after: previous)
            samples.append(previous)
        }
        return samples
    }
}

extension SampleChunk.Merged {
    fileprivate mutating func count(_ outcome: SampleChunk.Outcome) {
        switch outcome {
        case .duplicate: duplicates += 1
        case .amended: amended += 1
        case .added, .waiting: break
        }
    }
}

extension SampleChunk {
    /// The samples as the table has them, without those that wait.
    var encoded: [UInt8] {
        var encoded = bytes
        last?.append(after: base, to: &encoded)
        return encoded
    }

    /// Reads what ``encoded`` writes.
    init(_ encoded: [UInt8]) throws(MalformedSamples) {
        var reader = SampleReader(encoded)
        var start = 0
        while !reader.isAtEnd {
            start = reader.offset
            if let last { base = last }
            last = try Sample(&reader, after: base)
        }
        bytes = Array(encoded[..<start])
    }
}
