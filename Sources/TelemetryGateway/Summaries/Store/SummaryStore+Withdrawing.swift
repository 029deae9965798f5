import GRDB
import Synchronization

extension SummaryStore {
    /// Takes back what a battery was told of some time.
    ///
    /// For facts that reach the ledger late: a swap that was entered a day afterwards has put frames
    /// on the wrong pack. Take them back, and take in the records of the segments anew with the
    /// battery that they are attributed to now. How records arrived stays counted.
    ///
    /// - Parameters:
    ///   - batteryID: What the ledger calls the battery.
    ///   - seconds: The time, in Unix seconds.
    /// - Throws: ``SummaryError``; nothing is taken back then, or only a part: call it again.
    public func withdraw(
        _ batteryID: String,
        _ seconds: ClosedRange<UInt32>
    ) throws(SummaryError) {
        try pending.withLock { (pending) throws(SummaryError) in
            try write(&pending)
            let first = try pending.place(of: batteryID, database)
            let row = pending.tallies[first].row
            let range = TelemetryQuery(seconds: seconds).chunks
            let chunks = try database.read { try ChunkRow.chunks(of: row, in: range, $0) }
            for chunk in chunks {
                let key = ChunkRow.Key(battery: row, chunk: chunk)
                let samples = try database.read { try ChunkRow.samples(key, $0) } ?? SampleChunk()
                let kept = try SummaryError.catching(at: database.path) {
                    try samples.removing(seconds)
                }
                pending.stretches[key] = PendingSummaries.Stretch(
                    samples: kept,
                    isChanged: true,
                    battery: try pending.place(of: batteryID, database)
                )
                // One at a time, so that any length of time needs little memory.
                try write(&pending)
                pending.stretches[key] = nil
            }
        }
    }
}

extension SampleChunk {
    /// The samples that are not of some seconds.
    fileprivate func removing(
        _ seconds: ClosedRange<UInt32>
    ) throws(MalformedSamples) -> SampleChunk {
        var kept = SampleChunk()
        for sample in try samples() where !seconds.contains(sample.second) {
            _ = kept.add(sample)
        }
        return kept
    }
}
