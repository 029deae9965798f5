import Foundation
import TestSupport
import Testing

@testable import cyclade

@Suite("A model of battery in a file", .timeLimit(.minutes(10)))
struct HealthLearnTests {
    private static let options = ["--chemistry", "nmc", "--rated-ah", "150", "--cells", "91"]

    /// What the cells of the fleet have in truth.
    private static func truth(_ charge: Double) -> Double {
        3.2 + 0.5 * charge + 0.5 * charge * charge * charge
    }

    /// Weeks of a pack: charged until it is full, then three drives a day apart.
    ///
    /// Every other week may be a winter's, at 9 °C, that takes so much of the capacity.
    private static func readings(
        capacity: Double,
        weeks: Int,
        seed: UInt64,
        winter: Double? = nil
    ) -> String {
        var random = SplitMix64(seed: seed)
        var lines = ["t_s,pack_A,soc_pct,pack_V,cell_max_V,cell_min_V,temp_max_C,temp_min_C"]
        var (time, charge) = (0, 0.35)
        var (warmth, capacity) = (25.0, capacity)
        let warm = capacity
        func report(_ current: Double) {
            let cell = truth(charge) - current * 0.000_5
            let values = [
                current, (charge * 100).rounded(), cell * 91, cell + 0.003, cell - 0.003,
                warmth + 1, warmth - 1,
            ]
            lines.append("\(time)," + values.map { "\($0)" }.joined(separator: ","))
        }
        for week in 0..<weeks {
            if let winter, week % 2 == 1 {
                (warmth, capacity) = (9, warm * (1 - winter))
            } else {
                (warmth, capacity) = (25, warm)
            }
            while charge < 1 {
                time += 10
                charge = min(1, charge + 50 * 10 / 3_600 / capacity)
                report(-50)
            }
            time += 10
            report(-5)
            for _ in 0..<3 {
                time += 20 * 3_600
                report(0)
                let end = charge - Double.random(in: 0.15...0.25, using: &random)
                while charge > end {
                    time += 10
                    charge -= 60 * 10 / 3_600 / capacity
                    report(60)
                }
            }
            time += 20 * 3_600
            report(0)
            time += 40 * 3_600
        }
        return lines.joined(separator: "\n")
    }

