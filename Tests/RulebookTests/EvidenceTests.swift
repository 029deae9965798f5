import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Telemetry, corrections")
struct EvidenceTests {
    @Test("refuses", arguments: rows)
    func refuses(row: Refused) throws { try row.check() }

    @Test("segments are a chain; a number that is missing stays on record")
    func chain() throws {
        let world = try World()
        try world.run(anchor(1), by: "swapper")
        try world.run(anchor(2, after: root(1)), by: "swapper")
        try world.run(anchor(5, after: root(4)), by: "swapper")
        let gateway = try #require(world.state[.gateway("swapper", "gateway-1")])
        #expect(gateway.number == 5 && gateway.missing == 2)
        #expect(gateway.frameCount == 300)
        #expect(gateway.segmentRoot == root(5))
        try world.run(anchor(1), by: "carmaker")
        #expect(world.state[.gateway("carmaker", "gateway-1")]?.number == 1)
    }

    @Test("a correction points at an entry and changes nothing else")
    func correction() throws {
        let world = try World()
        let id = try world.inStock(1)
        let before = world.battery(id)
        try world.run(correct("battery/\(id)", leaf: 3), by: "bank")
        #expect(world.battery(id) == before)
        let correction = world.state[.correction(world.newestID)]
        #expect(correction?.memberID == "bank")
        #expect(correction?.correction.leaf == 3)
    }

    @Test("an assessment keeps the spread of the cells")
    func spread() throws {
        let world = try World()
        let id = try world.inStock(1)
        try world.run(assess(id, soh: 9_000) { $0.cellSpreadMv = 25 }, by: "lab")
        #expect(world.battery(id).assessment.cellSpreadMv == 25)
    }

    static let rows: [Refused] = [
        Refused("a segment of no gateway's", by: "lab", .roleRequired) { _ in anchor() },
        segment("of no gateway", .invalidValue, "gateway_id") { $0.gatewayID = "" },
        segment("after nothing", .invalidValue, "previous_root") { $0.previousRoot = Data() },
        segment("without a root", .invalidValue, "segment_root") { $0.segmentRoot = Data() },
        segment("without batteries", .invalidValue, "batteries_root") {
            $0.batteriesRoot = Data()
        },
        segment("without frames", .outOfRange, "frame_count") { $0.frameCount = 0 },
        segment("of too many batteries", .outOfRange, "battery_count") { $0.batteryCount = .max },
        segment("that ends before it begins", .outOfRange, "last_ms") {
            $0.firstMs = $0.lastMs + 1
        },
        segment("that is not over", .outOfRange, "last_ms") { $0.lastMs = World.start + 1 },
        segment("number 0", .outOfRange, "number") { $0.number = 0 },
        segment("of the last number", .outOfRange, "number") { $0.number = .max },
        segment("that hangs on another", .brokenChain, "previous_root") {
            $0.previousRoot = root(9)
        },
        Refused("a segment twice", by: "swapper", .alreadyDone, "number") { world in
            try world.run(anchor(), by: "swapper")
            return anchor()
        },
        Refused("a broken chain", by: "swapper", .brokenChain, "previous_root") { world in
            try world.run(anchor(), by: "swapper")
            return anchor(2, after: root(7))
        },
        Refused("to correct nothing", by: "bank", .notFound, "record_key") { _ in
            correct("battery/none")
        },
        Refused("to correct a long name", by: "bank", .notFound, "record_key") { _ in
            correct(String(repeating: "x", count: 10_000))
        },
        Refused("to correct the future", by: "bank", .outOfRange, "leaf") { world in
            correct("battery/\(try world.made(1))", leaf: .max)
        },
        Refused("to correct without a reason", by: "bank", .invalidValue, "reason") { _ in
            correct("policy", reason: "")
        },
        Refused("to correct without evidence", by: "bank", .invalidValue, "evidence_commitment") {
            _ in
            correct("policy", evidence: Data())
        },
        Refused("a spread beyond all cells", by: "lab", .outOfRange, "cell_spread_mv") { world in
            assess(try world.made(1), soh: 9_000) { $0.cellSpreadMv = 10_001 }
        },
        Refused("a value that is no commitment", by: "lab", .invalidValue, "value_commitment") {
            world in
            assess(try world.made(1), soh: 9_000) { $0.valueCommitment = Data([1]) }
        },
    ]

    private static func segment(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout AnchorTelemetry) -> Void
    ) -> Refused {
        Refused("a segment \(name)", by: "swapper", code, field) { _ in anchor(1, change) }
    }
}

private func anchor(_ number: UInt64, _ change: (inout AnchorTelemetry) -> Void) -> Command {
    anchor(number, after: Data(count: 32), change)
}
