/// A flat array whose removed places are used again before it grows.
///
/// It never shrinks: its memory is that of the most elements it ever held.
struct Pool<Element: Sendable>: Sendable {
    private var elements: [Element] = []
    private var free: [UInt32] = []

    /// The number of elements in use.
    var count: Int { elements.count - free.count }

    /// The number of places, in use or free.
    var places: Int { elements.count }

    /// Makes room for `count` elements in one allocation.
    mutating func reserve(_ count: Int) {
        elements.reserveCapacity(count)
    }

    /// Puts `element` in a free place and returns which.
    mutating func insert(_ element: Element) -> Int {
        guard let index = free.popLast().map(Int.init) else {
            elements.append(element)
            return elements.count - 1
        }
        elements[index] = element
        return index
    }

    /// Frees the place at `index`; its old element must not be asked for again.
    mutating func remove(at index: Int) {
        free.append(UInt32(index))
    }

    subscript(index: Int) -> Element {
        get { elements[index] }
        set { elements[index] = newValue }
    }
}
