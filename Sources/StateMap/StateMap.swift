public import Vocabulary

/// A map from keys to values of which one digest, the ``root``, says all.
///
/// It is a sparse Merkle tree over the *paths* of its keys (``path(of:)``): at depth `d` a path goes
/// right when its bit `d`, the most significant first, is set. The map keeps hashes only; whoever
/// owns it keeps the values.
///
/// - an empty subtree has the hash ``Digest/zero``;
/// - a subtree of exactly one leaf is that leaf, however deep its path could go, and has the hash
///   `SHA-256(0x00 ‖ path ‖ value hash)`;
/// - any larger subtree is an inner node, with the hash `SHA-256(0x01 ‖ left ‖ right)`.
///
/// So the root depends on what the map holds and on nothing else: neither on the order of changes,
/// nor on how they were batched, nor on keys removed since.
///
/// ```swift
/// var map = StateMap()
/// let path = StateMap.path(of: key)
/// try map.update([StateMap.Change(path: path, valueHash: StateMap.valueHash(of: value))])
/// try map.proof(for: path).verify(key: key, value: value, root: map.root)
/// ```
///
/// **Memory.** About 122 bytes a key. The hash of a leaf is not kept but computed again when the
/// node above it changes, which costs one hash and saves 32 bytes a key.
///
/// **Capacity.** Links have 31 bits: 2,147,483,647 leaves and as many inner nodes, of which keys at
/// random need 1.44 each. A batch that might need more is refused whole.
///
/// **Concurrency.** A plain value with one owner; it cannot be copied, since a copy by accident would
/// double hundreds of megabytes.
public struct StateMap: ~Copyable, Sendable {
    /// One entry as the tree holds it.
    struct Leaf: Sendable {
        let path: Digest
        var valueHash: Digest

        var hash: Digest { NodeHash.leaf(path: path, valueHash: valueHash) }
    }

    /// A subtree of two leaves or more.
    struct Node: Sendable {
        let hash: Digest
        let left: Link
        let right: Link
    }

    var leaves = Pool<Leaf>()
    var nodes = Pool<Node>()
    var top = Link.empty

    /// The most leaves, and the most inner nodes, that this map takes; less than all in tests.
    let capacity: Int

    /// Creates an empty map.
    public init() {
        self.init(capacity: Link.capacity)
    }

    init(capacity: Int) {
        self.capacity = min(capacity, Link.capacity)
    }

    /// The number of keys that have a value.
    public var count: Int { leaves.count }

    /// The digest of everything in the map; ``Digest/zero`` when it is empty.
    public var root: Digest { hash(of: top) }

    /// The hash of the subtree at `link`.
    func hash(of link: Link) -> Digest {
        switch link.target {
        case .empty: NodeHash.empty
        case .leaf(let index): leaves[index].hash
        case .node(let index): nodes[index].hash
        }
    }
}

extension StateMap {
    /// The place of a key in the tree: SHA-256 of its bytes.
    public static func path(of key: [UInt8]) -> Digest { NodeHash.bytes(key) }

    /// What the map keeps of a value: SHA-256 of its bytes.
    public static func valueHash(of value: [UInt8]) -> Digest { NodeHash.bytes(value) }
}

/// Why a map refused a batch; it is then as it was before.
public enum StateMapError: Error, Hashable, Sendable {
    /// The batch might need more leaves or inner nodes than links can tell apart.
    case full
}
