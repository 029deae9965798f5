import TestSupport
import Testing

/// Every kind of record is shown, told and proven, and not batteries alone.
@Suite("Records on the command line", .timeLimit(.minutes(10)))
struct RecordCommandTests {
    private let directory: TemporaryDirectory
    private var data: String { "\(directory.path)/demo" }

    init() throws {
        directory = try TemporaryDirectory()
        let demo = try CommandLine.cyclade(
            ["demo", "--packs", "6", "--data-dir", "\(directory.path)/demo"]
        )
        try #require(demo.status == 0, "\(demo.errors)")
    }

    /// The keys of docs/domain.md, and what of the record is to be seen.
    private static let keys = [
        ("policy", "reuseSohBp"), ("consortium", "voters"),
        ("model/pack-1-simulated_lfp", "ratedCapacityMah"),
        ("station/station-1", "slots"), ("lease/lease-5", "returnDays"),
        ("supply-contract/supply-1", "delivered"),
    ]

    @Test("a record of any kind is shown by its key, and its history told from the oldest")
    func shown() throws {
        for (key, field) in Self.keys {
            let shown = try CommandLine.cyclade(["record", "show", key, "--data-dir", data])
            #expect(shown.status == 0, "\(key): \(shown.errors)")
            #expect(shown.output.contains(field), "\(key): \(shown.output)")
            let told = try CommandLine.cyclade(["record", "history", key, "--data-dir", data])
            #expect(told.status == 0 && !told.output.isEmpty, "\(key): \(told.errors)")
        }
    }

    @Test("a record is proven to anyone, offline")
    func proven() throws {
        let file = "\(directory.path)/lease.pb"
        let key = "lease/lease-5"
        let proven = try CommandLine.cyclade(
            ["record", "prove", key, "--data-dir", data, "--output", file]
        )
        #expect(proven.status == 0, "\(proven.errors)")
        let verified = try CommandLine.cyclade(["verify", file, "--trust", "\(data)/trust.txt"])
        #expect(verified.status == 0 && verified.output.contains(key), "\(verified.output)")
    }

    @Test("what there is not is named, and so is what no transaction has changed")
    func missing() throws {
        for verb in ["show", "history", "prove"] {
            let outcome = try CommandLine.cyclade(
                ["record", verb, "lease/none", "--data-dir", data]
            )
            #expect(outcome.status == 3, "\(outcome)")
            #expect(outcome.errors.contains("There is no lease/none"), "\(outcome.errors)")
        }
        let genesis = try CommandLine.cyclade(["record", "prove", "consortium", "--data-dir", data])
        #expect(genesis.status == 3, "\(genesis)")
        #expect(genesis.errors.contains("since the genesis"), "\(genesis.errors)")
    }
}
