/// Finds the frames in a run of bytes.
///
/// Nothing is copied and nothing is remembered: whoever holds the bytes asks what they begin with,
/// takes that many away, and asks again. ``FrameSplitter`` does so for a stream.
///
/// There is no escaping, so start bytes may also occur within a frame: a frame ends where its length
/// says, and only a wrong check shows that it was none. The search then goes on at its second byte.
public enum FrameSearch {
    /// What a run of bytes begins with.
    public enum Step: Hashable, Sendable {
        /// A whole frame of so many bytes, with the right check.
        case frame(byteCount: Int)
        /// So many bytes that belong to no frame.
        case damage(byteCount: Int, Reason)
        /// Perhaps a frame: to know more takes so many bytes in all.
        case wait(byteCount: Int)
    }

    /// Why bytes belong to no frame.
    public enum Reason: Hashable, Sendable {
        /// They begin with no start bytes.
        case noStart
        /// A length of the data unit that no frame may have.
        case lengthReserved(Int)
        /// The check of the frame that they seem to begin is wrong.
        case check(FrameCheck)
        /// The stream ended before the frame that they seem to begin.
        case truncated
    }

    /// What `bytes` begin with.
    ///
    /// - Complexity: The bytes are read at most once, all for the check of a frame. Bytes made to look
    ///   like many frames within each other can make each call read up to 65,555 of them: drop a
    ///   sender with too many damages.
    public static func step(_ bytes: RawSpan) -> Step {
        guard let start = edition(in: bytes, at: 0) else { return damage(bytes, .noStart) }
        guard start.isWhole else { return .wait(byteCount: 2) }
        guard bytes.byteCount >= FrameHeader.byteCount else {
            return .wait(byteCount: FrameHeader.byteCount)
        }
        let unitLength = Int(bytes.word(at: 22))
        guard unitLength <= FrameHeader.maximumUnitLength else {
            return damage(bytes, .lengthReserved(unitLength))
        }
        let length = unitLength + FrameHeader.overhead
        guard bytes.byteCount >= length else { return .wait(byteCount: length) }
        let check = FrameCheck(bytes, length: length)
        return check.isValid ? .frame(byteCount: length) : damage(bytes, .check(check))
    }

    /// What `bytes` begin with if nothing comes after them; never ``Step/wait(byteCount:)``.
    public static func lastStep(_ bytes: RawSpan) -> Step {
        let step = step(bytes)
        guard case .wait = step else { return step }
        return damage(bytes, .truncated)
    }

    /// The first byte and those after it up to what may be start bytes.
    private static func damage(_ bytes: RawSpan, _ reason: Reason) -> Step {
        var offset = 1
        while offset < bytes.byteCount, edition(in: bytes, at: offset) == nil { offset += 1 }
        return .damage(byteCount: min(offset, bytes.byteCount), reason)
    }

    /// The edition whose start bytes are at `offset`, or only the first if no byte is after it.
    private static func edition(
        in bytes: RawSpan,
        at offset: Int
    ) -> (edition: Edition, isWhole: Bool)? {
        guard offset < bytes.byteCount, let edition = Edition(startByte: bytes.byte(at: offset))
        else { return nil }
        guard offset + 1 < bytes.byteCount else { return (edition, false) }
        return bytes.byte(at: offset + 1) == edition.startByte ? (edition, true) : nil
    }
}
