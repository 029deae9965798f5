import NIOCore
import NIOHTTP1
import NIOPosix
public import ServiceLifecycle

/// Answers `GET /metrics` with a registry's text, on this machine unless told otherwise.
public struct MetricsEndpoint: Service {
    private let registry: PrometheusRegistry
    private let host: String
    private let port: Int
    private let whenReady: @Sendable (_ port: Int) -> Void

    /// Scrapers come one or two at a time.
    private static let backlog: Int32 = 16
    private static let requestTime = TimeAmount.seconds(10)

    /// Creates an endpoint; nothing is opened.
    ///
    /// - Parameters:
    ///   - registry: What to show.
    ///   - host: The address to listen on.
    ///   - port: The port to listen on; 0 for any that is free.
    ///   - whenReady: Called once, when it listens.
    public init(
        _ registry: PrometheusRegistry,
        host: String = "127.0.0.1",
        port: Int,
        whenReady: @escaping @Sendable (_ port: Int) -> Void = { _ in }
    ) {
        self.registry = registry
        self.host = host
        self.port = port
        self.whenReady = whenReady
    }

    /// Answers until it is told to stop.
    public func run() async throws {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: Self.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [registry] channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(MetricsHandler(registry))
                    channel.eventLoop.scheduleTask(in: Self.requestTime) {
                        channel.close(promise: nil)
                    }
                }
            }
            .bind(host: host, port: port).get()
        whenReady(channel.localAddress?.port ?? 0)
        try await withGracefulShutdownHandler {
            try await channel.closeFuture.get()
        } onGracefulShutdown: {
            channel.close(promise: nil)
        }
    }
}

/// One request a connection.
private final class MetricsHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let registry: PrometheusRegistry
    private var isAsked = false

    init(_ registry: PrometheusRegistry) {
        self.registry = registry
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): isAsked = head.method == .GET && head.uri == "/metrics"
        case .body: break
        case .end: answer(context)
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        let body = isAsked ? registry.text : "only GET /metrics\n"
        let head = HTTPResponseHead(
            version: .http1_1,
            status: isAsked ? .ok : .notFound,
            headers: [
                "content-type": "text/plain; version=0.0.4; charset=utf-8",
                "content-length": "\(body.utf8.count)", "connection": "close",
            ]
        )
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }
}
