public import CycladeSchema

/// Something that a member has to do by a moment.
public struct Duty: Sendable, Hashable {
    /// What is to be done.
    public let kind: DutyKind
    /// The text of the key of the record that it is about.
    public let subject: String
    /// The member that has to do it; empty where it falls to a person.
    public internal(set) var holderID: String
    /// The leaf of the entry that called for it, and the time of its block.
    public let openedLeaf: UInt64
    public let openedMs: UInt64
    /// Its last moment, in Unix milliseconds.
    public let dueMs: UInt64
    /// Where the deadline comes from.
    public let legalSource: String
    /// Whether its last moment has passed.
    public internal(set) var isOverdue = false

    init(
        _ kind: DutyKind,
        of subject: String,
        holder: String,
        since entry: EntryMark,
        dueMs: UInt64,
        source: String
    ) {
        self.kind = kind
        self.subject = subject
        holderID = holder
        openedLeaf = entry.leaf
        openedMs = entry.time
        self.dueMs = dueMs
        legalSource = source
    }
}

/// Which entry something rests on.
struct EntryMark: Sendable, Hashable {
    /// The leaf of the entry.
    let leaf: UInt64
    /// The time of its block, in Unix milliseconds.
    let time: UInt64
}
