public import CycladeSchema
import FoundationEssentials
public import Verification
import Vocabulary

extension AnchorTelemetry {
    /// The command that puts a closed segment on the ledger.
    public init(anchoring segment: ClosedSegment) {
        self.init()
        gatewayID = segment.header.gatewayID.text
        number = segment.header.number
        previousRoot = Data(segment.header.previousRoot.bytes)
        segmentRoot = Data(segment.footer.segmentRoot.bytes)
        frameCount = segment.footer.recordCount
        firstMs = segment.footer.firstMs
        lastMs = segment.footer.lastMs
        batteriesRoot = Data(segment.footer.batteriesRoot.bytes)
        batteryCount = UInt32(truncatingIfNeeded: segment.footer.batteries.count)
    }
}

extension SegmentDirectory {
    /// The closed segments that no receipt is kept of, in order: what is to be anchored next.
    ///
    /// - Parameter most: The newest number that is wanted.
    /// - Returns: Their numbers.
    /// - Throws: ``SegmentError``.
    public func unanchored(upTo most: UInt64 = .max) throws(SegmentError) -> [UInt64] {
        let settled = Set(try numbers(.receipt) + numbers(.unanchored))
        let numbers = try numbers(.segment).filter { $0 <= most && !settled.contains($0) }
        guard let last = numbers.last else { return [] }
        do throws(SegmentError) {
            _ = try closed(last)
            return numbers
        } catch {
            if case .notClosed = error { return numbers.dropLast() }
            throw error
        }
    }

    /// Says that a segment is never to be anchored: its number is taken on the ledger.
    func giveUp(anchoring number: UInt64) throws(SegmentError) {
        try SegmentFile.write([], to: file(number, .unanchored))
    }

    /// Keeps the receipt of a segment's anchor beside it.
    ///
    /// - Parameters:
    ///   - receipt: A serialized receipt.
    ///   - number: The segment.
    ///   - trust: Whom to believe.
    /// - Throws: ``SegmentError/receipt(number:_:)`` unless the receipt is proven and of this
    ///   segment.
    public func keep(
        receipt: [UInt8],
        of number: UInt64,
        trust: TrustFile
    ) throws(SegmentError) {
        let expected = AnchorTelemetry(anchoring: try closed(number))
        let report = ReceiptVerifier.verify(receipt, trust: trust)
        guard report.verdict == .proven else {
            throw .receipt(number: number, "it is not proven")
        }
        guard case .anchorTelemetry(let found)? = report.findings.transaction?.body.command,
            found == expected
        else { throw .receipt(number: number, "it is of something else") }
        try SegmentFile.write(receipt, to: file(number, .receipt))
    }

    /// The receipt of a segment's anchor, as it was kept.
    public func receipt(of number: UInt64) throws(SegmentError) -> [UInt8] {
        guard holds(number, .receipt) else { throw .notAnchored(number: number) }
        let file = try SegmentFile(file(number, .receipt), .read)
        let byteCount = try file.byteCount()
        guard byteCount <= ReceiptVerifier.maximumByteCount else {
            throw .file(path: file.path, .tooLarge(limit: ReceiptVerifier.maximumByteCount))
        }
        return try file.read(byteCount, at: 0)
    }

    /// Deletes the records of a segment that is closed and anchored.
    ///
    /// Its header, its footer and the receipt stay, so that the chain can be checked and everyone can
    /// see how many records of which batteries there were. Proofs that were made before still hold.
    /// Asked again after a crash, it goes on.
    ///
    /// - Throws: ``SegmentError/notClosed(number:)`` or ``SegmentError/notAnchored(number:)``;
    ///   nothing is deleted then.
    public func delete(_ number: UInt64) throws(SegmentError) {
        let segment = try closed(number)
        guard holds(number, .receipt) else { throw .notAnchored(number: number) }
        guard holds(number, .segment) else { return }
        try SegmentFile.write(
            segment.header.encoded + segment.footer.encoded,
            to: file(number, .tombstone)
        )
        try SegmentFile.remove(file(number, .segment))
        if holds(number, .tail) { try SegmentFile.remove(file(number, .tail)) }
    }
}
