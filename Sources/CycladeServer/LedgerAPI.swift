import CycladeSchema
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
import LedgerNode
import NIOCore
import SwiftProtobuf
import Verification
import Vocabulary

/// The routes of a node; docs/api.md shows how to call them.
///
/// | Method and path            | Body          | Success          | Failure                 |
/// | -------------------------- | ------------- | ---------------- | ----------------------- |
/// | `POST /v1/transactions`    | `Transaction` | 200 `Receipt`    | 413, 415, 422, 500, 503 |
/// | `GET /v1/batteries`        |               | 200 page         | 400, 503                |
/// | `GET /v1/batteries/{code}` |               | 200 `Battery`    | 404                     |
/// | `GET /v1/receipts/{id}`    |               | 200 `Receipt`    | 400, 404                |
///
/// 422 and 503 carry a `Refusal`, the others a ``Problem``. A route translates and decides nothing.
struct LedgerAPI<Context: RequestContext>: Sendable {
    let node: LedgerNode
    /// A list is a pass over all records, and cores are for signatures first.
    private let lists = Gate(width: 2)

    init(node: LedgerNode) {
        self.node = node
    }

    /// Answers all requests.
    var router: Router<Context> {
        let router = Router(context: Context.self)
        router.add(middleware: ProblemMiddleware())
        router.post("/v1/transactions", use: submit)
        router.get("/v1/batteries", use: batteries)
        router.get("/v1/batteries/:code", use: battery)
        router.get("/v1/receipts/:id", use: receipt)
        return router
    }

    private func submit(_ request: Request, _ context: Context) async throws -> Response {
        guard MediaType.isProtobuf(request.headers[.contentType]) else {
            throw Problem(
                status: .unsupportedMediaType,
                code: "unsupported-media-type",
                detail: "Send a serialized Transaction as \(MediaType.protobuf)."
            )
        }
        let body = try await request.body.collect(upTo: SignedTransaction.maximumByteCount)
        let bytes = Array(body.readableBytesView)
        let outcome: Outcome
        do throws(SubmissionError) {
            outcome = try await node.submit(bytes)
        } catch {
            return try Self.response(to: error, for: bytes)
        }
        if case .refused(let refusal) = outcome.verdict {
            return try Response(.unprocessableContent, refusal)
        }
        guard let receipt = try await node.receipt(for: outcome.id) else { throw Problem.noReceipt }
        return try Response(.ok, receipt)
    }

    private func batteries(_ request: Request, _ context: Context) async throws -> Response {
        let query = try BatteryListQuery(request.uri.queryParameters)
        let page = await lists.pass {
            await node.queries.batteries(
                matching: query.filter,
                after: query.after,
                limit: query.limit
            )
        }
        guard let page else {
            throw Problem(
                status: .serviceUnavailable,
                code: "busy",
                detail: "Others are asking for lists: ask again."
            )
        }
        // Codes are ASCII letters, digits and hyphens, so they need no escapes.
        let next = page.next.map { #","next":"\#($0)""# } ?? ""
        let list = try Battery.jsonString(from: page.batteries)
        let json = #"{"batteries":\#(list)\#(next)}"#
        return Response(.ok, Array(json.utf8), type: MediaType.json)
    }

    private func battery(_ request: Request, _ context: Context) async throws -> Response {
        let code = try context.parameters.require("code")
        guard let battery = node.queries.battery(code) else {
            throw Problem(
                status: .notFound,
                code: "unknown-battery",
                detail: "There is no battery \(code) on this ledger."
            )
        }
        if MediaType.isProtobuf(request.headers[.accept]) { return try Response(.ok, battery) }
        let json: [UInt8] = try battery.jsonUTF8Bytes()
        return Response(.ok, json, type: MediaType.json)
    }

    private func receipt(_ request: Request, _ context: Context) async throws -> Response {
        guard let id = Digest(hex: try context.parameters.require("id")) else {
            throw Problem(
                status: .badRequest,
                code: "not-an-id",
                detail: "A transaction's id is 64 hexadecimal digits."
            )
        }
        guard let receipt = try await node.receipt(for: id) else { throw Problem.noReceipt }
        return try Response(.ok, receipt)
    }

    /// The one place where a node's failure to order becomes a status code.
    private static func response(to error: SubmissionError, for bytes: [UInt8]) throws -> Response {
        switch error {
        case .refused(var refusal):
            // Bytes that are no transaction have no id.
            if let parts = try? Transaction(serializedBytes: bytes), !parts.body.isEmpty {
                refusal.transactionID = Data(TransactionDigest.id(ofBody: parts.body).bytes)
            }
            return try Response(.unprocessableContent, refusal)
        case .busy:
            return try unavailable(
                .busy,
                "The queue is full: send the same bytes again.",
                retryAfterSeconds: 1
            )
        case .unavailable:
            // About as long as a restart takes.
            return try unavailable(
                .unavailable,
                "The node is stopping: send the same bytes elsewhere, or again.",
                retryAfterSeconds: 10
            )
        case .indeterminate:
            throw Problem(
                status: .internalServerError,
                code: "indeterminate",
                detail: "Storage failed half way. Look the id up before sending it again."
            )
        }
    }

    private static func unavailable(
        _ code: RefusalCode,
        _ explanation: String,
        retryAfterSeconds: Int
    ) throws -> Response {
        var refusal = Refusal()
        refusal.code = code
        refusal.explanation = explanation
        var response = try Response(.serviceUnavailable, refusal)
        response.headers[.retryAfter] = "\(retryAfterSeconds)"
        return response
    }
}

extension Problem {
    fileprivate static let noReceipt = Problem(
        status: .notFound,
        code: "unknown-transaction",
        detail: "No transaction of this id was ordered on this ledger."
    )
}

/// The media types of the interface.
private enum MediaType {
    static let protobuf = "application/x-protobuf"
    static let json = "application/json"

    /// Whether a header names a serialized message, among others or with parameters.
    static func isProtobuf(_ header: String?) -> Bool {
        (header ?? "").split(separator: ",").contains { range in
            let type = range.split(separator: ";").first ?? ""
            return type.split(separator: " ").joined().lowercased() == protobuf
        }
    }
}

extension Response {
    fileprivate init(_ status: HTTPResponse.Status, _ bytes: [UInt8], type: String) {
        self.init(
            status: status,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    fileprivate init(_ status: HTTPResponse.Status, _ message: some Message) throws {
        self.init(status, try message.serializedBytes(), type: MediaType.protobuf)
    }
}
