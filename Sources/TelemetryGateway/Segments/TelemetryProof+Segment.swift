public import CycladeSchema
import FoundationEssentials
import MerkleLog
import Verification
import Vocabulary

extension TelemetryProof {
    /// Makes the proof of one record of a segment that is closed and anchored.
    ///
    /// The segment is read twice and checked on the way; little of it is held.
    ///
    /// - Parameters:
    ///   - index: The record's place in the segment, from 0.
    ///   - number: The segment.
    ///   - directory: Where it lies, with the receipt of its anchor.
    /// - Throws: ``SegmentError/noRecord(index:)``, ``SegmentError/notAnchored(number:)``,
    ///   ``SegmentError/notClosed(number:)``, or what is wrong with the segment.
    public init(
        of index: UInt64,
        in number: UInt64,
        of directory: SegmentDirectory
    ) throws(SegmentError) {
        self.init()
        receipt = Data(try directory.receipt(of: number))
        let found = try FoundRecord(index, number, directory)
        var segmentPath = PathCollector(index: index, size: found.footer.recordCount)
        var battery = CoveredPaths(found)
        var reader = try SegmentReader(directory, number: number)
        while let entry = try reader.next() {
            segmentPath.add(entry.leafHash)
            battery?.add(entry)
        }
        record = Data(found.leaf)
        place = TelemetryPlace(segmentPath.proof)
        if let battery { self.battery = battery.message }
    }
}

/// A record, its segment's footer, and how many records of the same battery precede it.
private struct FoundRecord {
    let leaf: [UInt8]
    let batteryID: String?
    let footer: SegmentFooter
    let precedingCount: UInt64

    init(
        _ index: UInt64,
        _ number: UInt64,
        _ directory: SegmentDirectory
    ) throws(SegmentError) {
        var reader = try SegmentReader(directory, number: number)
        guard let footer = reader.footer else { throw .notClosed(number: number) }
        var counts: [String: UInt64] = [:]
        while let entry = try reader.next() {
            let batteryID = entry.record.batteryID
            if entry.index == index {
                leaf = entry.leaf
                self.batteryID = batteryID
                self.footer = footer
                precedingCount = batteryID.flatMap { counts[$0] } ?? 0
                return
            }
            if let batteryID { counts[batteryID, default: 0] += 1 }
        }
        throw .noRecord(index: index)
    }
}

/// A battery's place in the list, and a record's place among the battery's, in the making.
private struct CoveredPaths {
    private let coverage: BatteryCoverage
    private var batteryPath: PathCollector
    private var recordPath: PathCollector

    init?(_ found: FoundRecord) {
        let list = found.footer.batteries
        guard let batteryID = found.batteryID,
            let place = list.firstIndex(where: { $0.batteryID == batteryID })
        else { return nil }
        coverage = list[place]
        batteryPath = PathCollector(index: UInt64(place), size: UInt64(list.count))
        for battery in list { batteryPath.add(LogHash.leaf(battery.leaf)) }
        recordPath = PathCollector(index: found.precedingCount, size: coverage.recordCount)
    }

    mutating func add(_ entry: SegmentEntry) {
        if entry.record.batteryID == coverage.batteryID { recordPath.add(entry.leafHash) }
    }

    var message: CoveredBattery {
        var message = CoveredBattery()
        message.recordCount = coverage.recordCount
        message.recordsRoot = Data(coverage.recordsRoot.bytes)
        message.batteryPlace = TelemetryPlace(batteryPath.proof)
        message.recordPlace = TelemetryPlace(recordPath.proof)
        return message
    }
}
