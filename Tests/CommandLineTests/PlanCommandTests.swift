import Foundation
import TestSupport
import Testing

@testable import cyclade

@Suite("Planning on the command line", .timeLimit(.minutes(10)))
struct PlanCommandTests {
    static let verbs = [
        "nearest", "appointment", "fleet", "loads", "points", "second-life", "give",
    ]

    @Test(
        "an example is answered with the choice, why, what was second and what has no place",
        arguments: [
            ("nearest", ["station hangzhou-1  nearest  4.0 km  station hangzhou-2  5.0 km"]),
            (
                "appointment",
                [
                    "station hangzhou-2  2026-09-21 00:00-01:00  pack-75    5.0 km  9.90 yuan",
                    "as the cheapest lacks replacement packs",
                ]
            ),
            (
                "fleet",
                [
                    "station hangzhou-1     2026-09-21 08:00-09:00  pack-75", "367.18 yuan",
                    "collection point xihu  2026-09-21 10:00-11:00", "nothing else",
                    "no site takes its model in its condition", "together       1581.06 yuan",
                    "appointments: 2, loads: 2, batteries without a place: 1",
                ]
            ),
            (
                "loads",
                ["huzhou", "shaoxing  382.76 yuan", "no centre is qualified for its condition"]
            ),
            ("points", ["xiaoshan at 30.185000, 120.264000  25     greatest saving  937.75 yuan"]),
            ("second-life", ["home-2026", "forklifts  6789.11 yuan", "meets no demand"]),
            ("give", ["least worn  2160 points", "2618 points", "it is called home"]),
        ]
    )
    func examples(verb: String, lines: [String]) throws {
        let outcome = try answer(verb, toExampleWith: [])
        #expect(outcome.status == 0, "\(outcome.errors)")
        for line in lines { #expect(outcome.output.contains(line), "\(outcome.output)") }
    }

    @Test(
        "what takes up a window, a replacement or a bay already leaves none to others",
        arguments: [
            ("sound", "2026-09-21T09:00:00+08:00", "2026-09-21T10:00:00+08:00" as String?),
            ("sound", "2026-09-22T09:00:00+08:00", "2026-09-21T09:00:00+08:00"),
            ("damaged", "2026-09-22T09:00:00+08:00", nil),
        ]
    )
    func standing(condition: String, from: String, damagedPackComes: String?) throws {
        let standing = """
            "standing": [
              {"point_id": "xihu", "from": "\(from)", "condition": "\(condition)"},
              {
                "station_id": "hangzhou-1",
                "from": "2026-09-21T08:00:00+08:00",
                "condition": "sound",
                "replacement_model_id": "pack-75"
              }
            ]
            """
        let request = FleetQuestion.example.replacing(/"standing": \[[^\]]*\]/, with: standing)
        let answer = try FleetQuestion(parsing: Array(request.utf8)).answer()
        let times = Dictionary(
            uniqueKeysWithValues: answer.appointments.map { ($0.batteryId, $0.from.text) }
        )
        #expect(times["001PB240000003B3C0221953"] == "2026-09-21T09:00:00+08:00")
        #expect(times["ENROL-0000000000000001"] == damagedPackComes)
        let reasons = answer.unplaced.filter { $0.batteryId == "ENROL-0000000000000001" }
        #expect(reasons.map(\.reason) == (damagedPackComes == nil ? ["noQuarantineBay"] : []))
    }

