import CycladeSchema
import FoundationEssentials
import MerkleLog
import Vocabulary

extension TelemetryVerifier {
    static func format(_ bytes: [UInt8]) throws(CheckStop) -> Passed<TelemetryProof> {
        guard bytes.count <= maximumByteCount else {
            throw .failed("\(bytes.count) bytes; a proof has at most \(maximumByteCount)")
        }
        do {
            let proof = try Canonical.decode(TelemetryProof.self, from: bytes)
            return Passed(value: proof, detail: "a proof of telemetry, \(bytes.count) bytes")
        } catch {
            throw .failed(error.reason)
        }
    }

    static func record(of proof: TelemetryProof) throws(CheckStop) -> Passed<EvidenceRecord> {
        guard !proof.record.isEmpty else { throw .notSupplied }
        let record: EvidenceRecord
        do {
            record = try EvidenceRecord(leaf: Array(proof.record))
        } catch {
            throw .failed("it is not a record: \(error)")
        }
        let received = moment(milliseconds: record.receivedMs)
        let battery = record.batteryID.map { "of battery \($0)" } ?? "attributed to no battery"
        let kind = record.kind == .frame ? "a vehicle's frame" : "a station's charge record"
        return Passed(
            value: record,
            detail: "\(kind), \(record.bytes.count) bytes, received \(received), \(battery)"
        )
    }

    static func receiptReport(
        of proof: TelemetryProof,
        _ trust: TrustFile
    ) -> VerificationReport? {
        guard !proof.receipt.isEmpty else { return nil }
        return ReceiptVerifier.verify(Array(proof.receipt), trust: trust)
    }

    static func receipt(
        _ report: VerificationReport?
    ) throws(CheckStop) -> Passed<ReceiptFindings> {
        guard let report else { throw .notSupplied }
        guard report.verdict == .proven else {
            let names = report.checks.filter { !$0.outcome.isPassed }.map(\.name.rawValue)
            throw .failed("its receipt is not proven: \(names.joined(separator: ", "))")
        }
        let size = report.findings.tree?.size ?? 0
        return Passed(
            value: report.findings,
            detail: "\(report.checks.count) checks hold, in a tree of \(size) leaves"
        )
    }

    static func anchor(
        in findings: ReceiptFindings
    ) throws(CheckStop) -> Passed<TelemetryAnchor> {
        guard let transaction = findings.transaction, let block = findings.block else {
            throw .failed("the receipt is for a refusal")
        }
        guard case .anchorTelemetry(let command)? = transaction.body.command else {
            throw .failed("the receipt is for \(transaction.commandName), not AnchorTelemetry")
        }
        guard let segmentRoot = Digest(command.segmentRoot),
            let batteriesRoot = Digest(command.batteriesRoot)
        else { throw .failed("the anchor's roots are not 32 bytes") }
        let anchor = TelemetryAnchor(
            command: command,
            segmentRoot: segmentRoot,
            batteriesRoot: batteriesRoot,
            member: transaction.member,
            recordedMs: block.timeMs
        )
        let time = moment(milliseconds: block.timeMs)
        let name = "segment \(command.number) of \(transaction.member)'s \(command.gatewayID)"
        return Passed(
            value: anchor,
            detail: "\(name), \(command.frameCount) records, anchored \(time)"
        )
    }

    static func segment(
        of proof: TelemetryProof,
        _ record: EvidenceRecord,
        in anchor: TelemetryAnchor
    ) throws(CheckStop) -> Passed<UInt64> {
        guard proof.hasPlace else { throw .notSupplied }
        let command = anchor.command
        guard command.firstMs <= record.receivedMs, record.receivedMs <= command.lastMs else {
            throw .failed("the record was not received in the segment's span of time")
        }
        try proof.place.verify(
            LogHash.leaf(proof.record),
            size: command.frameCount,
            root: anchor.segmentRoot,
            "the record is not in the segment"
        )
        let index = proof.place.index
        return Passed(value: index, detail: "record \(index) of \(command.frameCount)")
    }

    static func battery(
        of proof: TelemetryProof,
        _ record: EvidenceRecord,
        in anchor: TelemetryAnchor
    ) throws(CheckStop) -> Passed<BatteryCoverage> {
        guard proof.hasBattery else { throw .notSupplied }
        guard let batteryID = record.batteryID else {
            throw .failed("the record is attributed to no battery")
        }
        let covered = proof.battery
        guard let recordsRoot = Digest(covered.recordsRoot) else {
            throw .failed("the root over the battery's records is not 32 bytes")
        }
        let coverage = BatteryCoverage(
            batteryID: batteryID,
            recordCount: covered.recordCount,
            recordsRoot: recordsRoot
        )
        try covered.batteryPlace.verify(
            LogHash.leaf(coverage.leaf),
            size: UInt64(anchor.command.batteryCount),
            root: anchor.batteriesRoot,
            "the list of batteries does not have it so"
        )
        try covered.recordPlace.verify(
            LogHash.leaf(proof.record),
            size: coverage.recordCount,
            root: recordsRoot,
            "the record is not among the battery's"
        )
        let number = covered.recordPlace.index + 1
        return Passed(
            value: coverage,
            detail: "record \(number) of \(coverage.recordCount) of battery \(batteryID)"
        )
    }
}

extension CheckOutcome {
    fileprivate var isPassed: Bool {
        if case .passed = self { true } else { false }
    }
}
