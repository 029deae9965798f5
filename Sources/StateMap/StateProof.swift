public import Vocabulary

/// Evidence, for whoever knows the root of a ``StateMap``, of one key's value or of its absence.
///
/// It lists the subtrees beside the way from the root to where the key's path ends. Any value of
/// this type may come from outside: checking it never traps and takes at most 257 hashes.
public struct StateProof: Hashable, Sendable {
    /// The most siblings that a proof can have: one for each bit of a path.
    public static let maximumDepth = 256

    /// What stands where the path ends.
    public enum Terminal: Hashable, Sendable {
        /// Nothing: no key has a path that begins so.
        case empty
        /// A leaf: the only key whose path begins so.
        case leaf(path: Digest, valueHash: Digest)
    }

    /// The hashes of the subtrees beside the way, from the root down; ``Digest/zero`` if empty.
    public let siblings: [Digest]

    /// What stands at the end of the way.
    public let terminal: Terminal

    /// Creates a proof out of its parts, whatever they are.
    public init(siblings: [Digest], terminal: Terminal) {
        self.siblings = siblings
        self.terminal = terminal
    }
}

/// Why a proof does not prove what was asked.
public enum StateProofError: Error, Hashable, Sendable {
    /// There are more siblings than a path has bits.
    case tooDeep
    /// A leaf or an empty place lies beside an empty subtree, where no map has an inner node.
    case notCompact
    /// The proof ends at a leaf that does not lie on the key's path.
    case strayLeaf
    /// The proof is of a key without a value.
    case keyIsAbsent
    /// The proof is of a key with a value.
    case keyIsPresent
    /// The proof is of another value.
    case otherValue
    /// The proof belongs to another root, or was altered.
    case otherRoot
}
