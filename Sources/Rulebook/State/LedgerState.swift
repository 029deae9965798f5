public import CycladeSchema
import StateMap
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
    private var slots: RecordSlots
    private var changed: [Int] = []
    private var links: [HistoryLink] = []
    private var leaf: UInt64 = 0

    /// Creates a state over `source`.
    public init(over source: some RecordSource) {
        slots = RecordSlots(source: source)
    }

    /// The record under `key`, or `nil` if there is none.
    public subscript<Value>(key: RecordKey<Value>) -> Value? {
        // No record has so long a key, and what is looked up is kept for a while.
        guard key.text.utf8.count <= RecordSlots.longestKey else { return nil }
        return slots.record(under: key.text)?.content.flatMap(Value.init)
    }

    /// The leaf that last changed the record of any kind under a key's text; `nil` if there is none.
    public func lastLeaf(of text: String) -> UInt64? {
        guard text.utf8.count <= RecordSlots.longestKey else { return nil }
        return slots.record(under: text)?.lastLeaf
    }

    /// Names the log leaf of the entry whose events are applied next.
    public func begin(leaf: UInt64) {
        self.leaf = leaf
    }

    /// What the events since the last call changed: each record once, and every link in order.
    public func takeChanges() -> (records: [ChangedRecord], links: [HistoryLink]) {
        let result = (slots.takeChanged(changed), links)
        changed.removeAll(keepingCapacity: true)
        links.removeAll(keepingCapacity: true)
        return result
    }

    /// Stores a record that the rules have found to be new, or to take another's place.
    func create<Value>(_ key: RecordKey<Value>, _ value: Value) {
        write(value.content, to: slots.number(of: key.text))
    }

    /// Changes a record that the rules have read.
    func update<Value>(_ key: RecordKey<Value>, _ change: (inout Value) -> Void) {
        let number = slots.number(of: key.text)
        // Taken out, the value is held only here, and changes in place.
        guard var value = slots.takeContent(of: number).flatMap(Value.init) else {
            invariantFailure("an event changes \(key.text), which no rule has read")
        }
        change(&value)
        write(value.content, to: number)
    }

    private func write(_ content: Record.OneOf_Content, to number: Int) {
        let written = slots.write(content, to: number, leaf: leaf)
        if written.previous != leaf {
            links.append(HistoryLink(path: written.path, leaf: leaf, previous: written.previous))
        }
        if written.isFirst { changed.append(number) }
    }
}

/// Decoded records in numbered slots: the most recent ones, and all that the block has changed.
///
/// A value, so that each look-up of ``LedgerState`` is one checked access to memory.
private struct RecordSlots {
    private struct Slot {
        let text: KeyText
        let path: Digest
        var record: Record?
        var isChanged = false
    }

    /// The most bytes of a key; those of all kinds are far shorter.
    static let longestKey = 512

    /// How many decoded records are kept from block to block; members, keys, models and stations
    /// are read by nearly every transaction.
    private static let cachedRecords = 131_072

    private let source: any RecordSource
    private var slots: [Slot] = []
    // By the key's text: hashing a path costs more than all else in a look-up.
    private var numbers: [KeyText: Int] = [:]
    /// The slot that is given up next, when there are enough.
    private var oldest = 0

    init(source: any RecordSource) {
        self.source = source
    }

    mutating func record(under key: String) -> Record? {
        slots[number(of: key)].record
    }

    /// The number of the slot that holds what stands under `key`, or that nothing does.
    mutating func number(of key: String) -> Int {
        let text = KeyText(text: key)
        if let number = numbers[text] { return number }
        let path = StateMap.path(of: Array(key.utf8))
        let slot = Slot(text: text, path: path, record: source.record(at: path))
        let number = freedSlot() ?? slots.count
        if number < slots.count { slots[number] = slot } else { slots.append(slot) }
        numbers[text] = number
        return number
    }

    /// Takes a record's content out; ``write(_:to:leaf:)`` puts one back.
    mutating func takeContent(of number: Int) -> Record.OneOf_Content? {
        slots[number].record?.content.take()
    }

    /// Writes a record.
    ///
    /// - Returns: Its path, the leaf that changed it before, and whether it is this block's first
    ///   change of it.
    mutating func write(
        _ content: Record.OneOf_Content,
        to number: Int,
        leaf: UInt64
    ) -> (path: Digest, previous: UInt64?, isFirst: Bool) {
        let previous = slots[number].record?.lastLeaf
        let isFirst = !slots[number].isChanged
        slots[number].isChanged = true
        var record = slots[number].record.take() ?? Record()
        record.lastLeaf = leaf
        record.content = content
        slots[number].record = record
        return (slots[number].path, previous, isFirst)
    }

    /// The records in these slots, which may be given up from now on.
    mutating func takeChanged(_ changed: [Int]) -> [ChangedRecord] {
        changed.compactMap { number in
            slots[number].isChanged = false
            return slots[number].record.map {
                ChangedRecord(path: slots[number].path, record: $0)
            }
        }
    }

    /// The number of a slot that was given up, one at a time so that no block waits for many.
    private mutating func freedSlot() -> Int? {
        guard slots.count >= Self.cachedRecords else { return nil }
        for _ in 0..<64 {
            let number = oldest
            oldest = (oldest + 1) % slots.count
            guard !slots[number].isChanged else { continue }
            numbers[slots[number].text] = nil
            return number
        }
        return nil
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