    private static func fleet(
        packs: Int,
        weeks: Int = 5,
        winter: Double? = nil
    ) throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory(isMade: true)
        for pack in 0..<packs {
            let readings = readings(
                capacity: 125 + 4 * Double(pack),
                weeks: weeks,
                seed: UInt64(pack),
                winter: winter
            )
            try readings.write(
                toFile: "\(folder.path)/pack-\(pack).csv",
                atomically: true,
                encoding: .utf8
            )
        }
        return folder
    }

    private struct Model: Decodable {
        struct Table: Decodable {
            let statesOfCharge: [Double]
            let voltages: [Double]
            let packs: Int
            let rests: Int
            let files: [String: String]
        }
        struct Limits: Decodable {
            let watch: Double
            let service: Double
        }
        let capacityPerDegree: Double
        let capacityPerDegreePacks: Int?
        let openCircuitVoltage: Table
        let limits: [String: Limits]?
    }

    private static func model(_ path: String) throws -> (Model, Data) {
        let data = try Data(contentsOf: URL(filePath: path))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return (try decoder.decode(Model.self, from: data), data)
    }

    @Test("is learnt from the fleet, the same each time, and judges by its own limits")
    func learnt() throws {
        let fleet = try Self.fleet(packs: 6)
        let (first, second) = ("\(fleet.path)/first.json", "\(fleet.path)/second.json")
        let learnt = try CommandLine.cyclade(
            ["health", "learn", fleet.path, "-o", first] + Self.options
        )
        try #require(learnt.status == 0, "\(learnt)")
        // The fleet has always charged at 25 °C.
        #expect(learnt.output.contains("cold takes 0.20 % a degree below 25 °C, as before"))
        let (model, bytes) = try Self.model(first)
        let table = model.openCircuitVoltage
        #expect(table.packs == 6 && table.rests > 60 && table.files.count == 6)
        #expect(table.files.values.allSatisfy { $0.count == 64 })
        for (charge, voltage) in zip(table.statesOfCharge, table.voltages) {
            #expect(abs(voltage - Self.truth(charge)) < 0.02, "\(charge)")
        }
        let again = try CommandLine.cyclade(
            ["health", "learn", fleet.path, "-o", second] + Self.options
        )
        #expect(again.status == 0)
        #expect(try Data(contentsOf: URL(filePath: second)) == bytes)

        // Limits that a person adds are kept when the model is learnt anew.
        var text = String(decoding: bytes, as: UTF8.self)
        text = text.replacingOccurrences(
            of: "\"cells\" : 91,",
            with: #""cells" : 91, "limits": {"overTemperature": {"watch": 25, "service": 40}},"#
        )
        try text.write(toFile: first, atomically: true, encoding: .utf8)
        let anew = try CommandLine.cyclade([
            "health", "learn", fleet.path, "-o", second, "--battery-model", first,
        ])
        try #require(anew.status == 0, "\(anew)")
        let (relearnt, _) = try Self.model(second)
        let limits = try #require(relearnt.limits?["overTemperature"])
        #expect(limits.watch == 25 && limits.service == 40)
        // What was learnt before does not count for what is learnt.
        #expect(relearnt.openCircuitVoltage.voltages == table.voltages)
        let pack = "\(fleet.path)/pack-3.csv"
        let usual = try CommandLine.cyclade(["health", "assess", pack] + Self.options)
        #expect(usual.status == 0 && !usual.output.contains("temperature: "), "\(usual)")
        let own = try CommandLine.cyclade(["health", "assess", pack, "--battery-model", second])
        #expect(own.status == 0 && own.output.contains("temperature: "), "\(own)")
    }

    @Test("tells what winters take of the capacity, and keeps it where a fleet has none")
    func winters() throws {
        // 16 degrees below 25 at 0.4 % each.
        let fleet = try Self.fleet(packs: 5, weeks: 24, winter: 0.064)
        let path = "\(fleet.path)/model.json"
        let learnt = try CommandLine.cyclade(
            ["health", "learn", fleet.path, "-o", path] + Self.options
        )
        try #require(learnt.status == 0, "\(learnt)")
        let (model, _) = try Self.model(path)
        #expect(abs(model.capacityPerDegree - 0.004) < 0.000_4, "\(model.capacityPerDegree)")
        #expect(model.capacityPerDegreePacks == 5)
        #expect(learnt.output.contains(" a degree below 25 °C, from 5 batteries"))

        let summer = try Self.fleet(packs: 5)
        let kept = try CommandLine.cyclade([
            "health", "learn", summer.path, "-o", path, "--battery-model", path,
        ])
        try #require(kept.status == 0, "\(kept)")
        let (same, _) = try Self.model(path)
        #expect(same.capacityPerDegree == model.capacityPerDegree)
        #expect(same.capacityPerDegreePacks == 5)
    }

    @Test("is not learnt from too few, and says what is missing")
    func refused() throws {
        let fleet = try Self.fleet(packs: 2)
        let output = "\(fleet.path)/model.json"
        let few = try CommandLine.cyclade(
            ["health", "learn", fleet.path, "-o", output] + Self.options
        )
        #expect(few.status == 1 && few.errors.contains("2 of 5 packs"), "\(few)")
        #expect(!FileManager.default.fileExists(atPath: output))
        let nowhere = try CommandLine.cyclade(
            ["health", "learn", "\(fleet.path)/none", "-o", output] + Self.options
        )
        #expect(nowhere.status == 3)
        let vague = try CommandLine.cyclade(["health", "learn", fleet.path, "-o", output])
        #expect(vague.status == 2 || vague.status == 64)
        #expect(vague.errors.contains("--battery-model"))
    }

    private static let sound =
        #"{"chemistry":"nmc","rated_ah":150,"cells":91,"limits":{"restSpread":{"watch":0.04}},"#
        + #""open_circuit_voltage":{"states_of_charge":[0,1],"voltages":[3.2,4.2],"packs":5,"rests":60}}"#

    @Test("is read as it was written, with files that it was learnt from or without")
    func writtenAndRead() throws {
        let folder = try TemporaryDirectory(isMade: true)
        let path = "\(folder.path)/model.json"
        let withFiles = Self.sound.replacing(
            "\"rests\":60",
            with: "\"rests\":60,\"files\":{\"a.csv\":\"00\"}"
        )
        .replacing("{\"chemistry\"", with: "{\"capacity_per_degree_packs\":7,\"chemistry\"")
        for text in [Self.sound, withFiles] {
            let file = try BatteryModelFile(parsing: Array(text.utf8))
            try file.write(to: path)
            let read = try BatteryModelFile.read(path)
            #expect(read.model == file.model)
            #expect(read.learning?.files == file.learning?.files)
            #expect(read.learning?.packs == 5)
            #expect(read.coldPacks == (text == withFiles ? 7 : nil))
        }
    }

    @Test(
        "with something wrong in it is refused with its place",
        arguments: [
            ("nmc\"", "nmx\"", "chemistry"), ("150", "-1", "rated_ah"), ("91", "0", "cells"),
            ("91", "9e99", "cells"), ("restSpread", "restSpred", "limits.restSpred"),
            (#""watch":0.04"#, #""wach":0.04"#, "limits.restSpread.wach"),
            (#""watch":0.04"#, #""watch":0.2"#, "limits rise from watch"),
            (#""watch":0.04"#, #""dwell":0"#, "limits.restSpread.dwell"),
            ("[0,1]", "[0,1,1]", "open_circuit_voltage"),
            ("[0,1]", "[1,0]", "open_circuit_voltage"),
            ("[3.2,4.2]", "[4.2,3.2]", "open_circuit_voltage"),
            ("[3.2,4.2]", "[3.2,null]", "open_circuit_voltage.voltages[1]"),
            ("[3.2,4.2]", "[3200,4200]", "open_circuit_voltage.voltages[0]"),
            (#""packs":5"#, #""packs":-5"#, "open_circuit_voltage.packs"),
            ("{", "[", "expected"), ("\"cells\"", "\"cels\"", "cels"),
        ] as [(String, String, String)]
    )
    func wrong(from: String, to: String, said: String) throws {
        let folder = try TemporaryDirectory(isMade: true)
        let (file, readings) = ("\(folder.path)/m.json", "\(folder.path)/r.csv")
        try "t_s,pack_A,soc_pct\n0,0,50\n".write(
            toFile: readings,
            atomically: true,
            encoding: .utf8
        )
        try Self.sound.write(toFile: file, atomically: true, encoding: .utf8)
        let assess = ["health", "assess", readings, "--battery-model", file]
        let good = try CommandLine.cyclade(assess)
        #expect(good.status == 0, "\(good)")
        let text = Self.sound.replacing(from, with: to, maxReplacements: 1)
        try #require(text != Self.sound)
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let outcome = try CommandLine.cyclade(assess)
        #expect(outcome.status == 2 && outcome.errors.contains(said), "\(outcome)")
    }
}
