import Foundation
import TestSupport
import Testing

@Suite("Health from what a gateway keeps", .serialized, .timeLimit(.minutes(20)))
struct HealthGatewayTests {
    /// Six charges of 29 A that raise the state of charge by 29 % in an hour: some 100 Ah.
    private static let week: String = {
        let header =
            "t_s,speed_kmh,charge_state,odo_km,pack_V,pack_A,soc_pct,cell_max_V,cell_min_V,"
            + "temp_max_C,temp_min_C"
        let rows = (0..<6).flatMap { charge in
            (0..<180).map { index -> String in
                let isCharging = index >= 60
                let values: [String] = [
                    "\(charge * 86_400 + index * 30)", isCharging ? "0" : "42.5",
                    isCharging ? "1" : "3", "81491.5", "310.2", isCharging ? "-29" : "35.5",
                    "\(isCharging ? 40 + index / 4 : 60)", "3.331", "3.311", "26", "25",
                ]
                return values.joined(separator: ",")
            }
        }
        return ([header] + rows).joined(separator: "\n")
    }()

    private struct Health: Decodable {
        struct Estimate: Decodable {
            let value: Double
            let lower: Double
            let upper: Double
        }
        struct Decision: Decodable { let verdict: String }
        let capacity: Double?
        let health: Estimate?
        let decision: Decision
        /// What the ledger says of its life; of a file without a battery nothing.
        let life: Life?
        struct Life: Decodable { let years: Double }
    }

    private struct Record: Decodable {
        struct Assessment: Decodable {
            let assessorId: String
            let method: String
            let sohBp: Int?
        }
        let ratedCapacityMah: String
        let stage: String
        let assessment: Assessment
    }

    private func decode<Value: Decodable>(_ outcome: CommandLine.Outcome) throws -> Value {
        try #require(outcome.status == 0, "\(outcome)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Value.self, from: Data(outcome.output.utf8))
    }

    @Test("a worn pack is judged, recorded with its evidence, and called home")
    func wholeWay() async throws {
        let scene = try await GatewayScene()
        let file = "\(scene.folder.path)/week.csv"
        try Self.week.write(toFile: file, atomically: true, encoding: .utf8)
        let battery = try await hear(file, in: scene)
        let before: Record = try decode(try scene.run("battery", "show", battery))
        let rated = try #require(Double(before.ratedCapacityMah)) / 1_000

        let assess = ["health", "assess", battery, "--gateway", GatewayScene.gateway]
        let heard: Health = try decode(try scene.run(assess + ["--json"]))
        let capacity = try #require(heard.capacity)
        #expect(abs(capacity - 100) < 5)
        // The same rows from a file, whose seconds count from another moment, tell the same.
        let read: Health = try decode(
            try scene.run("health", "assess", file, "--battery", battery, "--json")
        )
        #expect(abs(capacity - (try #require(read.capacity))) < 0.5)
        #expect(heard.decision.verdict == "cascade")
        #expect(try #require(heard.life).years > 0)

        let (record, recall) = ("\(scene.folder.path)/a.json", "\(scene.folder.path)/r.json")
        let commitment = "\(scene.folder.path)/c.json"
        let assessor = before.assessment.assessorId
        try makeVault(of: assessor, in: scene)
        let written = try scene.run(
            assess + ["--transaction", record, "--recall", recall] + Self.prices
                + ["--keep-value", assessor, "--commitment", commitment]
        )
        try #require(written.status == 0, "\(written)")
        #expect(written.errors.contains("may not stay in vehicles"))
        let body = try String(contentsOfFile: record, encoding: .utf8)
        #expect(body.contains("evidence") && body.contains("valueCommitment"))
        try submit(commitment, as: assessor, in: scene)
        try expectValue(of: battery, keptBy: assessor, in: scene)
        try submit(record, as: assessor, in: scene)
        let after: Record = try decode(try scene.run("battery", "show", battery))
        #expect(after.assessment.method == "field-capacity-awtls-v3")
        #expect(abs(Double(after.assessment.sohBp ?? 0) - capacity / rated * 10_000) < 2)
        try submit(recall, as: "battery-bank", in: scene)
        let home: Record = try decode(try scene.run("battery", "show", battery))
        #expect(home.stage == "STAGE_RECALLED")

        // What was found unsafe stands for those who judge it later by its readings.
        let leak = "\(scene.folder.path)/l.json"
        let found = try scene.run(assess + ["--finding", "leaking", "--transaction", leak])
        try #require(found.status == 0, "\(found)")
        try submit(leak, as: assessor, in: scene)
        let later: Health = try decode(try scene.run(assess + ["--json"]))
        #expect(later.decision.verdict == "dismantle")
    }

