import Foundation
import FoundationNetworking
import Glibc
import TelemetryGateway
import TestSupport
import Testing
import Verification

@testable import cyclade

@Suite("A gateway on the command line", .serialized, .timeLimit(.minutes(30)))
struct TelemetryServeTests {
    /// Half an hour of driving and an hour of charging, every 30 s.
    private static let month: String = {
        let rows = (0..<180).map { index -> String in
            let isCharging = index >= 60
            let values: [String] = [
                "\(index * 30)", isCharging ? "0" : "42.5", isCharging ? "1" : "3", "81491.5",
                "347.2", isCharging ? "-60" : "35.5", "\(isCharging ? 40 + index / 4 : 60)",
                "3.831", "3.811", "24", "21",
            ]
            return values.joined(separator: ",")
        }
        let header =
            "t_s,speed_kmh,charge_state,odo_km,pack_V,pack_A,soc_pct,cell_max_V,cell_min_V,"
            + "temp_max_C,temp_min_C"
        return ([header] + rows).joined(separator: "\n")
    }()

    @Test("keeps, folds, anchors and proves what vehicles send")
    func wholeWay() async throws {
        let scene = try await GatewayScene()
        let month = "\(scene.folder.path)/month.csv"
        try Self.month.write(toFile: month, atomically: true, encoding: .utf8)
        let serving = try await scene.serve()
        let replay = try CommandLine.cyclade(
            "telemetry",
            "replay",
            month,
            "--data-dir",
            scene.data,
            "--member",
            GatewayScene.member,
            "--vehicles",
            "5",
            "--port",
            serving.port,
            "--speed",
            "max",
            "--json"
        )
        try #require(replay.status == 0, "\(replay)")
        #expect(replay.output.contains(#""frames":900"#))
        #expect(replay.output.contains(#""refused":0"#))
        #expect(try await metrics(serving).contains(#"frames_total{result="accepted"} 910"#))
        // What was received is anchored before it ends.
        #expect(await serving.program.stop() == 0)

        let list = try scene.telemetry("stats", "--json")
        let overview = try JSONDecoder().decode(Overview.self, from: Data(list.output.utf8))
        #expect(overview.batteries.count == 5)
        let battery = try #require(overview.batteries.first)
        let stats = try scene.telemetry("stats", battery)
        #expect(stats.output.contains("180 records, 0 repeated"))
        #expect(stats.output.contains("drive") && stats.output.contains("charge"))
        try prove(battery, in: scene)
        try retire(scene)
    }

    /// Deletes the records; what is left is told, and the chain is still whole.
    private func retire(_ scene: GatewayScene) throws {
        let before = try scene.telemetry("segments", "--check")
        #expect(before.status == 0 && before.output.contains("anchored  910"), "\(before)")
        let deleted = try scene.telemetry("delete", "--before", "2099-01-01T00:00:00Z")
        #expect(deleted.output == "1 segments deleted\n")
        let after = try scene.telemetry("segments", "--check", "--json")
        #expect(after.status == 0)
        #expect(after.output.contains(#""records":910"#))
        #expect(after.output.contains(#""state":"deleted""#))
        let proof = try scene.telemetry("prove", "--record", "1:5", "-o", "/dev/null")
        #expect(proof.status == 3 && proof.errors.contains("deleted"))
    }

    @Test("terminals that lose their link log in again, and nothing is missing or counted twice")
    func lostLink() async throws {
        let scene = try await GatewayScene()
        let month = "\(scene.folder.path)/month.csv"
        try Self.month.write(toFile: month, atomically: true, encoding: .utf8)
        let serving = try await scene.serve()
        // 5,370 s of frames in three seconds; the gateway is killed after one.
        let running = try RunningProgram(
            Program.cyclade,
            [
                "telemetry", "replay", month, "--data-dir", scene.data, "--member",
                GatewayScene.member, "--vehicles", "3", "--port", serving.port, "--speed", "1800",
                "--retry-wait", "0.2", "--retries", "100", "--json",
            ],
            errors: .standardError
        )
        try await Task.sleep(for: .seconds(1))
        await serving.program.stop(SIGKILL)
        let again = try await scene.serve(at: serving.port)
        let answer = try #require(await running.line())
        #expect(await running.status() == 0)
        #expect(answer.contains(#""frames":"#) && !answer.contains(#""lost_links":0"#), "\(answer)")
        #expect(!answer.contains(#""reissued":0,"#), "\(answer)")
        #expect(await again.program.stop() == 0)
        let list = try scene.telemetry("stats", "--json")
        let overview = try JSONDecoder().decode(Overview.self, from: Data(list.output.utf8))
        #expect(overview.batteries.count == 3)
        for battery in overview.batteries {
            let stats = try scene.telemetry("stats", battery, "--json")
            let days = try JSONDecoder().decode(Days.self, from: Data(stats.output.utf8)).days
            #expect(days.map(\.figures.samples).reduce(0, +) == 180)
        }
    }

