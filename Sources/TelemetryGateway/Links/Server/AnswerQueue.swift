import NIOCore

/// The answers of a link in their order, each behind the records that were handed over before it.
struct AnswerQueue {
    private struct Answer {
        /// How many of the link's records must be durable first.
        let records: UInt64
        let bytes: [UInt8]
    }

    private var answers = CircularBuffer<Answer>()
    private var handedOver: UInt64 = 0
    private var durable: UInt64 = 0

    /// Bytes of the link's records that are not yet durable.
    private(set) var bytesNotDurable = 0

    /// The answers that wait.
    var count: Int { answers.count }

    /// Whether no answer and no record waits.
    var isEmpty: Bool { answers.isEmpty && handedOver == durable }

    var hasReady: Bool { answers.first.map { $0.records <= durable } ?? false }

    var readyByteCount: Int {
        answers.lazy.prefix { $0.records <= durable }.reduce(0) { $0 + $1.bytes.count }
    }

    mutating func awaitRecord(byteCount: Int) {
        handedOver += 1
        bytesNotDurable += byteCount
    }

    mutating func append(_ bytes: [UInt8]) {
        answers.append(Answer(records: handedOver, bytes: bytes))
    }

    mutating func recordsDurable(_ count: Int, byteCount: Int) {
        durable += UInt64(count)
        bytesNotDurable -= byteCount
    }

    /// Moves the answers that may be sent to `buffer`; returns how many they are.
    mutating func takeReady(into buffer: inout ByteBuffer) -> Int {
        var taken = 0
        while let answer = answers.first, answer.records <= durable {
            buffer.writeBytes(answer.bytes)
            answers.removeFirst()
            taken += 1
        }
        return taken
    }

    /// Forgets everything: nothing may be acknowledged any more.
    mutating func clear() {
        answers.removeAll()
        durable = handedOver
        bytesNotDurable = 0
    }
}
