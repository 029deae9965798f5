import TelemetryGateway
import Verification
import Vocabulary

extension SegmentDirectory {
    /// The roots of the closed segments that hold records of a battery, in order: what an assessment
    /// of it rests on.
    func roots(of batteryID: String) throws(SegmentError) -> [Digest] {
        try chain().segments
            .filter { segment in
                segment.footer.batteries.contains { $0.batteryID == batteryID }
            }
            .map(\.footer.segmentRoot)
    }
}
