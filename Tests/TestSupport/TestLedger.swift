package import CycladeSchema
package import LedgerClient
package import LedgerNode
import Rulebook
import Synchronization
import Vocabulary

/// A ledger in a directory of its own, with the keys of all its members.
package final class TestLedger: Sendable {
    package static let origin = "cyclade.example/test"
    package static let start: UInt64 = 1_780_000_000_000

    package let directory: DataDirectory
    private let members: [String: MemberKeys]
    private let clock = Mutex(start)

    private let folder: TemporaryDirectory

    package init() throws {
        folder = try TemporaryDirectory(isMade: false)
        directory = DataDirectory(folder.path)
        members = Dictionary(
            uniqueKeysWithValues: ["operator", "maker", "manager", "assessor"].map {
                ($0, MemberKeys(generatingFor: $0, runsNode: $0 == "operator"))
            }
        )
    }

    /// A clock that moves a millisecond with each look.
    package var now: @Sendable () -> UInt64 {
        {
            self.clock.withLock { time in
                time += 1; return time
            }
        }
    }

    package func advance(milliseconds: UInt64) {
        clock.withLock { $0 += milliseconds }
    }

    package func setBack(milliseconds: UInt64) {
        clock.withLock { $0 -= milliseconds }
    }

    package var genesis: Genesis {
        get throws {
            var genesis = Genesis()
            genesis.ledger = Self.origin
            genesis.timeMs = Self.start
            genesis.policy = .standard
            let roles: [(String, Role)] = [
                ("operator", .swapOperator), ("maker", .batteryMaker),
                ("manager", .assetManager), ("assessor", .assessor),
            ]
            genesis.founders = try roles.map { id, role in
                try keys(of: id).admission(name: id, roles: [role], ledger: Self.origin)
            }
            return genesis
        }
    }

    package func keys(of member: String) throws -> MemberKeys {
        guard let keys = members[member] else { throw StoreError.io("no such member") }
        return keys
    }

    package var keyring: NodeKeyring {
        get throws {
            guard let node = try keys(of: "operator").node else {
                throw StoreError.io("the operator runs no node")
            }
            return NodeKeyring(
                log: try node.logSigner(ledger: Self.origin),
                cosigners: [try node.cosigner(ledger: Self.origin, memberID: "operator")]
            )
        }
    }

    package func create() async throws {
        try await LedgerNode.create(in: directory, genesis: genesis, keyring: keyring)
    }

    package func open(queueCapacity: Int = 1_024) throws -> LedgerNode {
        try LedgerNode(
            opening: directory,
            keyring: keyring,
            memberID: "operator",
            queueCapacity: queueCapacity,
            now: now
        )
    }

    /// Runs `body` beside a running node, then shuts it down and waits for it.
    package func withNode<Output: Sendable>(
        _ body: @Sendable (LedgerNode) async throws -> Output
    ) async throws -> Output {
        let node = try open()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await node.run() }
            let output: Output
            do {
                output = try await body(node)
            } catch {
                node.shutDown()
                throw error
            }
            node.shutDown()
            try await group.waitForAll()
            return output
        }
    }

    package func sign(_ member: String, _ command: TransactionBody.OneOf_Command) throws -> [UInt8]
    {
        let time = now()
        let signer = TransactionSigner(ledger: Self.origin, keys: try keys(of: member))
        return try signer.sign(command, occurredMs: time, validUntilMs: time + 60_000)
    }

    package static var registerModel: TransactionBody.OneOf_Command {
        var model = RegisterModel()
        model.modelID = "pack-50"
        model.form = .pack
        model.chemistry = .lfp
        model.ratedCapacityMah = 150_000
        model.nominalVoltageMv = 350_000
        model.massG = 350_000
        model.manufacturerCode = "001"
        model.specificationCode = "A1"
        return .registerModel(model)
    }

    package static func makeBattery(_ serial: Int) throws -> (String, TransactionBody.OneOf_Command)
    {
        let code = try BatteryCode(
            manufacturer: ManufacturerCode("001"),
            product: .pack,
            type: .b,
            specification: "A1",
            traceability: "0000001",
            date: CivilDate(year: 2026, month: 1, day: 5),
            serial: serial
        )
        var make = MakeBattery()
        make.code = code.text
        make.modelID = "pack-50"
        return (code.text, .makeBattery(make))
    }

    package static func assess(_ battery: String, sohBp: UInt32) -> TransactionBody.OneOf_Command {
        var assessment = RecordAssessment()
        assessment.batteryID = battery
        assessment.kind = .capacityTest
        assessment.method = "GBT31486"
        assessment.sohBp = sohBp
        assessment.sohLowBp = sohBp
        assessment.sohHighBp = sohBp
        return .recordAssessment(assessment)
    }
}
