import Dispatch
import FoundationEssentials
import Synchronization
import TelemetryGateway

/// A segment as its writer leaves it, and as a crash would have left it.
enum Segments {
    static func all() throws -> [[UInt8]] {
        let result = Mutex(Result<[[UInt8]], any Error>.success([]))
        let done = DispatchSemaphore(value: 0)
        // libFuzzer's main function is no task.
        Task {
            do {
                let segments = try await write()
                result.withLock { $0 = .success(segments) }
            } catch {
                result.withLock { $0 = .failure(error) }
            }
            done.signal()
        }
        done.wait()
        return try result.withLock { try $0.get() }
    }

    private static func write() async throws -> [[UInt8]] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fuzz-seeds-segments")
        try? FileManager.default.removeItem(at: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let directory = SegmentDirectory(folder.path)
        let file = URL(filePath: directory.file(1, .segment))
        let writer = try SegmentWriter(directory, gatewayID: "fuzz")
        let records = (0..<5).map { (number: Int) -> TelemetryRecord in
            TelemetryRecord(
                kind: number == 4 ? .stationRecord : .frame,
                receivedMs: 1_795_426_200_000 + UInt64(number),
                batteryID: number == 0 ? nil : "BATTERY-\(number % 2)",
                bytes: [UInt8](repeating: UInt8(number), count: 40)
            )
        }
        async let running: Void = writer.run()
        try await writer.append(records)
        let open = try Data(contentsOf: file)
        await writer.shutDown()
        try await running
        return [Array(open), Array(try Data(contentsOf: file))]
    }
}
