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
        let text: KeyText
        let path: Digest
        var record: Record?
        var isChanged = false
    }

    /// How many decoded records are kept from block to block; members, keys, models and stations
    /// are read by nearly every transaction.
    private static let cachedRecords = 131_072

    /// The most bytes of a key; those of all kinds are far shorter.
    private static let longestKey = 512

    private let source: any RecordSource
    private var slots: [Slot] = []
    // By the key's text: hashing a path costs more than all else in a look-up.
    private var slotNumbers: [KeyText: Int] = [:]
    /// The slot that is given up next, when there are enough.
    private var oldest = 0
    private var changed: [Int] = []
    private var links: [HistoryLink] = []
    private var leaf: UInt64 = 0

    /// Creates a state over `source`.
    public init(over source: some RecordSource) {
        self.source = source
    }

    /// The record under `key`, or `nil` if there is none.
    public subscript<Value>(key: RecordKey<Value>) -> Value? {
        // No record has so long a key, and what is looked up is kept for a while.
        guard key.text.utf8.count <= Self.longestKey else { return nil }
        return slots[slotNumber(of: key)].record?.content.flatMap(Value.init)
    }

    /// Names the log leaf of the entry whose events are applied next.
    public func begin(leaf: UInt64) {
        self.leaf = leaf
    }

    /// What the events since the last call changed: each record once, and every link in order.
    public func takeChanges() -> (records: [ChangedRecord], links: [HistoryLink]) {
        let records = changed.compactMap { number in
            slots[number].record.map { ChangedRecord(path: slots[number].path, record: $0) }
        }
        let result = (records, links)
        for number in changed { slots[number].isChanged = false }
        changed.removeAll(keepingCapacity: true)
        links.removeAll(keepingCapacity: true)
        return result
    }

    /// Stores a record that the rules have found to be new.
    func create<Value>(_ key: RecordKey<Value>, _ value: Value) {
        write(value.content, to: slotNumber(of: key))
    }

    /// Changes a record that the rules have read.
    func update<Value>(_ key: RecordKey<Value>, _ change: (inout Value) -> Void) {
        let number = slotNumber(of: key)
        // Taken out, the value is held only here, and changes in place.
        guard var value = slots[number].record?.content.take().flatMap(Value.init) else {
            invariantFailure("an event changes \(key.text), which no rule has read")
        }
        change(&value)
        write(value.content, to: number)
    }

    private func slotNumber<Value>(of key: RecordKey<Value>) -> Int {
        let text = KeyText(text: key.text)
        if let number = slotNumbers[text] { return number }
        let path = key.path
        let slot = Slot(text: text, path: path, record: source.record(at: path))
        let number = freedSlot() ?? slots.count
        if number < slots.count { slots[number] = slot } else { slots.append(slot) }
        slotNumbers[text] = number
        return number
    }

    /// The number of a slot that was given up, one at a time so that no block waits for many.
    private func freedSlot() -> Int? {
        guard slots.count >= Self.cachedRecords else { return nil }
        for _ in 0..<64 {
            let number = oldest
            oldest = (oldest + 1) % slots.count
            guard !slots[number].isChanged else { continue }
            slotNumbers[slots[number].text] = nil
            return number
        }
        return nil
    }

    private func write(_ content: Record.OneOf_Content, to number: Int) {
        let previous = slots[number].record?.lastLeaf
        if previous != leaf {
            links.append(HistoryLink(path: slots[number].path, leaf: leaf, previous: previous))
        }
        if !slots[number].isChanged {
            slots[number].isChanged = true
            changed.append(number)
        }
        var record = slots[number].record.take() ?? Record()
        record.lastLeaf = leaf
        record.content = content
        slots[number].record = record
    }
}

/// A key's text, compared by its bytes.
///
/// Strings are equal by Unicode equivalence, by which a look-alike such as the Kelvin sign is the
/// letter K; keys are bytes.
private struct KeyText: Hashable {
    let text: String

    static func == (lhs: KeyText, rhs: KeyText) -> Bool {
        var (lhs, rhs) = (lhs.text, rhs.text)
        return lhs.withUTF8 { lhs in
            rhs.withUTF8 { rhs in unsafe lhs.count == rhs.count && lhs.elementsEqual(rhs) }
        }
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
