import FoundationEssentials
import Hummingbird
import HummingbirdCore
public import LedgerNode
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import UnixSignals

/// A running node that answers over HTTP: on a TCP port and on the socket in its directory.
///
/// TLS and access from other machines are a reverse proxy's part; whoever reaches the port may
/// read all records, and write what a member has signed.
public struct LedgerServer: Sendable {
    private let node: LedgerNode
    private let directory: DataDirectory
    private let host: String
    private let port: Int

    /// Creates a server; nothing is opened.
    ///
    /// - Parameters:
    ///   - node: Answers.
    ///   - directory: The node's directory; the socket is made in it.
    ///   - host: The address to listen on.
    ///   - port: The port to listen on; 0 for any that is free.
    public init(node: LedgerNode, directory: DataDirectory, host: String, port: Int) {
        self.node = node
        self.directory = directory
        self.host = host
        self.port = port
    }

    /// Serves until SIGTERM or SIGINT; everything that was admitted by then is answered.
    ///
    /// - Parameter whenReady: Called once with the address, when both listen.
    /// - Throws: When an address is taken or the disk fails.
    public func run(whenReady: @escaping @Sendable (String) -> Void) async throws {
        var logger = Logger(label: "cyclade") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let ready = Readiness { [node, host] port in
            let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            node.publish(address: address)
            whenReady(address)
        }
        // The directory's lock is held, so a socket that lies here is nobody's.
        try? FileManager.default.removeItem(atPath: directory.socketFile)
        defer { try? FileManager.default.removeItem(atPath: directory.socketFile) }

        let file = directory.socketFile
        let socket = application(at: .unixDomainSocket(path: file), logger) { [logger] channel in
            do {
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o600],
                    ofItemAtPath: file
                )
                ready.socketListens()
            } catch {
                logger.critical("\(file) cannot be kept private: \(error)")
                try? await channel.close()
            }
        }
        let tcp = application(at: .hostname(host, port: port), logger) { channel in
            ready.listens(onPort: channel.localAddress?.port ?? 0)
        }
        // Stopped in the opposite order: the node last, so that open requests get their answers.
        let services = ([node, socket, tcp] as [any Service]).map {
            ServiceGroupConfiguration.ServiceConfiguration(
                service: $0,
                failureTerminationBehavior: .gracefullyShutdownGroup
            )
        }
        var configuration = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        try await ServiceGroup(configuration: configuration).run()
    }

    private func application(
        at address: BindAddress,
        _ logger: Logger,
        whenListening: @escaping @Sendable (any Channel) async -> Void
    ) -> some Service {
        Application(
            router: LedgerAPI<BasicRequestContext>(node: node).router,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: address),
            onServerRunning: whenListening,
            logger: logger
        )
    }
}

/// Tells when both the port and the socket are listened on.
private final class Readiness: Sendable {
    private let state = Mutex<(port: Int?, socket: Bool)>((nil, false))
    private let whenReady: @Sendable (Int) -> Void

    init(whenReady: @escaping @Sendable (Int) -> Void) {
        self.whenReady = whenReady
    }

    func listens(onPort port: Int) {
        state.withLock { $0.port = port }
        check()
    }

    func socketListens() {
        state.withLock { $0.socket = true }
        check()
    }

    private func check() {
        let port = state.withLock { state -> Int? in
            guard state.socket, let port = state.port else { return nil }
            // Once only.
            state.socket = false
            return port
        }
        if let port { whenReady(port) }
    }
}
