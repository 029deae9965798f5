/// Moments at which something is to be looked at: a binary heap, earliest first.
///
/// Of one moment, what was added first comes first, so that every run has the same order.
struct Deadlines<Item: Sendable>: Sendable {
    private struct Entry: Sendable {
        let time: UInt64
        let number: UInt64
        let item: Item

        static func < (left: Entry, right: Entry) -> Bool {
            (left.time, left.number) < (right.time, right.number)
        }
    }

    private var heap: [Entry] = []
    private var added: UInt64 = 0

    /// Adds an item, in O(log n).
    mutating func add(_ item: Item, at time: UInt64) {
        heap.append(Entry(time: time, number: added, item: item))
        added += 1
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes out the earliest item if its moment is before `time`, in O(log n).
    mutating func next(before time: UInt64) -> (item: Item, time: UInt64)? {
        guard let first = heap.first, first.time < time else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child] < heap[least] { least = child }
            }
            guard least != parent else { return (first.item, first.time) }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
