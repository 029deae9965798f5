import LedgerNode

/// Where a gateway keeps what it has received, unless it is told otherwise.
struct TelemetryFiles {
    /// The evidence.
    let segments: String
    /// The summaries.
    let summaries: String

    init(of gateway: String, in directory: DataDirectory) {
        segments = "\(directory.path)/telemetry/\(gateway)"
        summaries = "\(directory.path)/telemetry/\(gateway).sqlite"
    }
}
