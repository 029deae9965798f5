import StateMap
import Testing
import Vocabulary

@Suite("State proofs")
struct StateProofTests {
    static let sizes = [0, 1, 2, 3, 10, 1_000]

    @Test("every key of a map can be proved, from its bytes", arguments: sizes)
    func membership(count: Int) throws {
        let map = try numberedMap(count)
        let root = map.root
        for index in 0..<count {
            let (key, value) = (numberedKey(index), numberedValue(index))
            let proof = map.proof(for: StateMap.path(of: key))
            try proof.verify(key: key, value: value, root: root)
            #expect(throws: StateProofError.keyIsPresent) {
                try proof.verifyAbsence(key: key, root: root)
            }
            #expect(throws: StateProofError.otherValue) {
                try proof.verify(key: key, value: value + [0], root: root)
            }
        }
    }

    @Test("every key outside a map can be proved absent", arguments: sizes)
    func absence(count: Int) throws {
        let map = try numberedMap(count)
        let root = map.root
        for index in count..<count + 200 {
            let key = numberedKey(index)
            let proof = map.proof(for: StateMap.path(of: key))
            try proof.verifyAbsence(key: key, root: root)
            #expect(throws: StateProofError.keyIsAbsent) {
                try proof.verify(key: key, value: numberedValue(index), root: root)
            }
        }
    }

    @Test("a proof holds under its own root only")
    func otherRoot() throws {
        var map = try numberedMap(100)
        let before = map.root
        let proof = map.proof(for: StateMap.path(of: numberedKey(1)))
        try map.update([StateMap.Change(numberedEntry(100))])
        let after = map.root
        try proof.verify(key: numberedKey(1), value: numberedValue(1), root: before)
        #expect(throws: StateProofError.otherRoot) {
            try proof.verify(key: numberedKey(1), value: numberedValue(1), root: after)
        }
    }

    @Test("a proof of one key proves nothing of another")
    func otherKey() throws {
        let map = try numberedMap(50)
        let root = map.root
        for (one, other) in [(0, 1), (1, 0), (7, 49), (30, 31)] {
            let proof = map.proof(for: StateMap.path(of: numberedKey(one)))
            #expect(throws: StateProofError.keyIsAbsent) {
                try proof.verify(key: numberedKey(other), value: numberedValue(other), root: root)
            }
            #expect(throws: StateProofError.strayLeaf) {
                try proof.verifyAbsence(key: numberedKey(other), root: root)
            }
        }
    }

    @Test("an empty place beside an inner node proves absence")
    func emptyPlace() throws {
        var map = StateMap()
        try map.update([set(.zero, .zero), set(Digest(0, 0, 0, 1), .zero)])
        let root = map.root
        let path = Digest(1, 0, 0, 0)
        let proof = map.proof(for: path)
        #expect(proof.terminal == .empty)
        #expect(proof.siblings.count == 64)
        #expect(proof.siblings.dropLast().allSatisfy { $0 == .zero })
        try proof.verifyAbsence(path: path, root: root)
    }

    @Test("a proof is at most 256 deep, and a leaf may lie at the bottom")
    func depthLimit() throws {
        let path = Digest(.max, .max, .max, .max)
        let siblings = [Digest](repeating: Digest(1, 1, 1, 1), count: 257)
        let terminal = StateProof.Terminal.leaf(path: path, valueHash: .zero)
        for (count, error) in [(256, StateProofError.otherRoot), (257, .tooDeep)] {
            let proof = StateProof(siblings: Array(siblings.prefix(count)), terminal: terminal)
            #expect(throws: error) {
                try proof.verify(path: path, valueHash: .zero, root: .zero)
            }
        }
    }
}
