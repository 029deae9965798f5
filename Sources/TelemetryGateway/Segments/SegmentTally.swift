import Verification
import Vocabulary

/// What follows from the records of a segment so far: its footer in the making.
///
/// Holds a few hashes for each battery and none for the records.
struct SegmentTally {
    private var records = GrowingRoot()
    private var batteries: [String: GrowingRoot] = [:]
    private var firstMs: UInt64 = .max
    private var lastMs: UInt64 = 0

    var recordCount: UInt64 { records.size }

    /// Whether a record of this battery has a place in the list of batteries.
    func hasRoom(for batteryID: String?) -> Bool {
        guard batteries.count >= SegmentFooter.maximumBatteryCount, let batteryID else {
            return true
        }
        return batteries[batteryID] != nil
    }

    mutating func add(leaf: Digest, receivedMs: UInt64, batteryID: String?) {
        records.append(leaf)
        if let batteryID { batteries[batteryID, default: GrowingRoot()].append(leaf) }
        firstMs = min(firstMs, receivedMs)
        lastMs = max(lastMs, receivedMs)
    }

    /// The footer of a segment that ends here, with at least one record.
    var footer: SegmentFooter {
        let list = batteries.keys.sorted().compactMap { id in
            batteries[id].map {
                BatteryCoverage(batteryID: id, recordCount: $0.size, recordsRoot: $0.root)
            }
        }
        return SegmentFooter(
            recordCount: records.size,
            firstMs: firstMs,
            lastMs: lastMs,
            segmentRoot: records.root,
            batteries: list,
            batteriesRoot: GrowingRoot.of(list)
        )
    }
}
