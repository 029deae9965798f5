public import Finality

/// Orders batches in this process: the engine of a ledger with one node.
///
/// Keeps nothing of its own: a batch that no block holds yet is gone with the process, and none of
/// its transactions has been answered.
public struct EmbeddedSequencer: Sequencer {
    private let stream: AsyncThrowingStream<OrderedBatch, any Error>
    private let inbox: Inbox

    /// Creates an engine that goes on after `position`.
    ///
    /// - Parameters:
    ///   - position: The place of the newest batch that is in a block.
    ///   - capacity: How many batches may wait to be executed.
    public init(after position: SequencePosition, capacity: Int = 4) {
        let (stream, continuation) = AsyncThrowingStream<OrderedBatch, any Error>.makeStream(
            bufferingPolicy: .bufferingOldest(capacity)
        )
        self.stream = stream
        inbox = Inbox(position: position, continuation: continuation)
    }

    public func submit(_ batch: EncodedBatch) async throws(SequencerError) {
        try await inbox.put(batch)
    }

    /// The batches; for one reader, which begins where the engine was told to.
    public func batches(
        after position: SequencePosition
    ) -> AsyncThrowingStream<OrderedBatch, any Error> {
        stream
    }

    /// Ends the order: what waits is still handed out.
    public func stop() async {
        await inbox.stop()
    }

    private actor Inbox {
        private var position: SequencePosition
        private let continuation: AsyncThrowingStream<OrderedBatch, any Error>.Continuation

        init(
            position: SequencePosition,
            continuation: AsyncThrowingStream<OrderedBatch, any Error>.Continuation
        ) {
            self.position = position
            self.continuation = continuation
        }

        func put(_ batch: EncodedBatch) throws(SequencerError) {
            let next = SequencePosition(position.rawValue + 1)
            switch continuation.yield(OrderedBatch(position: next, encoded: batch)) {
            case .enqueued: position = next
            case .dropped: throw .busy
            case .terminated: throw .stopped
            @unknown default: throw .stopped
            }
        }

        func stop() {
            continuation.finish()
        }
    }
}
