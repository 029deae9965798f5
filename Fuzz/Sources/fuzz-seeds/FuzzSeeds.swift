import CycladeSchema
import FoundationEssentials
import FuzzLedger
import MerkleLog
import SwiftProtobuf
import Verification

import func Glibc.exit

/// Called by libFuzzer's main function, which every executable here has, before anything else.
@_cdecl("LLVMFuzzerInitialize")
public func writeSeeds(_ count: UnsafeMutableRawPointer, _ arguments: UnsafeRawPointer) -> CInt {
    do {
        try FuzzSeeds.write()
    } catch {
        fatalError("the seeds cannot be written: \(error)")
    }
    exit(0)
}

/// Never called.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNothing(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt { 0 }

/// Writes valid messages for the fuzz targets to start from: `fuzz-seeds DIRECTORY`.
///
/// They go to `DIRECTORY/<target>/seeds/`, and differ from run to run in signatures alone.
enum FuzzSeeds {
    static func write() throws {
        guard CommandLine.arguments.count == 2 else { fatalError("usage: fuzz-seeds DIRECTORY") }
        let ledger = try OpenLedger()
        let receipts = try Receipts(ledger: ledger).all
        for receipt in [receipts[0], receipts[1]] {
            let report = try ReceiptVerifier.verify(receipt.serializedBytes(), trust: ledger.trust)
            guard report.verdict == .proven else { fatalError("a seed does not hold: \(report)") }
        }
        let transactions = try Bodies.all.map { try ledger.transaction($0) }
        let entries = receipts.flatMap { [$0.transaction.entry, $0.seal.entry].map(Array.init) }
        let seeds: [(target: String, messages: [[UInt8]])] = [
            ("fuzz-transaction", transactions + Bodies.all + Records.all + entries),
            ("fuzz-note", try texts(ledger, receipts[0]) + bundles(of: entries)),
            ("fuzz-frame", Units.all),
            ("fuzz-receipt", try receipts.map { try $0.serializedBytes() }),
            ("fuzz-segment", try Segments.all()),
            ("fuzz-settings", GatewayTexts.settings),
            ("fuzz-station", GatewayTexts.stationRecords),
        ]
        for (target, messages) in seeds {
            let folder = URL(filePath: CommandLine.arguments[1]).appending(path: "\(target)/seeds")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (index, message) in messages.enumerated() where !message.isEmpty {
                try Data(message).write(to: folder.appending(path: "\(index)"))
            }
        }
    }

    private static func texts(_ ledger: OpenLedger, _ receipt: Receipt) throws -> [[UInt8]] {
        let note = try SignedNote(parsing: Array(receipt.checkpoint))
        let paths = [
            TilePath.hashes(TileID(level: 0, index: 1_234_067), width: 256),
            .hashes(TileID(level: 3, index: 0), width: 7),
            .entries(index: 1_000, width: 255),
        ]
        let lines = [note.text, ledger.trust.text] + ledger.trust.logKeys.map(\.description)
        return [note.encoded] + (lines + paths.map(\.text)).map { Array($0.utf8) }
    }

    private static func bundles(of entries: [[UInt8]]) throws -> [[UInt8]] {
        var bundle = EntryBundle()
        for entry in entries { try bundle.append(entry) }
        return [bundle.bytes, TileData.encode(bundle.leafHashes)]
    }
}
