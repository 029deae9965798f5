import CycladeSchema
import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LedgerNode
import NIOCore
import SwiftProtobuf
import TestSupport
import Testing

@testable import CycladeServer

@Suite("The HTTP interface", .timeLimit(.minutes(15)))
struct LedgerAPITests {
    @Test("a full queue is answered with 503 and when to come back")
    func busy() async throws {
        let ledger = try await Self.newLedger()
        let node = try ledger.open(queueCapacity: 1)
        let bodies = try (1...2).map { _ in try ledger.sign("maker", TestLedger.registerModel) }
        try await withClient(of: node) { client in
            try await withThrowingTaskGroup(of: TestResponse.self) { group in
                for body in bodies {
                    group.addTask { try await Self.post(body, to: client) }
                }
                // Nothing runs yet: one of them waits in the queue, and the other is turned away.
                let turnedAway = try #require(try await group.next())
                #expect(turnedAway.status == .serviceUnavailable)
                #expect(turnedAway.headers[.retryAfter] == "1")
                #expect(try Self.refusal(in: turnedAway).code == .busy)
                node.shutDown()
                try await node.run()
                #expect(try await group.next()?.status == .ok)
            }
        }
    }

    @Test("a node that is stopping answers with 503 and when to come back")
    func unavailable() async throws {
        let ledger = try await Self.newLedger()
        let node = try ledger.open()
        node.shutDown()
        let body = try ledger.sign("maker", TestLedger.registerModel)
        try await withClient(of: node) { client in
            let answer = try await Self.post(body, to: client)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.retryAfter] == "10")
            #expect(try Self.refusal(in: answer).code == .unavailable)
        }
    }

    @Test("damage on the disk is answered with 500, which says nothing of the machine")
    func damage() async throws {
        let ledger = try await Self.newLedger()
        let bytes = try ledger.sign("maker", TestLedger.registerModel)
        let id = try await ledger.withNode { try await $0.submit(bytes).id }
        let node = try ledger.open()
        try await Self.damageEntries(of: ledger)
        try await withClient(of: node) { client in
            let answer = try await client.execute(uri: "/v1/receipts/\(id)", method: .get)
            #expect(answer.status == .internalServerError)
            #expect(answer.headers[.contentType] == "application/problem+json")
            let text = String(buffer: answer.body)
            #expect(text.contains("urn:cyclade:problem:internal"))
            for secret in [ledger.directory.path, "sqlite", "SELECT", "leaf"] {
                #expect(!text.contains(secret), "\(text)")
            }
        }
    }

    @Test("a body that is too large, or of another type, is not read")
    func bodies() async throws {
        let ledger = try await Self.newLedger()
        try await withClient(of: try ledger.open()) { client in
            let large = try await Self.post([UInt8](repeating: 0, count: 60_001), to: client)
            #expect(large.status == .contentTooLarge)
            #expect(String(buffer: large.body).contains("urn:cyclade:problem:too-large"))
            for type in ["application/json", "text/plain", "", nil] {
                let other = try await Self.post([1], as: type, to: client)
                #expect(other.status == .unsupportedMediaType)
                #expect(String(buffer: other.body).contains("unsupported-media-type"))
            }
        }
    }

    private func withClient(
        of node: LedgerNode,
        _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let router = LedgerAPI<BasicRequestContext>(node: node).router
        try await Application(router: router).test(.router, body)
    }

    private static func newLedger() async throws -> TestLedger {
        let ledger = try TestLedger()
        try await ledger.create()
        return ledger
    }

    private static func post(
        _ body: [UInt8],
        as type: String? = "application/x-protobuf",
        to client: any TestClientProtocol
    ) async throws -> TestResponse {
        var headers = HTTPFields()
        headers[.contentType] = type
        return try await client.execute(
            uri: "/v1/transactions",
            method: .post,
            headers: headers,
            body: ByteBuffer(bytes: body)
        )
    }

    private static func refusal(in answer: TestResponse) throws -> CycladeSchema.Refusal {
        try Refusal(serializedBytes: Array(answer.body.readableBytesView))
    }

    /// Flips a bit in every run of entries.
    private static func damageEntries(of ledger: TestLedger) async throws {
        let database = try DatabaseQueue(path: "\(ledger.directory.path)/ledger.sqlite")
        try await database.write { db in
            let runs = try Row.fetchAll(db, sql: "SELECT first_leaf, entries FROM entry_run")
            for run in runs {
                var bytes = [UInt8](run[1] as Data)
                // In the first entry of the run: the newest seal is answered from memory.
                bytes[40] ^= 1
                try db.execute(
                    sql: "UPDATE entry_run SET entries = ? WHERE first_leaf = ?",
                    arguments: [Data(bytes), run[0] as Int64]
                )
            }
        }
        try database.close()
    }
}
