/// What happens when: a heap of events by day, those of one day in the order they were entered.
struct Agenda {
    private struct Entry {
        let day: Int
        let number: Int
        let event: StoryEvent

        static func < (left: Entry, right: Entry) -> Bool {
            (left.day, left.number) < (right.day, right.number)
        }
    }

    private var heap: [Entry] = []
    private var entered = 0

    /// Enters an event; one after the story's last day never happens.
    mutating func enter(_ event: StoryEvent, on day: Int) {
        guard day <= Calendar.lastDay else { return }
        heap.append(Entry(day: day, number: entered, event: event))
        entered += 1
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child] < heap[parent] else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes out the next event.
    mutating func next() -> (day: Int, event: StoryEvent)? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child] < heap[least] { least = child }
            }
            guard least != parent else { return (first.day, first.event) }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}

/// Something that falls due in the story.
///
/// Numbers are indices into the world's lists.
enum StoryEvent {
    case registerModels
    case make(group: Int)
    case accept(group: Int)
    case outfit(group: Int)
    case swap(vehicle: Int)
    /// A unit has a measurement worth a look, unless it left service since (`epoch`).
    case judge(unit: Int, epoch: Int)
    case collect(unit: Int)
    case receive(unit: Int)
    case test(unit: Int)
    case sendBack(unit: Int)
    case join(unit: Int)
    case stopWaiting(unit: Int)
    case deploy(unit: Int)
    case dismantle(unit: Int)
    case sellMaterial
    case renew
}
