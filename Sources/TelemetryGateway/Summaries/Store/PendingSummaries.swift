import GBT32960
import GRDB

/// What is not written yet: the batteries in use and the stretches that they are in.
struct PendingSummaries: ~Copyable {
    /// A stretch in memory.
    struct Stretch {
        var samples: SampleChunk
        var isChanged = false
        /// The battery's place in ``PendingSummaries/tallies``.
        let battery: Int
    }

    var scanners = ReportScanners()
    private var places: [String: Int] = [:]
    /// As many batteries as one gateway's fleet has at the most.
    private static let mostPlaces = 65_536
    var tallies: [BatteryTally] = []
    var stretches: [ChunkRow.Key: Stretch] = [:]
    var strays = StrayCounts()
    var logins: [(VehicleLogin, LoginContradiction?)] = []
    var mark: String?
    /// The first leaf of the ledger that is not followed.
    var leaf: UInt64?
    var redo: [SummaryRedo] = []
    var redone: [SummaryRedo] = []
    /// Samples taken since the memory in use was last counted.
    var uncounted = 0

    /// The memory of the stretches, roughly, in bytes.
    var byteCount: Int { stretches.values.reduce(0) { $0 + $1.samples.byteCount + 160 } }

    /// The battery's place among the tallies; reads or makes its row if it is new here.
    mutating func place(
        of name: String,
        _ database: SummaryDatabase
    ) throws(SummaryError) -> Int {
        if let place = places[name] { return place }
        tallies.append(try database.write { try BatteryTally(of: name, $0) })
        places[name] = tallies.count - 1
        return tallies.count - 1
    }

    /// Frees the memory of the batteries when there are many; they are read again where needed.
    ///
    /// Everything must be written: stretches name their batteries by place.
    mutating func forgetBatteriesIfMany() {
        guard places.count > Self.mostPlaces else { return }
        stretches = [:]
        places = [:]
        tallies = []
    }

    /// Takes a sample of the battery at `place`; one that has been counted is not counted again.
    mutating func add(
        _ sample: Sample,
        to place: Int,
        isCounted: Bool,
        _ database: SummaryDatabase
    ) throws(SummaryError) {
        let key = ChunkRow.Key(
            battery: tallies[place].row,
            chunk: ChunkIndex(second: sample.second)
        )
        guard let index = stretches.index(forKey: key) else {
            let samples = try database.read { try ChunkRow.samples(key, $0) }
            stretches[key] = Stretch(samples: samples ?? SampleChunk(), battery: place)
            return try add(sample, to: place, isCounted: isCounted, database)
        }
        let outcome = stretches.values[index].take(sample)
        if isCounted { tallies[place].count(sample, outcome) }
        uncounted += 1
        guard outcome == .waiting, stretches.values[index].samples.needsMerging else { return }
        let merged = try SummaryError.catching(at: database.path) {
            try stretches.values[index].samples.merge()
        }
        if isCounted { tallies[place].add(merged) }
    }
}

extension PendingSummaries.Stretch {
    fileprivate mutating func take(_ sample: Sample) -> SampleChunk.Outcome {
        let outcome = samples.add(sample)
        if outcome != .duplicate { isChanged = true }
        return outcome
    }
}

extension BatteryTally {
    fileprivate mutating func count(_ sample: Sample, _ outcome: SampleChunk.Outcome) {
        records += 1
        if sample.second < newest { outOfOrder += 1 }
        newest = max(newest, sample.second)
        switch outcome {
        case .duplicate: duplicates += 1
        case .amended: amended += 1
        case .waiting, .added: break
        }
    }
}
