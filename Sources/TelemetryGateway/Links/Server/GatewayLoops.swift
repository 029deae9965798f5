import Logging
import NIOCore
import NIOPosix
import Synchronization
import Vocabulary

/// The event loops of a gateway, each with its own state and its own stream of batches.
struct GatewayLoops: Sendable {
    /// No state was made for an event loop.
    struct UnknownLoop: Error {}

    private let states: [ObjectIdentifier: NIOLoopBound<LoopState>]
    let batches: [BatchStream]

    /// Makes the state of each event loop of `group`, on that loop.
    init(_ group: MultiThreadedEventLoopGroup, _ limits: GatewayLimits) async throws {
        var states: [ObjectIdentifier: NIOLoopBound<LoopState>] = [:]
        var streams: [BatchStream] = []
        let loops = Array(group.makeIterator())
        for loop in loops {
            let (batches, batchesIn) = AsyncStream.makeStream(of: [TelemetryRecord].self)
            let state = try await loop.submit {
                let forwarder = RecordForwarder(
                    eventLoop: loop,
                    limits: limits,
                    maximumBytes: max(1, limits.bytesInFlight / loops.count),
                    // At most one is on its way, so the stream holds no more than that.
                    handOver: { batchesIn.yield($0) }
                )
                return NIOLoopBound(LoopState(forwarder), eventLoop: loop)
            }.get()
            states[ObjectIdentifier(loop)] = state
            streams.append(
                BatchStream(loop: loop, state: state, batches: batches, input: batchesIn)
            )
        }
        self.states = states
        self.batches = streams
    }

    /// The state of an event loop; to be called on it.
    func state(on loop: any EventLoop) throws(UnknownLoop) -> LoopState {
        guard let state = states[ObjectIdentifier(loop)] else { throw UnknownLoop() }
        return state.value
    }

    /// Lets the streams end when all that was taken is handed over.
    func finish() {
        for stream in batches { stream.finish() }
    }
}

/// The batches of one event loop, one at a time.
struct BatchStream: Sendable {
    let loop: any EventLoop
    let state: NIOLoopBound<LoopState>
    let batches: AsyncStream<[TelemetryRecord]>
    let input: AsyncStream<[TelemetryRecord]>.Continuation

    /// Hands the batches to the sink until there are no more.
    func forward(to sink: any TelemetrySink, _ core: GatewayCore) async {
        for await batch in batches {
            var isDurable = true
            do {
                try await sink.append(batch)
                core.metrics.durable(after: batch.age(at: core.now()))
            } catch {
                isDurable = false
                core.metrics.lostBatch()
                core.logger.error("\(batch.count) records are not durable: \(error)")
            }
            loop.execute { [isDurable] in state.value.forwarder.finished(isDurable) }
        }
    }

    func finish() {
        loop.execute { state.value.forwarder.whenIdle { input.finish() } }
    }
}

extension [TelemetryRecord] {
    /// For how long the oldest has waited.
    fileprivate func age(at now: LinkMoment) -> Duration {
        let oldest = lazy.map(\.receivedMs).min() ?? now.clock.rawValue
        return .milliseconds(now.clock.rawValue > oldest ? now.clock.rawValue - oldest : 0)
    }
}
