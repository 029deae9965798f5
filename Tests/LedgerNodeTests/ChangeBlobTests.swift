import Testing
import Vocabulary

@testable import LedgerNode

@Suite("Changes as stored")
struct ChangeBlobTests {
    private func random(_ count: Int, using generator: inout Numbers) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private func records(using generator: inout Numbers) -> [StoredBytes] {
        [0, 1, 5, 300].compactMap { count in
            Digest(random(Digest.byteCount, using: &generator)).map {
                StoredBytes(path: $0, bytes: random(count, using: &generator))
            }
        }
    }

    @Test("are read as they were written")
    func roundTrip() throws {
        var generator = Numbers(state: 31)
        let written = records(using: &generator)
        let read = try #require(ChangeBlob.decode(ChangeBlob.encode(written)))
        #expect(read.map(\.path) == written.map(\.path))
        #expect(read.map(\.bytes) == written.map(\.bytes))
        #expect(ChangeBlob.decode([])?.isEmpty == true)
    }

    @Test("are not read when cut short within a record")
    func truncated() {
        var generator = Numbers(state: 32)
        let records = Array(records(using: &generator).suffix(1))
        let blob = ChangeBlob.encode(records)
        for count in 1..<blob.count { #expect(ChangeBlob.decode(Array(blob.prefix(count))) == nil) }
    }

    @Test("damaged are refused, or are read to the last byte")
    func damaged() {
        var generator = Numbers(state: 33)
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
            guard let read = ChangeBlob.decode(blob) else { continue }
            #expect(ChangeBlob.encode(read) == blob)
            accepted += 1
        }
        #expect((1..<20_000).contains(accepted))
    }
}

/// SplitMix64: random numbers that a test can repeat.
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
