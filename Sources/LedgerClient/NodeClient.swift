import AsyncHTTPClient
public import CycladeSchema
import NIOCore
import NIOHTTP1
import SwiftProtobuf
public import Vocabulary

/// Sends transactions to a running node over HTTP, and fetches receipts.
public struct NodeClient: Sendable {
    private static let timeout = TimeAmount.seconds(60)
    private static let longestAnswer = 4 << 20

    private let base: String

    /// A node that answers at a URL such as `http://127.0.0.1:8080`.
    public init(url: String) {
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
    }

    /// A node on this machine that answers on a Unix socket.
    public init(socket path: String) {
        let host = path.utf8.map { byte in
            let hex = String(byte, radix: 16, uppercase: true)
            return hex.count == 1 ? "%0\(hex)" : "%\(hex)"
        }
        base = "http+unix://\(host.joined())"
    }

    /// Sends a serialized `Transaction` and waits for its outcome.
    ///
    /// - Returns: The receipt, when the rules accepted it.
    /// - Throws: ``NodeClientError``.
    public func submit(_ transaction: [UInt8]) async throws(NodeClientError) -> Receipt {
        let (status, body) = try await post(transaction, to: "/v1/transactions")
        switch status {
        case .ok:
            if let receipt = try? Receipt(serializedBytes: body) { return receipt }
        case .unprocessableEntity:
            if let refusal = try? Refusal(serializedBytes: body) { throw .refused(refusal) }
        case .serviceUnavailable:
            if let refusal = try? Refusal(serializedBytes: body) {
                throw .unavailable(refusal.explanation)
            }
        default:
            break
        }
        throw .unexpected(status: Int(status.code))
    }

    /// The receipt of a transaction that was ordered, as of the newest block.
    ///
    /// - Throws: ``NodeClientError``; ``NodeClientError/unexpected(status:)`` with 404 when the node
    ///   knows no such transaction.
    public func receipt(of id: Digest) async throws(NodeClientError) -> Receipt {
        let request = HTTPClientRequest(url: "\(base)/v1/receipts/\(id)")
        let (status, body) = try await execute(request)
        guard status == .ok, let receipt = try? Receipt(serializedBytes: body) else {
            throw .unexpected(status: Int(status.code))
        }
        return receipt
    }

    private func post(
        _ bytes: [UInt8],
        to path: String
    ) async throws(NodeClientError) -> (HTTPResponseStatus, [UInt8]) {
        var request = HTTPClientRequest(url: base + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-protobuf")
        request.body = .bytes(ByteBuffer(bytes: bytes))
        return try await execute(request)
    }

    private func execute(
        _ request: HTTPClientRequest
    ) async throws(NodeClientError) -> (HTTPResponseStatus, [UInt8]) {
        var configuration = HTTPClient.Configuration()
        // A node that is not there is said at once, not after a minute of attempts.
        configuration.connectionPool.retryConnectionEstablishment = false
        do {
            return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
                let response = try await client.execute(request, timeout: Self.timeout)
                let body = try await response.body.collect(upTo: Self.longestAnswer)
                return (response.status, Array(body.readableBytesView))
            }
        } catch {
            throw .unreachable("\(error)")
        }
    }
}

/// Why there is no receipt.
public enum NodeClientError: Error, Sendable {
    /// It was refused: by a rule, or before it was ordered.
    case refused(Refusal)
    /// The node takes nothing now; nothing is recorded.
    case unavailable(String)
    /// No answer came. The transaction may have been ordered: sending the same bytes is safe.
    case unreachable(String)
    /// The answer is none that a node gives.
    case unexpected(status: Int)

    /// What went wrong, in words.
    public var reason: String {
        switch self {
        case .refused(let refusal):
            refusal.field.isEmpty
                ? "refused: \(refusal.code): \(refusal.explanation)"
                : "refused: \(refusal.code) \(refusal.field): \(refusal.explanation)"
        case .unavailable(let explanation): explanation
        case .unreachable(let reason): "No node answers: \(reason)"
        case .unexpected(let status): "The node answered with an unexpected status \(status)."
        }
    }
}
