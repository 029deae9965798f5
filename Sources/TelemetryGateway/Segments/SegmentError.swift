/// Why evidence cannot be kept, read or proved.
public enum SegmentError: Error, Hashable, Sendable {
    /// A file or directory cannot be used.
    case file(path: String, SegmentFileProblem)
    /// Another process writes to the directory.
    case inUse(directory: String)
    /// What a file holds contradicts itself, from this byte on.
    case damaged(path: String, offset: Int, SegmentDamage)
    /// The directory holds the segments of another gateway.
    case otherGateway(found: String)
    /// A record cannot be kept: empty, too large, or with an id that no battery has.
    case record(index: Int)
    /// The name is not one that a gateway may have.
    case gatewayName(String)
    /// The segment's previous root is not the root of the segment before it.
    case brokenChain(number: UInt64)
    /// There is no such segment.
    case missing(number: UInt64)
    /// The segment is still being written.
    case notClosed(number: UInt64)
    /// The segment has been deleted; its header and footer are left.
    case deleted(number: UInt64)
    /// No proven receipt of the segment's anchor is kept.
    case notAnchored(number: UInt64)
    /// The receipt is not proven, or not of this segment's anchor.
    case receipt(number: UInt64, String)
    /// The segment has no such record.
    case noRecord(index: UInt64)
    /// There is no number left for another segment.
    case exhausted
    /// The writer has been shut down; nothing was kept.
    case shutDown
}

/// What is wrong with a file or directory.
public enum SegmentFileProblem: Hashable, Sendable {
    case missing
    case exists
    /// The disk or the owner's share of it is full.
    case full
    /// Others than its owner may read or write it, or own it.
    case exposed
    /// Neither a regular file nor a directory, where one is expected.
    case irregular
    case tooLarge(limit: Int)
    /// What the operating system says.
    case io(String)
}

/// What is wrong with the contents of a segment.
public enum SegmentDamage: Error, Hashable, Sendable {
    /// Not a segment, or its header is damaged.
    case header
    /// A format that this version does not know.
    case version(UInt16)
    /// The header's number is not the one in the file's name.
    case number(UInt64)
    /// A record is damaged.
    case record
    /// The footer is damaged.
    case footer
    /// The footer says something else than follows from the records.
    case contradiction(Claim)

    /// What a footer says of the records.
    public enum Claim: String, Hashable, Sendable {
        case count, span, root, batteries
    }
}

extension SegmentError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .file(let path, let problem): "\(path) \(problem.text)"
        case .inUse(let directory): "Another process writes to \(directory). Stop it first."
        case .damaged(let path, let offset, let damage):
            "\(path) is damaged at byte \(offset): \(damage.text). Keep it and look into it."
        case .otherGateway(let found): "The directory holds the segments of gateway \(found)."
        case .record(let index):
            "Record \(index) of the batch is empty, too large, or names no battery."
        case .gatewayName(let name): "'\(name)' is no name for a gateway."
        case .brokenChain(let number):
            "Segment \(number) does not continue the one before it: one of them was replaced."
        case .missing(let number): "There is no segment \(number)."
        case .notClosed(let number): "Segment \(number) is still being written. Try again later."
        case .deleted(let number): "Segment \(number) was deleted; only its bounds are kept."
        case .notAnchored(let number): "Segment \(number) has no receipt. Anchor it first."
        case .receipt(let number, let reason):
            "The receipt does not show that segment \(number) is anchored: \(reason)."
        case .noRecord(let index): "The segment has no record \(index)."
        case .exhausted: "There is no number left for another segment."
        case .shutDown: "The gateway is shutting down. Send the record again elsewhere or later."
        }
    }
}

extension SegmentFileProblem {
    fileprivate var text: String {
        switch self {
        case .missing: "does not exist."
        case .exists: "exists already."
        case .full: "cannot be written: the disk is full. Free some space and start again."
        case .exposed: "can be read by others, or is theirs. Make it its owner's alone."
        case .irregular: "is not a regular file or directory."
        case .tooLarge(let limit): "is larger than \(limit) bytes."
        case .io(let what): "cannot be read or written: \(what)."
        }
    }
}

extension SegmentDamage {
    fileprivate var text: String {
        switch self {
        case .header: "there is no whole header"
        case .version(let version): "format \(version) is unknown"
        case .number(let number): "it says that it is segment \(number)"
        case .record: "a record is not whole"
        case .footer: "the footer is not whole"
        case .contradiction(let claim): "the footer's \(claim.rawValue) is not that of the records"
        }
    }
}
