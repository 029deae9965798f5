@testable import GBT32960

/// What a splitter makes of a stream.
struct Pieces: Equatable {
    var frames: [[UInt8]] = []
    var damages: [FrameSplitter.Damage] = []
    var position: UInt64 = 0
    var mostHeld = 0

    init(_ stream: [UInt8], cutAt cuts: [Int] = []) {
        var splitter = FrameSplitter()
        var start = 0
        for end in cuts + [stream.count] {
            unsafe splitter.push(
                stream.span.extracting(start..<end).bytes,
                onFrame: { frame in frames.append(unsafe frame.withUnsafeBytes { unsafe Array($0) })
                },
                onDamage: { damages.append($0) }
            )
            mostHeld = max(mostHeld, splitter.heldByteCount)
            start = end
        }
        splitter.flush(
            onFrame: { frame in frames.append(unsafe frame.withUnsafeBytes { unsafe Array($0) }) },
            onDamage: { damages.append($0) }
        )
        position = splitter.position
    }

    static func == (lhs: Pieces, rhs: Pieces) -> Bool {
        lhs.frames == rhs.frames && lhs.damages == rhs.damages && lhs.position == rhs.position
    }
}
