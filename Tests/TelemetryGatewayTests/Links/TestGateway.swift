import CoreMetrics
import GBT32960
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Testing
import Vocabulary

@testable import TelemetryGateway

/// Links on an event loop without a network, with a clock and a sink that the test moves.
final class TestGateway {
    let eventLoop = EmbeddedEventLoop()
    let clock = TestClock()
    let registry = PrometheusRegistry.forGateway()
    let core: GatewayCore
    let loop: LoopState

    init(
        _ register: any VehicleRegister = Samples.register(),
        locator: any BatteryLocator = NoBatteryLocator(),
        limits: GatewayLimits = GatewayLimits()
    ) throws {
        var settings = GatewaySettings()
        settings.limits = limits
        core = GatewayCore(
            settings: settings,
            register: register,
            locator: locator,
            passwords: try PasswordChecker([], maximumWaiting: 1),
            metrics: GatewayMetrics(factory: registry),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            now: { [clock] in clock.now },
            links: OpenLinks(maximum: limits.connections)
        )
        let handedOver = Box<[[TelemetryRecord]]>([])
        loop = LoopState(
            RecordForwarder(
                eventLoop: eventLoop,
                limits: limits,
                maximumBytes: limits.bytesInFlight,
                handOver: { handedOver.value.append($0) }
            )
        )
        self.handedOver = handedOver
    }

    private let handedOver: Box<[[TelemetryRecord]]>

    var batches: [[TelemetryRecord]] { handedOver.value }

    /// A new link.
    func connect() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(loop: eventLoop)
        let id = try #require(core.links.add(channel))
        core.metrics.opened()
        channel.closeFuture.whenComplete { [core] _ in core.links.remove(id) }
        try channel.pipeline.syncOperations.addHandler(LinkHandler(core, loop, id: id))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    func send(_ bytes: [UInt8], on channel: EmbeddedChannel) throws {
        // The handler asks for bytes by reading; the channel gives them when they come.
        try channel.writeInbound(ByteBuffer(bytes: bytes))
        eventLoop.run()
    }

    /// Says of the batch on its way that it is durable, or that it is lost.
    func finishBatch(_ isDurable: Bool = true) {
        loop.forwarder.finished(isDurable)
        eventLoop.run()
    }

    func pass(seconds: Int64) {
        clock.pass(milliseconds: UInt64(seconds) * 1_000)
        eventLoop.advanceTime(by: .seconds(seconds))
        eventLoop.run()
    }

    /// What the gateway has sent on a link since the last call.
    func received(on channel: EmbeddedChannel) throws -> [Frame] {
        var frames: [Frame] = []
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
            var splitter = FrameSplitter()
            splitter.push(
                buffer.readableBytesSpan,
                onFrame: { bytes in
                    if let frame = try? ReceivedFrame([UInt8](bytes)) { frames.append(frame.frame) }
                },
                onDamage: { Issue.record("damage in an answer: \($0)") }
            )
        }
        return frames
    }

    func count(_ line: String) -> Bool { registry.text.contains("\(line)\n") }
}

final class Box<Value> {
    var value: Value

    init(_ value: Value) {
        self.value = value
    }
}

/// A clock that stands still until it is moved.
final class TestClock: Sendable {
    private let passed = Mutex<UInt64>(0)

    var now: LinkMoment {
        let passed = passed.withLock { $0 }
        let clock = (try? UnixMilliseconds(Samples.start + passed)) ?? .maximum
        return LinkMoment(clock: clock, uptimeMs: 1_000 + passed)
    }

    func pass(milliseconds: UInt64) {
        passed.withLock { $0 += milliseconds }
    }
}
