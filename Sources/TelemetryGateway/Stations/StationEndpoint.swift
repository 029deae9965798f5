import FoundationEssentials
import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// Takes the charge records of stations: `POST /v1/station-records`, on this machine unless told
/// otherwise.
///
/// | Status | Meaning |
/// | --- | --- |
/// | 200 | What is kept is durable; the answer counts it and names the lines that were refused. |
/// | 401 | No token, or one that is not known. |
/// | 413 | More than 8 MiB. |
/// | 422 | Not one record could be read. |
/// | 503 | Nothing can be kept now: send the same again later. |
public struct StationEndpoint: Service {
    /// The most bytes of a request.
    public static let mostBytes = 8 << 20
    private static let idleTime = TimeAmount.seconds(60)

    private let host: String
    private let port: Int
    private let accounts: [StationAccount]
    private let intake: StationIntake
    private let logger: Logger
    private let whenReady: @Sendable (_ port: Int) -> Void

    /// Creates an endpoint; nothing is opened.
    ///
    /// - Parameters:
    ///   - accounts: Who may send.
    ///   - sink: Keeps the records.
    ///   - host: The address to listen on.
    ///   - port: The port to listen on; 0 for any that is free.
    ///   - logger: For what an operator must know.
    ///   - whenReady: Called once, when it listens.
    public init(
        _ accounts: [StationAccount],
        sink: any TelemetrySink,
        host: String = "127.0.0.1",
        port: Int,
        logger: Logger,
        whenReady: @escaping @Sendable (_ port: Int) -> Void = { _ in }
    ) {
        self.accounts = accounts
        intake = StationIntake(sink)
        self.host = host
        self.port = port
        self.logger = logger
        self.whenReady = whenReady
    }

    /// Answers until it is told to stop.
    public func run() async throws {
        let router = Router()
        router.post("/v1/station-records") { request, _ in await answer(request) }
        let application = Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: Self.idleTime)),
            configuration: .init(address: .hostname(host, port: port), serverName: "cyclade"),
            onServerRunning: { [whenReady] channel in
                whenReady(channel.localAddress?.port ?? 0)
            },
            logger: logger
        )
        try await application.run()
    }

    private func answer(_ request: Request) async -> Response {
        let header = request.headers[.authorization] ?? ""
        let prefix = "Bearer "
        guard header.hasPrefix(prefix),
            let account = StationAccount.find(header.dropFirst(prefix.count), in: accounts)
        else { return Self.problem(.unauthorized, "Send the token: 'Authorization: Bearer …'.") }
        let bytes: [UInt8]
        do {
            bytes = Array(try await request.body.collect(upTo: Self.mostBytes).readableBytesView)
        } catch {
            return Self.problem(.contentTooLarge, "Send at most \(Self.mostBytes) bytes at once.")
        }
        do {
            let outcome = try await intake.take(bytes, allows: account.allows)
            let isUseless = outcome.kept == 0 && outcome.refusedCount > 0
            return try Self.json(isUseless ? .unprocessableContent : .ok, outcome)
        } catch let error as StationRecordError {
            return Self.problem(.unprocessableContent, "\(error)")
        } catch {
            logger.error("station records are not kept: \(error)")
            return Self.problem(.serviceUnavailable, "Nothing can be kept now: send it again.")
        }
    }

    private static func json(
        _ status: HTTPResponse.Status,
        _ body: some Encodable,
        type: String = "application/json"
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: status,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(body)))
        )
    }

    /// A failure in the shape of RFC 9457.
    private static func problem(_ status: HTTPResponse.Status, _ detail: String) -> Response {
        struct Problem: Encodable {
            let title: String
            let status: Int
            let detail: String
        }
        let problem = Problem(title: status.reasonPhrase, status: status.code, detail: detail)
        let answer = try? json(status, problem, type: "application/problem+json")
        return answer ?? Response(status: status)
    }
}
