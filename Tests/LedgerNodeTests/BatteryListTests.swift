import CycladeSchema
import StateMap
import SwiftProtobuf
import TestSupport
import Testing

@testable import LedgerNode

@Suite("The list of batteries", .timeLimit(.minutes(15)))
struct BatteryListTests {
    @Test("holds what a write has just changed, in a node and beside it")
    func afterWrites() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        try await ledger.withNode { node in
            _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
            var codes: [String] = []
            for serial in [3, 1, 2] {
                let (code, make) = try TestLedger.makeBattery(serial)
                _ = try await node.submit(ledger.sign("maker", make))
                codes.append(code)
                let page = await node.queries.batteries(matching: BatteryFilter())
                #expect(page.batteries.map(\.batteryID) == codes.sorted())
                #expect(page.next == nil)
            }
        }
        let page = try await LedgerReader(ledger.directory).queries()
            .batteries(matching: BatteryFilter(), limit: 2)
        #expect(page.batteries.count == 2)
        #expect(page.next == page.batteries.last?.batteryID)
    }

    @Test("agrees with a look at every battery", arguments: [1, 7, 64, 5_000])
    func model(limit: Int) async throws {
        var random = SplitMix64(seed: 11)
        // More than one part of the pass.
        let batteries = (0..<9_000).map { Self.battery($0 * 7_919 % 9_001, using: &random) }
        let records = RecordStore()
        records.install(batteries.map { Self.stored(.battery($0)) })
        records.install(
            ["a", "b"].map { id in
                Self.stored(.member(.with { $0.memberID = id }))
            }
        )
        for filter in Self.filters {
            let expected = batteries.filter { filter.passes($0) }.map(\.batteryID).sorted()
            var after = ""
            for page in 0..<3 {
                let list = await records.batteries(matching: filter, after: after, limit: limit)
                let rest = expected.dropFirst(page * limit)
                #expect(list.batteries.map(\.batteryID) == Array(rest.prefix(limit)))
                #expect((list.next != nil) == (rest.count > limit))
                guard let next = list.next else { break }
                after = next
            }
        }
    }

    @Test("fields are found where decoding finds them, and nowhere in what is damaged")
    func fields() throws {
        var random = SplitMix64(seed: 12)
        for number in 0..<2_000 {
            let battery = Self.battery(number, using: &random)
            var bytes = Self.stored(.battery(battery)).bytes
            let fields = try #require(BatteryFields(record: bytes))
            #expect(String(decoding: bytes[fields.code], as: UTF8.self) == battery.batteryID)
            #expect(String(decoding: bytes[fields.owner], as: UTF8.self) == battery.ownerID)
            #expect(String(decoding: bytes[fields.custodian], as: UTF8.self) == battery.custodianID)
            #expect(String(decoding: bytes[fields.model], as: UTF8.self) == battery.modelID)
            #expect(fields.stage == UInt64(battery.stage.rawValue))
            // Whatever the bytes are, looking at them ends.
            for _ in 0..<10 {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(
                    in: .min ... .max,
                    using: &random
                )
                _ = BatteryFields(record: bytes)
                _ = BatteryFields(record: Array(bytes.prefix(bytes.count / 2)))
            }
            _ = BatteryFields(record: random.bytes(number % 64))
        }
        #expect(BatteryFields(record: []) == nil)
        #expect(
            BatteryFields(record: Self.stored(.member(.with { $0.memberID = "a" })).bytes) == nil
        )
    }

    private static let members = ["maker", "manager", "operator", "make", ""]

    private static var filters: [BatteryFilter] {
        var stage = BatteryFilter()
        stage.stage = .inStock
        var owner = BatteryFilter()
        owner.ownerID = "make"
        var both = stage
        both.custodianID = "operator"
        both.modelID = "model-1"
        var nothing = BatteryFilter()
        nothing.modelID = "model"
        return [BatteryFilter(), stage, owner, both, nothing]
    }

    private static func battery(_ number: Int, using random: inout SplitMix64) -> Battery {
        .with { battery in
            battery.batteryID = "B\(number)"
            battery.form = .pack
            battery.modelID = "model-\(random.next() % 3)"
            battery.ratedCapacityMah = random.next()
            battery.ownerID = members[Int(random.next() % 5)]
            battery.custodianID = members[Int(random.next() % 5)]
            battery.stage = Stage(rawValue: Int(random.next() % 14) + 1) ?? .made
            battery.assessment.method = "owner"
            battery.parts = ["B\(number)-1", "maker"]
        }
    }

    private static func stored(_ content: Record.OneOf_Content) -> StoredBytes {
        let record = Record.with { record in
            record.lastLeaf = 300
            record.content = content
        }
        let key =
            switch content {
            case .battery(let battery): "battery/\(battery.batteryID)"
            case .member(let member): "member/\(member.memberID)"
            default: ""
            }
        return StoredBytes(path: StateMap.path(of: Array(key.utf8)), bytes: encoded(record))
    }
}

extension BatteryFilter {
    /// The filter as its fields say it.
    fileprivate func passes(_ battery: Battery) -> Bool {
        (stage == nil || stage == battery.stage)
            && (ownerID == nil || ownerID == battery.ownerID)
            && (custodianID == nil || custodianID == battery.custodianID)
            && (modelID == nil || modelID == battery.modelID)
    }
}
