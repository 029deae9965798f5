import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Genesis")
struct GenesisTests {
    @Test("refuses a genesis", arguments: rows)
    func refuses(row: Row) {
        var genesis = Founding.genesis
        row.change(&genesis)
        let founding = Result { () throws(Refusal) in
            try Rulebook.found(genesis, in: LedgerState(over: MemoryRecords()))
        }
        #expect(founding.refusal?.code == row.code)
        #expect(founding.refusal?.field == row.field)
    }

    @Test("one founder that runs a node is enough, and it votes")
    func smallest() throws {
        var genesis = Founding.genesis
        genesis.founders = [genesis.founders[0]]
        let state = LedgerState(over: MemoryRecords())
        for event in try Rulebook.found(genesis, in: state) { event.apply(to: state) }
        #expect(state[.consortium]?.voters == ["maker"])
        #expect(state[.policy] == genesis.policy)
    }

    /// A genesis that breaks one rule.
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let code: RefusalCode
        let field: String
        let change: @Sendable (inout Genesis) -> Void

        init(
            _ name: String,
            _ code: RefusalCode,
            _ field: String,
            _ change: @escaping @Sendable (inout Genesis) -> Void
        ) {
            testDescription = name
            self.code = code
            self.field = field
            self.change = change
        }
    }

    static let rows: [Row] = [
        Row("without an origin", .invalidValue, "ledger") { $0.ledger = "" },
        Row("at the end of time", .outOfRange, "") { $0.timeMs = .max },
        Row("that reuses what is dead", .outOfRange, "policy.reuse_soh_bp") {
            $0.policy.reuseSohBp = 0
        },
        Row("that reuses only the better than new", .outOfRange, "policy.reuse_soh_bp") {
            $0.policy.reuseSohBp = 10_001
        },
        Row("with a second life above the first", .outOfRange, "policy.cascade_soh_bp") {
            $0.policy.cascadeSohBp = $0.policy.reuseSohBp + 1
        },
        Row("that conserves nothing", .outOfRange, "policy.conservation_tolerance_bp") {
            $0.policy.conservationToleranceBp = 10_001
        },
        Row("of any capacities", .outOfRange, "policy.capacity_spread_bp") {
            $0.policy.capacitySpreadBp = 10_001
        },
        Row("of any resistances", .outOfRange, "policy.resistance_spread_bp") {
            $0.policy.resistanceSpreadBp = 10_001
        },
        Row("of any mass", .outOfRange, "policy.mass_balance_tolerance_bp") {
            $0.policy.massBalanceToleranceBp = 10_001
        },
        Row("with a reporter twice", .duplicateInList, "policy.price_reporters") {
            $0.policy.priceReporters = ["bank", "bank"]
        },
        Row("with too many reporters", .tooMany, "policy.price_reporters") {
            $0.policy.priceReporters = (0...256).map { "m\($0)" }
        },
        Row("by nobody", .emptyList, "founders") { $0.founders = [] },
        Row("by no node", .emptyList, "founders") { genesis in
            genesis.founders.removeAll(where: \.hasNodeKeys)
        },
        Row("by a founder twice", .duplicateInList, "founders") {
            $0.founders.append($0.founders[0])
        },
        Row("by too many", .tooMany, "founders") { genesis in
            let founder = genesis.founders[0]
            genesis.founders = (0...256).map { number in
                var founder = founder
                founder.memberID = "m\(number)"
                return founder
            }
        },
        Row("by two founders with one key", .duplicateInList, "founders") {
            $0.founders[1].keys = $0.founders[0].keys
        },
        Row("by two nodes with one key", .duplicateInList, "founders") {
            $0.founders[1].nodeKeys = Founding.nodeKeys(of: $0.founders[1].memberID)
            $0.founders[1].nodeKeys.cosigningKey = $0.founders[0].nodeKeys.logKey
        },
        Row("by a nameless founder", .invalidValue, "member_id") { $0.founders[0].memberID = "" },
        Row("by a founder without a role", .emptyList, "roles") { $0.founders[0].roles = [] },
        Row("with a key that did not ask", .badSignature, "proof") {
            $0.founders[0].keys[0].proof = Data()
        },
        Row("with a node's key that did not ask", .badSignature, "node_keys.log_key") {
            $0.founders[0].nodeKeys.logKeyProof = Data()
        },
        Row("with keys proved for another ledger", .badSignature, "proof") {
            $0.ledger = "cyclade.example/other"
        },
    ]
}
