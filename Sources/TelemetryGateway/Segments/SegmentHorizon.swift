import Synchronization

/// How far a writer's records are on the disk; nothing beyond it may be relied upon.
public final class SegmentHorizon: Sendable {
    /// A place up to which everything is on the disk.
    struct Place: Hashable {
        /// The newest segment; 0 before the first.
        var number: UInt64
        /// Where its synchronised records end; `nil` if it is closed.
        var byteCount: Int?

        /// Where the records of a segment end that may be read; `nil` for all of a closed one.
        func limit(in number: UInt64) -> Int? { number == self.number ? byteCount : nil }
    }

    private let state: Mutex<Place>

    init(_ place: Place) {
        state = Mutex(place)
    }

    var place: Place { state.withLock { $0 } }

    func move(to place: Place) {
        state.withLock { $0 = place }
    }
}
