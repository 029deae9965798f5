import Testing

@testable import GBT32960

@Suite("Frames of vehicles and platforms")
struct VectorTests {
    @Test("every vector reads as the independent decoder reads it")
    func readsAsExpected() throws {
        let vectors = try Vector.all()
        #expect(vectors.count >= 40)
        for vector in vectors {
            let report = try JSON(ReceivedFrame(vector.bytes).report)
            #expect(
                report.difference(from: vector.expected) == nil,
                "\(vector.name): \(report.difference(from: vector.expected) ?? "")"
            )
        }
    }

    @Test("every vector is encoded to the same bytes, with the right check")
    func encodesToTheSameBytes() throws {
        for vector in try Vector.all() {
            let bytes = try vector.bytes
            let received = try ReceivedFrame(bytes)
            let encoded = try received.frame.encoded()
            #expect(encoded.dropLast() == bytes.dropLast(), "\(vector.name)")
            #expect(encoded.last == received.check.computed, "\(vector.name)")
        }
    }
}
