import FoundationEssentials
public import Vocabulary

/// Where the segments of one gateway lie, each a file of its own.
///
/// | file | what |
/// |---|---|
/// | `<number>.segment` | a segment; closed if it ends in a footer |
/// | `<number>.receipt` | the proven receipt of its anchor |
/// | `<number>.tombstone` | header and footer of a segment that was deleted |
/// | `<number>.tail` | what a crash left behind the last whole record |
/// | `<number>.unanchored` | empty: the ledger has another segment of this number |
/// | `gateway.lock` | locked by the process that writes |
public struct SegmentDirectory: Sendable {
    /// The directory's path.
    public let path: String

    /// Names a directory; nothing is read.
    public init(_ path: String) {
        self.path = path
    }

    /// What a directory has of a number.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        case segment, receipt, tombstone, tail, unanchored
    }

    /// The largest number: those below 2^53 can be told apart in any language.
    static let maximumNumber: UInt64 = 1 << 53

    /// The file of a segment, or of what is kept about it.
    public func file(_ number: UInt64, _ part: Part) -> String {
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, 20 - digits.count))
        return "\(path)/\(zeros)\(digits).\(part.rawValue)"
    }

    /// Makes the directory if need be; only its owner may enter it.
    func make() throws(SegmentError) {
        try SegmentFile.makeDirectory(path)
    }

    /// Takes the directory for writing, until the file is closed or the process ends.
    func lock() throws(SegmentError) -> SegmentFile {
        let file = try SegmentFile("\(path)/gateway.lock", .replace)
        guard file.lock() else { throw .inUse(directory: path) }
        return file
    }

    /// The numbers of which there is such a part, in order.
    public func numbers(_ part: Part) throws(SegmentError) -> [UInt64] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .file(path: path, .io("\(error)"))
        }
        let suffix = ".\(part.rawValue)"
        return names.compactMap { name in
            guard name.hasSuffix(suffix), let number = UInt64(name.dropLast(suffix.count)),
                "\(path)/\(name)" == file(number, part)
            else { return nil }
            return number
        }.sorted()
    }

    /// Whether there is such a part of a segment.
    public func holds(_ number: UInt64, _ part: Part) -> Bool {
        FileManager.default.fileExists(atPath: file(number, part))
    }

    /// A segment that is closed, from its header and footer: its records may have been deleted.
    ///
    /// The records are not read; see ``SegmentReader``.
    ///
    /// - Throws: ``SegmentError/missing(number:)``, ``SegmentError/notClosed(number:)``, or what is
    ///   wrong with the file.
    public func closed(_ number: UInt64) throws(SegmentError) -> ClosedSegment {
        let part: Part = holds(number, .segment) ? .segment : .tombstone
        do throws(SegmentError) {
            let file = try SegmentFile(file(number, part), .read)
            let bounds = try SegmentBounds(file, number: number)
            guard let end = bounds.end else { throw .notClosed(number: number) }
            return ClosedSegment(header: bounds.header, footer: end.footer)
        } catch {
            if case .file(_, .missing) = error { throw .missing(number: number) }
            throw error
        }
    }
}

/// A segment to which nothing is added any more.
public struct ClosedSegment: Hashable, Sendable {
    /// How it begins.
    public let header: SegmentHeader
    /// What follows from its records.
    public let footer: SegmentFooter

    /// What the next segment must continue.
    public var link: SegmentLink {
        SegmentLink(number: header.number, root: footer.segmentRoot)
    }
}

/// The newest segment of a chain: what the next one names.
public struct SegmentLink: Hashable, Sendable {
    /// Its number; 0 before the first.
    public let number: UInt64
    /// Its root; zeros before the first.
    public let root: Digest

    /// Before the first segment.
    public static let none = SegmentLink(number: 0, root: .zero)

    /// Names the newest segment, such as the ledger's record of the gateway has it.
    public init(number: UInt64, root: Digest) {
        self.number = number
        self.root = root
    }
}