    private static let prices = [
        "--prices", Repository.root.appending(path: "docs/prices/2025-12.json").path,
        "--rated-kwh", "50", "--composition", "lfp",
    ]

    private func makeVault(of member: String, in scene: GatewayScene) throws {
        let path = "\(scene.data)/vaults/\(member).vault"
        guard !FileManager.default.fileExists(atPath: path) else { return }
        let made = try scene.run("vault", "create", "--member", member)
        try #require(made.status == 0, "\(made)")
    }

    private struct Kept: Decodable {
        struct Payload: Decodable {
            let commitment: String
            let kind: String
            let subject: String
        }
        let payloads: [Payload]
    }

    private func expectValue(
        of battery: String,
        keptBy member: String,
        in scene: GatewayScene
    ) throws {
        let list: Kept = try decode(try scene.run("vault", "list", "--member", member, "--json"))
        let kept = try #require(list.payloads.first { $0.kind == "valuation" })
        #expect(kept.subject == "battery/\(battery)")
        let shown = try scene.run(
            ["vault", "show", kept.commitment, "--member", member, "--value"]
        )
        try #require(shown.status == 0, "\(shown)")
        let value = try JSONSerialization.jsonObject(with: Data(shown.output.utf8))
        #expect((value as? [String: Any])?["currency"] as? String == "USD")
    }

    /// Replays the file as one vehicle's, and gives the battery that was heard.
    private func hear(_ file: String, in scene: GatewayScene) async throws -> String {
        let serving = try await scene.serve()
        let replay = try CommandLine.cyclade(
            "telemetry",
            "replay",
            file,
            "--data-dir",
            scene.data,
            "--member",
            GatewayScene.member,
            "--port",
            serving.port,
            "--speed",
            "max"
        )
        try #require(replay.status == 0, "\(replay)")
        #expect(await serving.program.stop() == 0)
        let stats = try scene.telemetry("stats")
        let lines = stats.output.split(separator: "\n")
        return lines[1].trimmingCharacters(in: .whitespaces)
    }

    private func submit(_ file: String, as member: String, in scene: GatewayScene) throws {
        let key = "\(scene.data)/keys/\(member).json"
        let outcome = try scene.run("tx", "submit", file, "--key", key)
        #expect(outcome.status == 0, "\(outcome)")
    }

    @Test("single cells are judged from the segments, with the pack of the same second")
    func singleCells() async throws {
        let scene = try await GatewayScene()
        let file = "\(scene.folder.path)/cells.csv"
        // The third cell of eight lies 0.12 V below the others while the pack is at rest.
        let cells = (1...8).map { "cell_V_\($0)" }
        let head = (["t_s", "pack_V", "pack_A", "soc_pct", "cell_max_V", "cell_min_V"] + cells)
            .joined(separator: ",")
        let rows = (0..<720).map { row -> String in
            let voltages = (0..<8).map { $0 == 2 ? "3.53" : "3.65" }
            return (["\(row * 10)", "29.1", "0", "60", "3.65", "3.53"] + voltages)
                .joined(separator: ",")
        }
        try ([head] + rows).joined(separator: "\n")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let battery = try await hear(file, in: scene)
        let assess = [
            "health", "assess", battery, "--gateway", GatewayScene.gateway, "--chemistry", "nmc",
            "--rated-ah", "150", "--cells", "8", "--json",
        ]
        let pack: Cells = try decode(try scene.run(assess))
        #expect(pack.consistency == nil)
        let single: Cells = try decode(try scene.run(assess + ["--single-cells"]))
        let consistency = try #require(single.consistency)
        #expect(consistency.readingCount == 720)
        #expect(consistency.rest?.outliers == [2])
        #expect(abs((consistency.rest?.spread ?? 0) - 0.12) < 1e-6)
        // Of one battery without a charge nothing is learnt, and it is said why.
        let output = "\(scene.folder.path)/model.json"
        let learnt = try scene.run([
            "health", "learn", "--gateway", GatewayScene.gateway, "--chemistry", "lfp",
            "--rated-ah", "280", "--cells", "120", "-o", output,
        ])
        #expect(learnt.status == 1 && learnt.errors.contains("0 of 5 packs"), "\(learnt)")
    }

