import Glibc
import TelemetryGateway

/// Keeps records as fast as it can, and writes the numbers of each batch that is acknowledged,
/// until it is killed.
///
/// Arguments: the directory of the segments, and a number that no earlier run had.
@main
struct SegmentWriterProgram {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let run = UInt64(arguments[2]) else { exit(64) }
        // Small segments, so that a kill also comes while one is being closed.
        let writer = try SegmentWriter(
            SegmentDirectory(arguments[1]),
            gatewayID: "gateway-1",
            limits: SegmentLimits(byteCount: 200_000, flushInterval: .milliseconds(5))
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            for task in 0..<4 as Range<UInt64> {
                group.addTask { try await keep(run * 4 + task, writer) }
            }
            try await group.waitForAll()
        }
    }

    /// Appends batches of records that tell who wrote them and which they are.
    private static func keep(_ task: UInt64, _ writer: SegmentWriter) async throws {
        var next: UInt64 = 0
        while true {
            let numbers = next..<next + 1 + next % 17
            try await writer.append(numbers.map { record(task, $0) })
            say("\(task) \(numbers.lowerBound) \(numbers.upperBound)\n")
            next = numbers.upperBound
        }
    }

    private static func record(_ task: UInt64, _ number: UInt64) -> TelemetryRecord {
        let text = "\(task) \(number) " + String(repeating: "x", count: Int(number % 600))
        return TelemetryRecord(
            kind: .frame,
            receivedMs: 1_780_000_000_000 + number,
            batteryID: number % 5 == 0 ? nil : "battery-\(number % 7)",
            bytes: Array(text.utf8)
        )
    }

    private static func say(_ line: String) {
        let bytes = Array(line.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(1, $0.baseAddress, $0.count) }
    }
}
