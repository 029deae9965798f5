import GBT32960
import Vocabulary

/// Frames out of bytes or of lines of hexadecimal digits, whichever they turn out to be.
struct FrameInput {
    /// What was found.
    enum Item {
        /// The bytes of what should be one frame.
        case frame([UInt8])
        /// A line that holds no hexadecimal digits, or too many.
        case line(Int, String)
        case damage(FrameSplitter.Damage)
    }

    /// The longest line that is read, in digits: a frame has 65,556 bytes at most.
    private static let longestLine = 2 * 65_556

    private enum Form {
        case unknown
        case bytes(FrameSplitter)
        case lines
    }

    private var form = Form.unknown
    private var line: [UInt8] = []
    private var lineNumber = 1
    private var isTooLong = false

    /// Takes the next piece of the input.
    mutating func take(_ piece: ArraySlice<UInt8>, _ body: (Item) -> Void) {
        if case .unknown = form, !piece.isEmpty {
            form = Self.isText(piece.prefix(Self.tellingCount)) ? .lines : .bytes(FrameSplitter())
        }
        guard case .bytes(var splitter) = form else { return takeLines(piece, body) }
        // No second copy of what the splitter holds.
        form = .unknown
        splitter.push(
            unsafe piece.span.bytes,
            onFrame: { body(.frame(Self.copy($0))) },
            onDamage: { body(.damage($0)) }
        )
        form = .bytes(splitter)
    }

    /// Ends the input.
    mutating func finish(_ body: (Item) -> Void) {
        if case .bytes(var splitter) = form {
            splitter.flush(
                onFrame: { body(.frame(Self.copy($0))) },
                onDamage: { body(.damage($0)) }
            )
        }
        endLine(body)
    }

    /// So much of the input tells what it is.
    private static let tellingCount = 64

    /// Whether it may be lines, even wrong ones: a frame begins with a sign that no line of digits
    /// has, and a capture that begins within a frame soon has bytes that no text has.
    private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
        let isFrame = Edition.allCases.contains { $0.startByte == bytes.first }
        return !isFrame
            && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F || (0x09...0x0D).contains($0) }
    }

    private static func copy(_ span: RawSpan) -> [UInt8] {
        unsafe span.withUnsafeBytes { unsafe Array($0) }
    }

    private mutating func takeLines(_ piece: ArraySlice<UInt8>, _ body: (Item) -> Void) {
        for byte in piece {
            switch byte {
            case UInt8(ascii: "\n"):
                endLine(body)
                lineNumber += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): continue
            default:
                if line.count < Self.longestLine {
                    line.append(byte)
                } else {
                    isTooLong = true
                }
            }
        }
    }

    private mutating func endLine(_ body: (Item) -> Void) {
        defer {
            line.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        guard !line.isEmpty else { return }
        if isTooLong {
            body(.line(lineNumber, "more digits than the longest frame has"))
        } else if let bytes = [UInt8](hex: String(decoding: line, as: UTF8.self)) {
            body(.frame(bytes))
        } else {
            body(.line(lineNumber, "not an even number of hexadecimal digits"))
        }
    }
}
