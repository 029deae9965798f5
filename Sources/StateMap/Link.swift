/// A 32-bit reference to a subtree: nothing, one leaf, or an inner node.
///
/// The top bit tells a leaf from an inner node, the other 31 are its place in a ``Pool``; all bits
/// set means an empty subtree.
struct Link: Hashable, Sendable {
    /// What a link refers to.
    enum Target {
        case empty
        case leaf(Int)
        case node(Int)
    }

    /// The most leaves, and the most inner nodes, that links can tell apart.
    static let capacity = Int(Int32.max)

    static let empty = Link(raw: .max)

    private static let leafFlag: UInt32 = 1 << 31

    private let raw: UInt32

    private init(raw: UInt32) {
        self.raw = raw
    }

    /// - Precondition: `index` is within `0 ..< Link.capacity`, which `checkCapacity` saw to.
    init(leaf index: Int) {
        self.init(raw: UInt32(index) | Self.leafFlag)
    }

    /// - Precondition: `index` is within `0 ..< Link.capacity`, which `checkCapacity` saw to.
    init(node index: Int) {
        self.init(raw: UInt32(index))
    }

    var target: Target {
        if raw & Self.leafFlag == 0 { return .node(Int(raw)) }
        if self == .empty { return .empty }
        return .leaf(Int(raw & ~Self.leafFlag))
    }

    /// Whether an inner node stands here, as opposed to at most one leaf.
    var isNode: Bool { raw & Self.leafFlag == 0 }
}
