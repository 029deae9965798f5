import Foundation
import Hummingbird
import HummingbirdTesting
import LedgerNode
import NIOCore
import TestSupport
import Testing

@testable import CycladeServer

@Suite("The list of batteries over HTTP", .timeLimit(.minutes(15)))
struct BatteryListTests {
    private struct Page: Decodable {
        struct Row: Decodable {
            let batteryId: String
            let stage: String
        }

        let batteries: [Row]
        let next: String?
    }

    @Test("pages follow each other without gaps, and end")
    func pages() async throws {
        try await withBatteries(7) { client, codes in
            var seen: [String] = []
            var after: String? = ""
            while let start = after {
                let page = try await page("limit=3&after=\(start)&owner=maker", client)
                #expect(page.batteries.count == (seen.count < 6 ? 3 : 1))
                seen += page.batteries.map(\.batteryId)
                after = page.next
            }
            #expect(seen == codes)
        }
    }

    @Test("a filter is exact")
    func filters() async throws {
        try await withBatteries(3) { client, codes in
            let cases = [
                ("stage=STAGE_MADE", 3), ("stage=STAGE_IN_STOCK", 0), ("owner=make", 0),
                ("custodian=maker&model=pack-50", 3), ("model=pack-5", 0), ("", 3),
            ]
            for (query, count) in cases {
                let page = try await page(query, client)
                #expect(page.batteries.count == count, "\(query)")
            }
            let first = try await page("", client).batteries.first
            #expect(first?.stage == "STAGE_MADE")
        }
    }

    @Test(
        "what cannot be read is a bad query, not a list of everything",
        arguments: [
            "stage=made", "stage=STAGE_UNSPECIFIED", "stage=", "limit=0", "limit=1001", "limit=x",
            "limit", "ownr=maker", "limit=9999999999999999999999",
        ]
    )
    func badQueries(query: String) async throws {
        try await withBatteries(1) { client, _ in
            let answer = try await client.execute(uri: "/v1/batteries?\(query)", method: .get)
            #expect(answer.status == .badRequest)
            #expect(String(buffer: answer.body).contains("urn:cyclade:problem:bad-query"))
        }
    }

    private func page(_ query: String, _ client: any TestClientProtocol) async throws -> Page {
        let answer = try await client.execute(uri: "/v1/batteries?\(query)", method: .get)
        #expect(answer.status == .ok)
        return try JSONDecoder().decode(Page.self, from: Data(answer.body.readableBytesView))
    }

    /// Gives `body` a client, and the codes of so many batteries in their order.
    private func withBatteries(
        _ count: Int,
        _ body: @escaping @Sendable (any TestClientProtocol, [String]) async throws -> Void
    ) async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        try await ledger.withNode { node in
            _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
            var codes: [String] = []
            // Made from the last to the first: the list's order is not theirs.
            for serial in (1...count).reversed() {
                let (code, make) = try TestLedger.makeBattery(serial)
                _ = try await node.submit(ledger.sign("maker", make))
                codes.insert(code, at: 0)
            }
            let router = LedgerAPI<BasicRequestContext>(node: node).router
            try await Application(router: router).test(.router) { [codes] client in
                try await body(client, codes)
            }
        }
    }
}
