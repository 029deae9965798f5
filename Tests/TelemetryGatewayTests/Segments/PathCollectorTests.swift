import MerkleLog
import TestSupport
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("Trees of segments")
struct PathCollectorTests {
    @Test("roots and paths are those of RFC 9162, at every size and place")
    func everyPlace() throws {
        var random = SplitMix64(seed: 9_162)
        let leaves = (0..<70).map { _ in LogHash.leaf(random.bytes(8)) }
        var growing = GrowingRoot()
        #expect(growing.root == LogHash.empty)
        for size in 1...leaves.count {
            growing.append(leaves[size - 1])
            let root = referenceRoot(leaves.prefix(size))
            #expect(growing.root == root)
            for index in 0..<size {
                var collector = PathCollector(index: UInt64(index), size: UInt64(size))
                for leaf in leaves.prefix(size) { collector.add(leaf) }
                try collector.proof.verify(leaf: leaves[index], root: root)
            }
        }
    }
}
