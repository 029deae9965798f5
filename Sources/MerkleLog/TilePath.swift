/// The path of a tile or an entry bundle, relative to the log's prefix.
///
/// Written `tile/<level>/<index>` and `tile/entries/<index>`, with `.p/<width>` after it if the
/// resource is partial. The index is in groups of three digits, all but the last with an `x`:
/// 1234067 is `x001/x234/067`.
///
/// - **Source.** C2SP tlog-tiles.
public enum TilePath: Hashable, Sendable {
    /// The hashes of a tile, `1...256` of them.
    case hashes(TileID, width: Int)
    /// The entries under the level-0 tile of the same index, `1...256` of them.
    case entries(index: UInt64, width: Int)

    /// A text that is not the path of a tile or entry bundle.
    public struct ParsingError: Error, Hashable, Sendable {
        /// The text refused, cut to the length of the longest path.
        public let text: String
    }

    /// Longer than any path of a 64-bit index, so that a long text is refused unread.
    private static let maximumLength = 64

    /// Reads a path, accepting exactly what ``text`` writes.
    ///
    /// - Throws: ``ParsingError`` for anything else.
    public init(parsing text: String) throws(ParsingError) {
        guard let path = Self.parse(text), path.text.utf8.elementsEqual(text.utf8) else {
            throw ParsingError(text: String(text.prefix(Self.maximumLength)))
        }
        self = path
    }

    /// The path as text, without a leading slash.
    public var text: String {
        switch self {
        case .hashes(let tile, let width):
            "tile/\(tile.level)/\(Self.text(index: tile.index, width: width))"
        case .entries(let index, let width):
            "tile/entries/\(Self.text(index: index, width: width))"
        }
    }

    private static func text(index: UInt64, width: Int) -> String {
        var text = group(index % 1_000)
        var rest = index / 1_000
        while rest > 0 {
            text = "x\(group(rest % 1_000))/\(text)"
            rest /= 1_000
        }
        return width == TileID.fullWidth ? text : "\(text).p/\(width)"
    }

    private static func group(_ number: UInt64) -> String {
        String(String(number + 1_000).dropFirst())
    }

    /// Reads a path loosely; the caller compares it with its one right spelling.
    private static func parse(_ text: String) -> TilePath? {
        guard text.utf8.count <= maximumLength else { return nil }
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)[...]
        guard parts.count >= 3, parts.removeFirst() == "tile" else { return nil }
        let kind = parts.removeFirst()

        var width = TileID.fullWidth
        if parts.count >= 2, parts[parts.endIndex - 2].hasSuffix(".p") {
            guard let partial = Int(parts.removeLast()), (1..<width).contains(partial) else {
                return nil
            }
            width = partial
            parts[parts.endIndex - 1].removeLast(2)
        }

        guard let index = index(of: parts) else { return nil }
        if kind == "entries" { return .entries(index: index, width: width) }
        guard let level = Int(kind), TileID.levels.contains(level) else { return nil }
        return .hashes(TileID(level: level, index: index), width: width)
    }

    private static func index(of groups: ArraySlice<Substring>) -> UInt64? {
        var index: UInt64 = 0
        for group in groups {
            guard let number = UInt64(group.hasPrefix("x") ? group.dropFirst() : group),
                number < 1_000
            else { return nil }
            let (high, overflow) = index.multipliedReportingOverflow(by: 1_000)
            let (sum, carry) = high.addingReportingOverflow(number)
            guard !overflow, !carry else { return nil }
            index = sum
        }
        return index
    }
}

extension TileID {
    /// The path of this tile when it holds `width` hashes, `1...256`.
    public func path(width: Int) -> String { TilePath.hashes(self, width: width).text }
}

extension TilePath: CustomStringConvertible {
    public var description: String { text }
}
