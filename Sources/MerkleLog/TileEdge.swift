import Vocabulary

/// A tile that is being filled, with the subtree roots that its next hashes will need.
struct TileEdge: Hashable, Sendable {
    /// The hashes so far, at most 255 between appends.
    private(set) var hashes: [Digest] = []

    /// The roots of the complete subtrees that the hashes form, largest first.
    ///
    /// One for each bit set in the number of hashes; so the roots of tiles and trees come out
    /// without hashing a tile again.
    private(set) var peaks: [Digest] = []

    var isFull: Bool { hashes.count == TileID.fullWidth }

    /// The number of hashes that still fit.
    var room: Int { TileID.fullWidth - hashes.count }

    init() {}

    init(_ hashes: some Sequence<Digest>) {
        for hash in hashes { append(hash) }
    }

    mutating func append(_ hash: Digest) {
        // Each trailing bit set in the count is a subtree that this hash completes.
        var root = hash
        for _ in 0..<(~hashes.count).trailingZeroBitCount {
            root = LogHash.node(peaks.removeLast(), root)
        }
        peaks.append(root)
        hashes.append(hash)
    }

    /// The root of all hashes from the first of this tile to the last of the tree.
    ///
    /// `right` is the root of what lies to the right of this tile's hashes, if anything does.
    func root(joining right: Digest?) -> Digest? {
        peaks.reversed().reduce(right) { right, peak in
            right.map { LogHash.node(peak, $0) } ?? peak
        }
    }
}
