import CycladeSchema
import FoundationEssentials
import MerkleLog
import TelemetryGateway
import TestSupport
import Testing
import Verification
import Vocabulary

/// A closed segment of a few records, anchored on a tiny ledger.
struct TelemetryFixture {
    static let records = (0..<11).map { (number: Int) -> TelemetryRecord in
        TelemetryRecord(
            kind: number == 4 ? .stationRecord : .frame,
            receivedMs: 1_760_000_000_000 + UInt64(number),
            batteryID: number == 7 ? nil : "BATTERY-\(number % 3)",
            bytes: Array("record \(number)".utf8)
        )
    }

    let folder: TemporaryDirectory
    let directory: SegmentDirectory
    let ledger: TinyLedger
    let receipt: Receipt

    var trust: TrustFile { ledger.trust }

    /// Writes the segment and puts its anchor, or what `edit` makes of it, on the ledger.
    init(editing edit: (inout TransactionBody) -> Void = { _ in }) async throws {
        folder = try TemporaryDirectory()
        directory = SegmentDirectory("\(folder.path)/segments")
        let writer = try SegmentWriter(directory, gatewayID: "gateway-1")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            try await writer.append(Self.records)
            await writer.shutDown()
            try await group.waitForAll()
        }
        let anchor = AnchorTelemetry(anchoring: try directory.closed(1))
        var ledger = try TinyLedger()
        let transaction = try ledger.transaction(1) { body in
            body.anchorTelemetry = anchor
            edit(&body)
        }
        try ledger.close(transactions: [transaction, ledger.transaction(2)])
        try ledger.close(transactions: [ledger.transaction(3)])
        var receipt = Receipt()
        receipt.transaction = try ledger.proven(ledger.sealLeaves[1] - 2)
        receipt.seal = try ledger.proven(ledger.sealLeaves[1])
        receipt.checkpoint = Data(try ledger.checkpoint().encoded)
        receipt.state = try ledger.state(after: 2, [TinyLedger.keyText])
        (self.ledger, self.receipt) = (ledger, receipt)
    }

    /// The proof of a record, with the receipt that the directory keeps.
    func proof(of index: UInt64) throws -> TelemetryProof {
        if !directory.holds(1, .receipt) {
            try directory.keep(receipt: receipt.bytes(), of: 1, trust: trust)
        }
        return try TelemetryProof(of: index, in: 1, of: directory)
    }

    func verify(_ proof: TelemetryProof) throws -> TelemetryReport {
        TelemetryVerifier.verify(try proof.bytes(), trust: trust)
    }
}

extension TelemetryReport {
    /// The names of the checks that failed.
    var failed: [TelemetryCheckName] {
        checks.compactMap { if case .failed = $0.outcome { $0.name } else { nil } }
    }
}
