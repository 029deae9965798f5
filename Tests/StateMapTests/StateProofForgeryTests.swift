import StateMap
import TestSupport
import Testing
import Vocabulary

/// Proofs that were touched, and proofs made of anything at all.
@Suite("Forged state proofs")
struct StateProofForgeryTests {
    /// A proof, what it claims, and the root under which it holds.
    struct Claim: Sendable {
        let path: Digest
        let valueHash: Digest?
        let root: Digest
        let proof: StateProof

        func holds(with proof: StateProof) -> Bool {
            holds(with: proof, path: path, valueHash: valueHash, root: root)
        }

        func holds(
            with proof: StateProof,
            path: Digest,
            valueHash: Digest?,
            root: Digest
        ) -> Bool {
            do throws(StateProofError) {
                if let valueHash {
                    try proof.verify(path: path, valueHash: valueHash, root: root)
                } else {
                    try proof.verifyAbsence(path: path, root: root)
                }
                return true
            } catch {
                return false
            }
        }
    }

    @Test("untouched they hold", arguments: claims)
    func control(claim: Claim) {
        #expect(claim.holds(with: claim.proof))
    }

    @Test("no bit of the root, the value or the leaf may change", arguments: claims)
    func bits(claim: Claim) {
        let (path, value, proof) = (claim.path, claim.valueHash, claim.proof)
        for bit in 0..<256 {
            let root = claim.root.flipping(bit: bit)
            #expect(!claim.holds(with: proof, path: path, valueHash: value, root: root))
            if let value {
                let other = value.flipping(bit: bit)
                #expect(!claim.holds(with: proof, path: path, valueHash: other, root: claim.root))
            }
            guard case .leaf(let end, let found) = proof.terminal else { continue }
            for terminal: StateProof.Terminal in [
                .leaf(path: end.flipping(bit: bit), valueHash: found),
                .leaf(path: end, valueHash: found.flipping(bit: bit)),
            ] {
                let forged = StateProof(siblings: proof.siblings, terminal: terminal)
                #expect(!claim.holds(with: forged))
            }
        }
    }

    @Test("no bit of a sibling may change", arguments: claims)
    func siblingBits(claim: Claim) {
        // Every bit of a short proof; of a deep one, which costs 256 hashes a try, one bit in 101.
        let step = claim.proof.siblings.count < 32 ? 1 : 101
        for index in claim.proof.siblings.indices {
            for bit in stride(from: index % step, to: 256, by: step) {
                var siblings = claim.proof.siblings
                siblings[index] = siblings[index].flipping(bit: bit)
                let forged = StateProof(siblings: siblings, terminal: claim.proof.terminal)
                #expect(!claim.holds(with: forged))
            }
        }
    }

    @Test("no sibling may be lost, added, moved or put on the other side", arguments: claims)
    func shape(claim: Claim) {
        let siblings = claim.proof.siblings
        var shapes: [[Digest]] = [
            siblings + [.zero], [.zero] + siblings, siblings + [claim.root], siblings + siblings,
        ]
        for index in siblings.indices {
            shapes.append(Array(siblings[..<index]))
            shapes.append(Array(siblings[(index + 1)...]))
            shapes.append(Array(siblings[..<index] + siblings[(index + 1)...]))
            shapes.append(Array(siblings[...index] + siblings[index...]))
        }
        for index in siblings.indices.dropFirst() where siblings[index] != siblings[index - 1] {
            var swapped = siblings
            swapped.swapAt(index, index - 1)
            shapes.append(swapped)
        }
        for shape in shapes where shape != siblings {
            #expect(!claim.holds(with: StateProof(siblings: shape, terminal: claim.proof.terminal)))
        }
        for depth in siblings.indices {
            let path = claim.path.flipping(bit: depth)
            let (value, root) = (claim.valueHash, claim.root)
            #expect(!claim.holds(with: claim.proof, path: path, valueHash: value, root: root))
        }
    }

    @Test("an inner node cannot pass for a leaf or for an empty place", arguments: claims)
    func otherTerminal(claim: Claim) {
        let siblings = claim.proof.siblings
        for count in 0..<siblings.count {
            let cut = Array(siblings.prefix(count))
            let inner = StateProof.Terminal.leaf(path: claim.path, valueHash: siblings[count])
            #expect(!claim.holds(with: StateProof(siblings: cut, terminal: inner)))
            let empty = StateProof(siblings: cut, terminal: .empty)
            let root = claim.root
            #expect(!claim.holds(with: empty, path: claim.path, valueHash: nil, root: root))
        }
    }

    @Test("a leaf beside an empty subtree is refused, even under a root that fits")
    func notCompact() {
        let claim = Self.claims[0]
        for terminal: StateProof.Terminal in [claim.proof.terminal, .empty] {
            let proof = StateProof(siblings: [.zero], terminal: terminal)
            let path = Digest(1, 1, 1, 1)
            #expect(throws: StateProofError.notCompact) {
                try proof.verifyAbsence(path: path, root: claim.root)
            }
        }
    }

    @Test("proofs made at random are refused, and nothing traps", arguments: UInt64(0)..<4)
    func random(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let count = Int.random(in: 0...300, using: &random)
            let siblings = (0..<count).map { _ in
                random.next().isMultiple(of: 2) ? .zero : random.digest()
            }
            let path = random.crowdedPath()
            let end = random.next().isMultiple(of: 2) ? path : random.crowdedPath()
            let leaf = StateProof.Terminal.leaf(path: end, valueHash: .zero)
            let terminal = random.next().isMultiple(of: 3) ? .empty : leaf
            let proof = StateProof(siblings: siblings, terminal: terminal)
            let claim = Claim(path: path, valueHash: .zero, root: random.digest(), proof: proof)
            #expect(!claim.holds(with: proof))
            let root = claim.root
            #expect(!claim.holds(with: proof, path: path, valueHash: nil, root: root))
        }
    }

    /// A value, an absence at another leaf, an absence at an empty place, and a deep leaf.
    static let claims: [Claim] = {
        var map = StateMap()
        var changes = (0..<20).map { StateMap.Change(numberedEntry($0)) }
        changes += [set(.zero, Digest(1, 2, 3, 4)), set(Digest(0, 0, 0, 1), Digest(5, 6, 7, 8))]
        guard (try? map.update(changes)) != nil else { return [] }
        let root = map.root
        let absent = StateMap.path(of: numberedKey(20))
        return [changes[3].path, absent, Digest(1, 0, 0, 0), .zero].map { path in
            Claim(
                path: path,
                valueHash: map.valueHash(at: path),
                root: root,
                proof: map.proof(for: path)
            )
        }
    }()
}