    @Test("where nothing can be proposed, a person is told so")
    func nothing() throws {
        let nearest = NearestQuestion.example.replacing("\"pack-75\",\n", with: "\"pack-9\",\n")
        #expect(
            try NearestQuestion(parsing: Array(nearest.utf8)).answer().text
                == "No site meets the need."
        )
        let points = PointsQuestion.example.replacing("20000,", with: "90000000,")
            .replacing("20000\n", with: "90000000\n")
        #expect(
            try PointsQuestion(parsing: Array(points.utf8)).answer().text
                == "No point would save more than it costs."
        )
        let give = GiveQuestion.example.replacing("60000", with: "70000")
        let answer = try GiveQuestion(parsing: Array(give.utf8)).answer()
        #expect(answer.batteryId == nil)
        #expect(answer.text.hasPrefix("No battery keeps the promise.\n\nbattery"))
        #expect(answer.text.contains("it has less energy than was promised"))
        let appointment = AppointmentQuestion.example.replacing("\"sound\"", with: "\"damaged\"")
            .replacing("\"quarantine_bays\": 1", with: "\"quarantine_bays\": 0")
        #expect(
            try AppointmentQuestion(parsing: Array(appointment.utf8)).answer().text
                .contains("no site takes its model in its condition")
        )
    }

    @Test("an answer for programs is one JSON object, and every time the same", arguments: verbs)
    func json(verb: String) throws {
        let first = try answer(verb, toExampleWith: ["--json"])
        let second = try answer(verb, toExampleWith: ["--json"])
        #expect(first.output == second.output)
        #expect(first.output.split(separator: "\n").count == 1)
        let parsed = try JSONSerialization.jsonObject(with: Data(first.output.utf8))
        #expect(parsed is [String: Any])
    }

    @Test("an answer for programs says in codes what it says in words")
    func answerForPrograms() throws {
        let outcome = try answer("fleet", toExampleWith: ["--json"])
        let parsed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let answer = try #require(parsed as? [String: Any])
        #expect(Set(answer.keys) == ["appointments", "costs", "loads", "unplaced"])
        let appointments = try #require(answer["appointments"] as? [[String: Any]])
        let appointment = try #require(appointments.first)
        #expect(appointment["station_id"] as? String == "hangzhou-1")
        #expect(appointment["point_id"] == nil)
        #expect(appointment["from"] as? String == "2026-09-21T08:00:00+08:00")
        let why = try #require(appointment["why"] as? [String: Any])
        #expect(why["reason"] as? String == "cheapestLeft")
        #expect(why["lacking"] as? String == "replacements")
        let second = try #require(why["second"] as? [String: Any])
        #expect(second["choice"] as? String == "collection point xihu")
        let figure = try #require(second["figure"] as? [String: Any])
        #expect(figure["measure"] as? String == "total")
        #expect(figure["amount"] as? Int == 36_718)
        #expect(figure["unit"] as? String == "fen")
        let unplaced = try #require(answer["unplaced"] as? [[String: String]])
        #expect(unplaced.map { $0["reason"] } == ["noSite"])
        let costs = try #require(answer["costs"] as? [String: Int])
        #expect(costs["total_fen"] == costs.values.reduce(0, +) / 2)
    }

    @Test("what cannot be answered has its exit status and says why")
    func failures() throws {
        let directory = try TemporaryDirectory()
        let file = "\(directory.path)/request.json"
        let plan = ["plan", "give", file]
        let missing = try CommandLine.cyclade(plan)
        #expect(missing.status == 3)
        #expect(missing.errors.contains("\(file) cannot be read"))
        #expect(try CommandLine.cyclade("plan", "give", directory.path).status == 5)

        try "{\n  \"packs\": [}".write(toFile: file, atomically: true, encoding: .utf8)
        let broken = try CommandLine.cyclade(plan)
        #expect(broken.status == 2)
        #expect(broken.errors.contains("\(file): line 2, byte 13: expected a value"))
        #expect(broken.output.isEmpty)

        let handle = try #require(FileHandle(forWritingAtPath: file))
        try handle.truncate(atOffset: UInt64(PlanCommand.byteLimit) + 1)
        try handle.close()
        let large = try CommandLine.cyclade(plan)
        #expect(large.status == 2)
        #expect(large.errors.contains("larger than 64 MiB"))

        #expect(try CommandLine.cyclade("plan", "give").status == 2)
        #expect(try CommandLine.cyclade("plan", "give", file, "--example").status == 2)
    }

    @Test("a request is read from standard input too")
    func standardInput() async throws {
        let cyclade = try Program.cyclade.path
        let pipe = "'\(cyclade)' plan give --example | '\(cyclade)' plan give - --json"
        let outcome = try await Program.run(URL(filePath: "/bin/sh"), ["-c", pipe])
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix(#"{"battery_id":"ENROL-0000000000000001","refusals":["#))
    }

    @Test("of a fleet of a thousand every battery has an appointment or a reason")
    func fleet() throws {
        let example = try JSONSerialization.jsonObject(with: Data(FleetQuestion.example.utf8))
        var request = try #require(example as? [String: Any])
        var pack = try #require((request["packs"] as? [[String: Any]])?.first)
        request["packs"] = (0..<1_000).map { number in
            pack["battery_id"] = String(format: "ENROL-%016d", number)
            return pack
        }
        let directory = try TemporaryDirectory()
        let file = URL(filePath: "\(directory.path)/request.json")
        try JSONSerialization.data(withJSONObject: request).write(to: file)
        let outcome = try CommandLine.cyclade("plan", "fleet", file.path, "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let parsed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let answer = try #require(parsed as? [String: Any])
        let placed = try #require(answer["appointments"] as? [[String: Any]])
        let unplaced = try #require(answer["unplaced"] as? [[String: Any]])
        // The one site with a replacement has two.
        #expect(placed.count == 2)
        #expect(unplaced.count == 998)
        #expect(unplaced.allSatisfy { $0["reason"] as? String == "noReplacement" })
    }

    /// Asks a verb its own example.
    private func answer(
        _ verb: String,
        toExampleWith options: [String]
    ) throws -> CommandLine.Outcome {
        let directory = try TemporaryDirectory()
        let file = "\(directory.path)/request.json"
        let example = try CommandLine.cyclade("plan", verb, "--example")
        try #require(example.status == 0, "\(example.errors)")
        try example.output.write(toFile: file, atomically: true, encoding: .utf8)
        return try CommandLine.cyclade(["plan", verb, file] + options)
    }
}