    @Test("weak insulation is warned of, and what the vehicle itself raised is told")
    func insulation() async throws {
        let scene = try await GatewayScene()
        let file = "\(scene.folder.path)/insulation.csv"
        let header = "t_s,pack_V,pack_A,soc_pct,insulation_kohm,alarm_level,alarm_flags"
        let rows = (0..<120).map { row in
            // 3 MΩ, and at the end 20 kΩ on 310 V; bit 11 of table 18 is insulation.
            "\(row * 10),310,10,60," + (row < 100 ? "3000,0,0" : "20,3,2048")
        }
        try ([header] + rows).joined(separator: "\n")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let battery = try await hear(file, in: scene)
        let judged: Insulated = try decode(
            try scene.run([
                "health", "assess", battery, "--gateway", GatewayScene.gateway, "--json",
            ])
        )
        let warning = try #require(judged.warnings.first)
        #expect(judged.warnings.allSatisfy { $0.rule == "insulation" })
        #expect(abs(warning.value - 20_000 / 310) < 0.1)
        #expect(judged.decision.verdict == "dismantle")
        #expect(judged.vehicleAlarms.map(\.name) == ["insulation"])
        #expect(judged.vehicleAlarms.map(\.times) == [1])
        try await expectSafetyRecall(of: battery, in: scene)
    }

    /// No charge told its health, and the ledger must know all the same that it is unsafe.
    private func expectSafetyRecall(of battery: String, in scene: GatewayScene) async throws {
        let before: Record = try decode(try scene.run("battery", "show", battery))
        let (record, recall) = ("\(scene.folder.path)/a.json", "\(scene.folder.path)/r.json")
        let assess = ["health", "assess", battery, "--gateway", GatewayScene.gateway]
        let alone = try scene.run(assess + ["--recall", recall])
        #expect(alone.errors.contains("once it has this assessment"), "\(alone)")
        let key = "\(scene.data)/keys/battery-bank.json"
        let early = try scene.run("tx", "submit", recall, "--key", key)
        #expect(early.status != 0 && early.errors.contains("does not bear out"), "\(early)")
        let written = try scene.run(assess + ["--transaction", record, "--recall", recall])
        try #require(written.status == 0, "\(written)")
        try submit(record, as: before.assessment.assessorId, in: scene)
        let after: Record = try decode(try scene.run("battery", "show", battery))
        #expect(after.assessment.sohBp == nil)
        let life = try scene.run("battery", "history", battery)
        #expect(life.output.contains("unsafe: insulationFault"), "\(life)")
        try submit(recall, as: "battery-bank", in: scene)
        let home: Record = try decode(try scene.run("battery", "show", battery))
        #expect(home.stage == "STAGE_RECALLED")
    }

    private struct Insulated: Decodable {
        struct Warning: Decodable {
            let rule: String
            let value: Double
        }
        struct Alarm: Decodable {
            let name: String
            let times: Int
        }
        let warnings: [Warning]
        let decision: Health.Decision
        let vehicleAlarms: [Alarm]
    }

    private struct Cells: Decodable {
        struct Consistency: Decodable {
            struct Rest: Decodable {
                let spread: Double
                let outliers: [Int]
            }
            let readingCount: Int
            let rest: Rest?
        }
        let consistency: Consistency?
    }

    @Test("what cannot be judged or is not known is said")
    func refusals() async throws {
        let scene = try await GatewayScene()
        let file = "\(scene.folder.path)/rest.csv"
        try "t_s,pack_A,soc_pct\n0,0,50\n10,0,50\n".write(
            toFile: file,
            atomically: true,
            encoding: .utf8
        )
        let unknown = try scene.run("health", "assess", "NO-SUCH", "--gateway", "gw-1")
        #expect(unknown.status == 3 && unknown.errors.contains("no battery/NO-SUCH"))
        let list = try scene.run("battery", "list", "--limit", "1", "--stage", "inVehicle")
        let battery = String(
            list.output.split(separator: "\n").dropFirst().first?.split(separator: " ").first ?? ""
        )
        let silent = try scene.run("health", "assess", battery, "--gateway", "gw-1")
        #expect(silent.status == 3 && silent.errors.contains("no summaries"), "\(silent)")
        let short = try scene.run(
            "health",
            "assess",
            file,
            "--battery",
            battery,
            "--transaction",
            "\(scene.folder.path)/none.json"
        )
        #expect(short.status == 1 && short.errors.contains("Nothing to record"), "\(short)")
        #expect(!FileManager.default.fileExists(atPath: "\(scene.folder.path)/none.json"))
        let nameless = try scene.run("health", "assess", file, "--chemistry", "nmc")
        #expect(nameless.status == 64 || nameless.status == 2, "\(nameless)")
        #expect(nameless.errors.contains("--rated-ah"))
    }
}
