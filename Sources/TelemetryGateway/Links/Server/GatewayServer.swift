public import Logging
import NIOCore
import NIOPosix
import NIOSSL
public import ServiceLifecycle

/// Takes the frames of vehicles and platforms over TCP and hands them to a sink.
///
/// An answer that acknowledges a frame is sent only when the sink has said that it is durable.
public struct GatewayServer: Service {
    private let core: GatewayCore
    private let sink: any TelemetrySink
    private let group: MultiThreadedEventLoopGroup
    private let whenReady: @Sendable (_ port: Int) -> Void

    /// Creates a server; nothing is opened.
    ///
    /// - Parameters:
    ///   - settings: Where and how much.
    ///   - register: The vehicles that may send.
    ///   - accounts: The platforms that may log in.
    ///   - locator: Which battery a frame belongs to.
    ///   - sink: Takes what is to be kept.
    ///   - metrics: What is counted.
    ///   - logger: For what an operator must know; never for what senders send.
    ///   - whenReady: Called once, when it listens.
    /// - Throws: ``PasswordHashError``.
    public init(
        _ settings: GatewaySettings,
        register: any VehicleRegister,
        accounts: [PlatformAccount],
        locator: any BatteryLocator,
        sink: any TelemetrySink,
        metrics: GatewayMetrics,
        logger: Logger,
        whenReady: @escaping @Sendable (_ port: Int) -> Void = { _ in }
    ) throws(PasswordHashError) {
        core = GatewayCore(
            settings: settings,
            register: register,
            locator: locator,
            passwords: try PasswordChecker(
                accounts,
                maximumWaiting: settings.limits.passwordChecks
            ),
            metrics: metrics,
            logger: logger,
            now: SystemClock.now,
            links: OpenLinks(maximum: settings.limits.connections)
        )
        self.sink = sink
        self.whenReady = whenReady
        group = .singleton
    }

    /// Serves until it is told to stop; then takes nothing more, ends what is begun, and returns.
    ///
    /// - Throws: When the address is taken or TLS cannot be set up.
    public func run() async throws {
        core.passwords.start()
        let loops = try await GatewayLoops(group, core.settings.limits)
        let listener: any Channel
        do {
            listener = try await listen(loops)
        } catch {
            try await core.passwords.stop()
            throw error
        }
        whenReady(listener.localAddress?.port ?? 0)
        await withTaskGroup { tasks in
            for batches in loops.batches {
                tasks.addTask { await batches.forward(to: sink, core) }
            }
            await waitForEnd(of: listener)
            await drain()
            loops.finish()
        }
        try await core.passwords.stop()
    }

    private func listen(_ loops: GatewayLoops) async throws -> any Channel {
        let tls = try core.settings.tls.map { try NIOSSLContext(configuration: $0) }
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            // Thousands of links may have something to read at once.
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(
                    minimum: 1_024,
                    initial: 2_048,
                    maximum: 16_384
                )
            )
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            // Who ends its side still gets the answers that it is owed.
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { [core] channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let link = core.links.add(channel) else {
                        core.metrics.closed(.connectionLimit)
                        throw CloseReason.connectionLimit
                    }
                    core.metrics.opened()
                    channel.closeFuture.whenComplete { _ in core.links.remove(link) }
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                    let loop = try loops.state(on: channel.eventLoop)
                    try pipeline.addHandler(LinkHandler(core, loop, id: link))
                }
            }
            .bind(host: core.settings.host, port: core.settings.port).get()
    }

    private func waitForEnd(of listener: any Channel) async {
        try? await withTaskCancellationOrGracefulShutdownHandler {
            try await listener.closeFuture.get()
        } onCancelOrGracefulShutdown: {
            listener.close(promise: nil)
        }
    }

    /// Ends all links: each when what it has sent is durable and answered, at the latest in time.
    private func drain() async {
        let channels = core.links.close()
        for channel in channels {
            channel.pipeline.fireUserInboundEventTriggered(LinkHandler.Request.drain)
        }
        let eventLoop = group.next()
        let hardEnd = eventLoop.scheduleTask(in: .milliseconds(core.settings.drainMs)) {
            for channel in channels { channel.close(promise: nil) }
        }
        let ends = channels.map(\.closeFuture)
        _ = try? await EventLoopFuture.whenAllComplete(ends, on: eventLoop).get()
        hardEnd.cancel()
    }
}
