import Foundation
import MerkleLog
import Synchronization
import TestSupport
import Verification
import Vocabulary

@testable import TelemetryGateway

/// A directory of segments, and a clock that the test moves.
final class SegmentSample: Sendable {
    private let folder: TemporaryDirectory
    let directory: SegmentDirectory
    private let time = Mutex(Duration.zero)

    init() throws {
        folder = try TemporaryDirectory()
        directory = SegmentDirectory("\(folder.path)/segments")
    }

    func advance(_ duration: Duration) {
        time.withLock { $0 += duration }
    }

    func writer(
        continuing link: SegmentLink = .none,
        limits: SegmentLimits = SegmentLimits(flushInterval: .milliseconds(1)),
        gatewayID: String = "gateway-1"
    ) throws -> SegmentWriter {
        try SegmentWriter(
            directory,
            gatewayID: gatewayID,
            continuing: link,
            limits: limits,
            uptime: { self.time.withLock { $0 } }
        )
    }

    /// Runs `body` beside a running writer, then shuts it down and waits for it.
    @discardableResult
    func withWriter<Output: Sendable>(
        limits: SegmentLimits = SegmentLimits(flushInterval: .milliseconds(1)),
        _ body: @Sendable (SegmentWriter) async throws -> Output
    ) async throws -> Output {
        let writer = try writer(limits: limits)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            let result: Result<Output, any Error>
            do {
                result = .success(try await body(writer))
            } catch {
                result = .failure(error)
            }
            await writer.shutDown()
            try await group.waitForAll()
            return try result.get()
        }
    }

    /// Writes one closed segment with these records.
    func write(_ records: [TelemetryRecord]) async throws {
        try await withWriter { try await $0.append(records) }
    }

    func bytes(_ number: UInt64, _ part: SegmentDirectory.Part = .segment) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: directory.file(number, part))))
    }

    func replace(_ number: UInt64, _ bytes: some Sequence<UInt8>) throws {
        let path = directory.file(number, .segment)
        try Data(bytes).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// The records of a segment, closed or open.
    func records(_ number: UInt64) throws -> [TelemetryRecord] {
        try entries(number).compactMap { TelemetryRecord($0.record) }
    }

    func entries(_ number: UInt64) throws -> [SegmentEntry] {
        var reader = try SegmentReader(directory, number: number)
        var entries: [SegmentEntry] = []
        while let entry = try reader.next() { entries.append(entry) }
        return entries
    }

    /// Records of a few batteries and of none, which differ from seed to seed.
    static func records(_ count: Int, seed: UInt64 = 1, upTo size: Int = 600) -> [TelemetryRecord] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            let battery = Int.random(in: 0..<6, using: &random)
            return TelemetryRecord(
                kind: Bool.random(using: &random) ? .frame : .stationRecord,
                receivedMs: 1_780_000_000_000 + .random(in: 0..<60_000, using: &random),
                batteryID: battery == 0 ? nil : "BATTERY-\(battery)",
                bytes: random.bytes(.random(in: 1...size, using: &random))
            )
        }
    }
}

/// What `body` throws; `nil` if nothing.
func failure(_ body: () throws -> Void) -> SegmentError? {
    do {
        try body()
        return nil
    } catch {
        return error as? SegmentError
    }
}

/// A tree by the definition of RFC 9162 §2.1.1, slow and short.
func referenceRoot(_ leaves: ArraySlice<Digest>) -> Digest {
    guard leaves.count > 1 else { return leaves.first ?? LogHash.empty }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    return LogHash.node(referenceRoot(leaves.prefix(half)), referenceRoot(leaves.dropFirst(half)))
}