    private struct Days: Decodable {
        struct Day: Decodable {
            struct Figures: Decodable { let samples: Int }
            let figures: Figures
        }
        let days: [Day]
    }

    private struct Overview: Decodable {
        let batteries: [String]
    }

    private func metrics(_ serving: GatewayScene.Serving) async throws -> String {
        let url = try #require(URL(string: serving.metrics))
        return String(decoding: try await URLSession.shared.data(from: url).0, as: UTF8.self)
    }

    private func prove(_ battery: String, in scene: GatewayScene) throws {
        let proof = "\(scene.folder.path)/proof.pb"
        let made = try scene.telemetry("prove", "--battery", battery, "-o", proof)
        try #require(made.status == 0, "\(made)")
        let frame = "\(scene.folder.path)/frame.bin"
        let verified = try CommandLine.cyclade(
            "verify",
            proof,
            "--trust",
            scene.trust,
            "--record",
            frame
        )
        #expect(verified.status == 0 && verified.output.contains("Proven."), "\(verified)")
        #expect(verified.output.contains("of battery \(battery)"))
        // The same record is found by its own bytes.
        let again = "\(scene.folder.path)/again.pb"
        try #require(try scene.telemetry("prove", "--frame", frame, "-o", again).status == 0)
        let (first, second) = (try Data(contentsOf: proof.url), try Data(contentsOf: again.url))
        #expect(first == second)
        var altered = first
        altered[40] ^= 1
        try altered.write(to: proof.url)
        let refused = try CommandLine.cyclade("verify", proof, "--trust", scene.trust)
        #expect(refused.status == 1)
    }

    @Test("takes stations' records over HTTP with a token, and from a file while it rests")
    func stations() async throws {
        let scene = try await GatewayScene()
        let (token, digest) = StationAccount.newToken()
        let settings = "\(scene.folder.path)/settings.yaml"
        let yaml = "stations:\n  - token_sha256: \(digest)\n    stations: [ST-1]\n"
        let isMade = FileManager.default.createFile(
            atPath: settings,
            contents: Data(yaml.utf8),
            attributes: [.posixPermissions: 0o600]
        )
        try #require(isMade)
        let serving = try await scene.serve(["--settings", settings])
        let records = Self.records(10, at: "ST-1") + Self.records(1, at: "ST-2") + "nonsense\n"
        #expect(try await post(records, to: serving, token: "wrong").status == 401)
        let answer = try await post(records, to: serving, token: token)
        #expect(answer.status == 200)
        #expect(answer.body.contains(#""kept":10,"refused":[{"line":11"#), "\(answer)")
        // One who holds the directory is told what to do instead.
        let file = "\(scene.folder.path)/records.jsonl"
        let later = Self.records(5, at: "ST-2", from: 100)
        try later.write(toFile: file, atomically: true, encoding: .utf8)
        let busy = try scene.telemetry("ingest", file)
        #expect(busy.status == 5 && busy.errors.contains("Another process"))
        #expect(await serving.program.stop() == 0)

        let ingested = try scene.telemetry("ingest", file)
        #expect(ingested.status == 0, "\(ingested)")
        let stats = try scene.telemetry("stats", Self.battery)
        #expect(stats.output.contains("15 records, 0 repeated"), "\(stats)")
    }

    private static let battery = "001PEAB0000001C1D0000001"

    private static func records(_ count: Int, at station: String, from first: Int = 0) -> String {
        (first..<first + count).map { index in
            """
            {"station":"\(station)","slot":3,"battery":"\(battery)",\
            "time":\(1_772_323_200_000 + index * 10_000),"voltage_V":352.4,"current_A":60,\
            "soc_pct":45.5}

            """
        }.joined()
    }

    private func post(
        _ body: String,
        to serving: GatewayScene.Serving,
        token: String
    ) async throws -> (status: Int, body: String) {
        var request = URLRequest(url: try #require(URL(string: serving.stations)))
        request.httpMethod = "POST"
        request.httpBody = Data(body.utf8)
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        return (status, String(decoding: data, as: UTF8.self))
    }
}

extension String {
    fileprivate var url: URL { URL(filePath: self) }
}
