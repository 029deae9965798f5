import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// A failure of the exchange itself, in the shape of RFC 9457 (`application/problem+json`).
///
/// `code` is stable, for programs; `detail` is for people and may change. What the rules say of a
/// transaction is no problem of this kind: it is answered with a `Refusal`.
struct Problem: Error, HTTPResponseError {
    let status: HTTPResponse.Status
    /// A name that stays the same, such as `unknown-battery`.
    let code: String
    /// What went wrong, for a person.
    let detail: String

    private struct Body: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = try encoder.encode(
            Body(
                type: "urn:cyclade:problem:\(code)",
                title: status.reasonPhrase,
                status: status.code,
                detail: detail
            )
        )
        return Response(
            status: status,
            headers: [.contentType: "application/problem+json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}

extension Problem {
    /// What the server's own errors are to a caller; nothing of another kind of error is told.
    init(_ error: any Error) {
        if let problem = error as? Problem {
            self = problem
            return
        }
        guard let error = error as? any HTTPResponseError else {
            self.init(
                status: .internalServerError,
                code: "internal",
                detail: "The node could not answer; its log says why."
            )
            return
        }
        let (code, detail) =
            switch error.status {
            case .notFound: ("no-such-route", "Nothing answers here: see docs/api.md.")
            case .contentTooLarge: ("too-large", "A body is at most 60,000 bytes.")
            case .badRequest: ("bad-request", "The request cannot be understood.")
            default: ("failed", error.status.reasonPhrase)
            }
        self.init(status: error.status, code: code, detail: detail)
    }
}

/// Turns every error into an answer with a problem's body.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    @concurrent
    func handle(
        _ request: Request,
        context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem(error)
            if problem.status == .internalServerError {
                context.logger.error("\(request.method) \(request.uri.path): \(error)")
            }
            return try problem.response(from: request, context: context)
        }
    }
}
