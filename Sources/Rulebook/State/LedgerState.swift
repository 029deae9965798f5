public import CycladeSchema
public import Vocabulary

/// Where records come from when the state is asked for one that it does not hold decoded.
public protocol RecordSource {
    /// The record at `path`, or `nil` if there is none.
    func record(at path: Digest) -> Record?
}

/// A record that a block changed.
public struct ChangedRecord: Sendable {
    /// SHA-256 of the record's key.
    public let path: Digest
    /// The record as it now is.
    public let record: Record
}

/// A link of a record's history: which leaf changed it, and which had done so before.
public struct HistoryLink: Hashable, Sendable {
    /// SHA-256 of the record's key.
    public let path: Digest
    /// The leaf of the entry that changed the record.
    public let leaf: UInt64
    /// The leaf that changed it before; `nil` for the entry that made it.
    public let previous: UInt64?
}

/// The records as the transaction in hand sees them: read by key, written by events.
///
/// A write-through cache over a ``RecordSource``. Rules read it, ``Event/apply(to:)`` writes it,
/// and at the end of a block ``takeChanges()`` gives what is to be stored. Not safe for use by
/// several threads: it has one owner, the executor of blocks.
public final class LedgerState {
    private struct Slot {
        let path: Digest
        var record: Record?
        var isChanged: Bool
    }

    /// How many decoded records are kept from block to block; members, keys, models and stations
    /// are read by nearly every transaction.
    private static let cachedRecords = 65_536

    private let source: any RecordSource
    // By the key's text: hashing a path costs more than all else in a look-up.
    private var slots: [KeyText: Slot] = [:]
    private var changedKeys: [KeyText] = []
    private var links: [HistoryLink] = []
    private var leaf: UInt64 = 0

    /// Creates a state over `source`.
    public init(over source: some RecordSource) {
        self.source = source
    }

    /// The record under `key`, or `nil` if there is none.
    public subscript<Value>(key: RecordKey<Value>) -> Value? {
        slot(key).record?.content.flatMap(Value.init)
    }

    /// Names the log leaf of the entry whose events are applied next.
    public func begin(leaf: UInt64) {
        self.leaf = leaf
    }

    /// What the events since the last call changed: each record once, and every link in order.
    public func takeChanges() -> (records: [ChangedRecord], links: [HistoryLink]) {
        let records = changedKeys.compactMap { key in
            slots[key].flatMap { slot in
                slot.record.map { ChangedRecord(path: slot.path, record: $0) }
            }
        }
        let result = (records, links)
        if slots.count > Self.cachedRecords {
            slots.removeAll(keepingCapacity: true)
        } else {
            for key in changedKeys { slots[key]?.isChanged = false }
        }
        changedKeys.removeAll(keepingCapacity: true)
        links.removeAll(keepingCapacity: true)
        return result
    }

    /// Stores a record that the rules have found to be new.
    func create<Value>(_ key: RecordKey<Value>, _ value: Value) {
        write(value.content, at: key)
    }

    /// Changes a record that the rules have read.
    func update<Value>(_ key: RecordKey<Value>, _ change: (inout Value) -> Void) {
        // Taking the content out keeps the change in place: the value is then held only here.
        let content =
            slots[KeyText(text: key.text)]?.record?.content.take() ?? slot(key).record?.content
        guard let content, var value = Value(content) else {
            invariantFailure("an event changes \(key.text), which no rule has read")
        }
        change(&value)
        write(value.content, at: key)
    }

    private func slot<Value>(_ key: RecordKey<Value>) -> Slot {
        if let slot = slots[KeyText(text: key.text)] { return slot }
        let path = key.path
        let slot = Slot(path: path, record: source.record(at: path), isChanged: false)
        slots[KeyText(text: key.text)] = slot
        return slot
    }

    private func write<Value>(_ content: Record.OneOf_Content, at key: RecordKey<Value>) {
        var slot = slot(key)
        let previous = slot.record.map(\.lastLeaf)
        if previous != leaf || slot.record == nil {
            links.append(HistoryLink(path: slot.path, leaf: leaf, previous: previous))
        }
        if !slot.isChanged { changedKeys.append(KeyText(text: key.text)) }
        var record = Record()
        record.lastLeaf = leaf
        record.content = content
        slot.record = record
        slot.isChanged = true
        slots[KeyText(text: key.text)] = slot
    }
}

/// A key's text, compared by its bytes.
///
/// Strings are equal by Unicode equivalence, by which a look-alike such as the Kelvin sign is the
/// letter K; keys are bytes.
private struct KeyText: Hashable {
    let text: String

    static func == (lhs: KeyText, rhs: KeyText) -> Bool {
        lhs.text.utf8.elementsEqual(rhs.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
