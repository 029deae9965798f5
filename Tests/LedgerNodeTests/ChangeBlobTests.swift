import TestSupport
import Testing
import Vocabulary

@testable import LedgerNode

@Suite("Changes as stored")
struct ChangeBlobTests {
    private func records(using generator: inout SplitMix64) -> [StoredBytes] {
        [0, 1, 5, 300].compactMap { count in
            Digest(generator.bytes(Digest.byteCount)).map {
                StoredBytes(path: $0, bytes: generator.bytes(count))
            }
        }
    }

    /// The records in `blob`; `nil` if it is damaged.
    private func decoded(_ blob: [UInt8]) -> [StoredBytes]? {
        var records: [StoredBytes] = []
        let isWhole = ChangeBlob.forEachRecord(in: blob) { path, place in
            records.append(StoredBytes(path: path, bytes: Array(blob[place])))
        }
        return isWhole ? records : nil
    }

    @Test("are read as they were written")
    func roundTrip() throws {
        var generator = SplitMix64(seed: 31)
        let written = records(using: &generator)
        let read = try #require(decoded(ChangeBlob.encode(written)))
        #expect(read.map(\.path) == written.map(\.path))
        #expect(read.map(\.bytes) == written.map(\.bytes))
        #expect(decoded([])?.isEmpty == true)
    }

    @Test("are not read when cut short within a record")
    func truncated() {
        var generator = SplitMix64(seed: 32)
        let records = Array(records(using: &generator).suffix(1))
        let blob = ChangeBlob.encode(records)
        for count in 1..<blob.count { #expect(decoded(Array(blob.prefix(count))) == nil) }
    }

    @Test("damaged are refused, or are read to the last byte")
    func damaged() {
        var generator = SplitMix64(seed: 33)
        let whole = ChangeBlob.encode(records(using: &generator))
        var accepted = 0
        for _ in 0..<20_000 {
            var blob = whole
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: blob.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: blob[place] = UInt8.random(in: .min ... .max, using: &generator)
                case 1: blob.removeSubrange(place..<min(blob.count, place + 4))
                default: blob.insert(contentsOf: [0xFF, 0xFF, 0xFF, 0xFF], at: place)
                }
            }
            guard let read = decoded(blob) else { continue }
            #expect(ChangeBlob.encode(read) == blob)
            accepted += 1
        }
        #expect((1..<20_000).contains(accepted))
    }
}
