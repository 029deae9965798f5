/// Cuts a stream of bytes into frames, however the bytes arrive.
///
/// A frame that arrives in one piece is lent where it lies; only the beginning of a frame whose end
/// has yet to come is copied. At most one frame is held, 65,556 bytes.
///
/// Damage is skipped and reported: bytes that follow each other and belong to no frame are one
/// stretch. The frames and stretches are the same whatever the pieces.
///
/// ```swift
/// var splitter = FrameSplitter()
/// splitter.push(bytes, onFrame: { frame in … }, onDamage: { stretch in … })
/// ```
public struct FrameSplitter: Sendable {
    /// Bytes of a stream that follow each other and belong to no frame.
    public struct Damage: Hashable, Sendable {
        /// Where they begin, in bytes from the beginning of the stream.
        public let offset: UInt64
        /// How many they are.
        public internal(set) var byteCount: Int
        /// Why the first of them belongs to no frame.
        public let reason: FrameSearch.Reason
    }

    var held: [UInt8] = []
    /// The bytes of `held` that are dealt with.
    var done = 0
    var damage: Damage?

    /// The bytes of the stream that are dealt with: in a frame or damaged.
    public internal(set) var position: UInt64 = 0
    /// The frames found.
    public internal(set) var frameCount: UInt64 = 0
    /// The bytes that belong to no frame, also those of a stretch that is not yet reported.
    public internal(set) var damagedByteCount: UInt64 = 0

    /// Creates a splitter at the beginning of a stream.
    public init() {}

    /// The bytes that wait for the rest of their frame, at most 65,555.
    public var heldByteCount: Int { held.count - done }

    /// Takes the next piece of the stream.
    ///
    /// - Parameters:
    ///   - piece: Bytes, of any number.
    ///   - onFrame: Called with each whole frame whose check is right; lent for the call.
    ///   - onDamage: Called with each stretch of damage when the frame after it is found.
    public mutating func push(
        _ piece: RawSpan,
        onFrame: (RawSpan) -> Void,
        onDamage: (Damage) -> Void
    ) {
        var taken = 0
        while true {
            if heldByteCount == 0 {
                held.removeAll(keepingCapacity: held.capacity <= Self.keptCapacity)
                done = 0
                taken = pushDirectly(piece, from: taken, onFrame, onDamage)
                hold(piece, taken..<piece.byteCount)
                return
            }
            let missing = stepThroughHeld(isLast: false, onFrame, onDamage)
            guard missing > 0 else { continue }
            let end = min(taken + missing, piece.byteCount)
            hold(piece, taken..<end)
            guard end - taken == missing else { return }
            taken = end
        }
    }

    /// Ends the stream, or gives up waiting after a silence: what is held is searched for frames as
    /// if nothing came after it.
    public mutating func flush(onFrame: (RawSpan) -> Void, onDamage: (Damage) -> Void) {
        while heldByteCount > 0 { _ = stepThroughHeld(isLast: true, onFrame, onDamage) }
        held = []
        done = 0
        report(onDamage)
    }

    private static let keptCapacity = 4_096
}
