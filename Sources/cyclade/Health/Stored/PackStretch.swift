import TelemetryGateway

/// What a gateway's summaries say of a battery at single seconds; two hours are in memory.
struct PackStretch {
    private static let seconds: UInt32 = 7_200

    private let store: SummaryStore
    private let batteryID: String
    private var number: UInt32?
    private var samples: [UInt32: TelemetrySample] = [:]

    init(of batteryID: String, in store: SummaryStore) {
        self.batteryID = batteryID
        self.store = store
    }

    /// What the battery reported at a second; `nil` if nothing is kept of it.
    mutating func sample(at second: UInt32) throws(SummaryError) -> TelemetrySample? {
        let number = second / Self.seconds
        if self.number != number {
            samples.removeAll(keepingCapacity: true)
            let start = number * Self.seconds
            let end = start.addingReportingOverflow(Self.seconds - 1)
            _ = try store.forEachSample(
                of: batteryID,
                in: start...(end.overflow ? .max : end.partialValue)
            ) { samples[$0.second] = $0 }
            self.number = number
        }
        return samples[second]
    }
}
