import CycladeSchema
import FoundationEssentials
import Vocabulary

/// A step of a life: who signs, and what it asks.
typealias BenchStep = (member: String, command: TransactionBody.OneOf_Command)

/// What every life does in one phase: steps of one command, none of which rests on another.
typealias BenchPhase = @Sendable (BenchLife) throws -> [BenchStep]

/// A life of three batteries with a vehicle and a station of their own, from birth to material.
///
/// The pack and its spare swap places, go home and become one second-use battery, which is taken
/// apart. The third goes astray, is bought out, and ends with the vehicle. All lives take each
/// phase together; no two of them touch a record that both change.
struct BenchLife: Sendable {
    /// Founders beside those that swapping takes.
    static let others: [BenchConsortium.Part] = [
        ("garage", .serviceProvider), ("collector", .collector), ("cascade", .cascadeUser),
        ("dismantler", .dismantler), ("regulator", .regulator),
    ]

    static let secondModelID = "second-50"
    static let dayMs: UInt64 = 86_400_000

    let number: Int
    /// When the benchmark began, in Unix milliseconds.
    let startMs: UInt64
    /// A member that is admitted beside the life.
    let newcomer: AdmitMember
    /// Codes of the three, and of the second-use battery.
    let pack: String
    let spare: String
    let third: String
    let secondUse: String
    /// The id of the transaction that the life signed last.
    var newestID = Data()

    init(number: Int, startMs: UInt64, newcomer: AdmitMember) throws {
        self.number = number
        self.startMs = startMs
        self.newcomer = newcomer
        pack = try BenchCommands.code(number * 3)
        spare = try BenchCommands.code(number * 3 + 1)
        third = try BenchCommands.code(number * 3 + 2)
        secondUse = try Self.secondUseCode(number)
    }

    private static func secondUseCode(_ number: Int) throws -> String {
        try BatteryCode(
            manufacturer: ManufacturerCode("002"),
            product: .pack,
            type: .b,
            specification: "A1",
            traceability: nil,
            date: CivilDate(year: 2026, month: 1, day: 5),
            serial: number + 1
        ).text
    }
}

extension BenchLife {
    var batteries: [String] { [pack, spare, third] }
    /// Those that go home together.
    var pair: [String] { [pack, spare] }
    var vehicle: String { BenchClient.vehicleID(number, 0) }
    var station: String { BenchClient.stationID(number) }

    /// A battery from before the ledger.
    var enrolled: String {
        let digits = String(number, radix: 16, uppercase: true)
        return "ENROL-" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// An id of the life's own.
    func id(_ kind: String) -> String { "\(kind)-\(number)" }

    /// 32 bytes of the life's own, different for each `use`.
    func bytes(_ use: UInt8) -> Data {
        let word = (0..<7).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } + [use]
        return Data(word + word + word + word)
    }

    /// One step.
    func by(_ member: String, _ command: TransactionBody.OneOf_Command) -> [BenchStep] {
        [(member, command)]
    }
}
