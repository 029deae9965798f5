import Foundation
import TestSupport
import Testing

@Suite("Forecasts and values on the command line", .timeLimit(.minutes(10)))
struct HealthForecastCommandTests {
    private struct Answer: Decodable {
        struct Life: Decodable {
            let method: String
            let end: Range
            let left: Range
            let months: Range?
        }

        struct Range: Decodable {
            let value: Double
            let lower: Double
            let upper: Double
        }

        let remaining_life: Life?
        let refusal: String?
    }

    private static func write(_ text: String, _ name: String, in folder: String) throws -> String {
        let path = "\(folder)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// A life that ends at 80 % after a use of `end`, as far as it was seen.
    private static func life(end: Double, through last: Double) -> String {
        let rows = (0...40).map { number in
            let use = last * Double(number) / 40
            return "\(use),\(100 - 20 * use / end)"
        }
        return (["use,capacity_pct"] + rows).joined(separator: "\n")
    }

    private static func forecast(_ arguments: [String]) throws -> Answer {
        let outcome = try CommandLine.cyclade(["health", "forecast"] + arguments + ["--json"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
    }

    @Test("a series is carried on by a law, in use and in months")
    func law() throws {
        let folder = try TemporaryDirectory()
        let file = try Self.write(Self.life(end: 1_000, through: 600), "a.csv", in: folder.path)
        let answer = try Self.forecast([file, "--cycles-per-month", "20"])
        let life = try #require(answer.remaining_life)
        #expect(life.method == "fadeLaw")
        #expect(abs(life.end.value - 1_000) < 5)
        #expect(life.end.lower < 1_000 && life.end.upper > 1_000)
        #expect(abs((life.months?.value ?? 0) - life.left.value / 20) < 1e-9)
        let text = try CommandLine.cyclade("health", "forecast", file, "--cycles-per-month", "20")
        #expect(text.output.hasPrefix("remaining life    20.0 months until 80.0 %, from "))
        #expect(text.output.contains("told by           the law of root and line, "))
    }

    @Test("a library of lives is a folder of series")
    func library() throws {
        let folder = try TemporaryDirectory()
        let file = try Self.write(Self.life(end: 1_000, through: 500), "a.csv", in: folder.path)
        let lives = "\(folder.path)/lives"
        try FileManager.default.createDirectory(
            atPath: lives,
            withIntermediateDirectories: false
        )
        for number in 0..<6 {
            let end = 700 + 100 * Double(number)
            let name = "\(number).csv"
            _ = try Self.write(Self.life(end: end, through: end * 1.1), name, in: lives)
        }
        let known = try Self.forecast([file, "--library", lives])
        #expect(known.remaining_life?.method == "library")
        let few = try CommandLine.cyclade(
            "health",
            "forecast",
            file,
            "--library",
            lives,
            "--end",
            "70"
        )
        #expect(few.status == 0)
        #expect(few.errors.contains("of 6 lives in \(lives) fewer than 5 end below 70.0 %"))
        let none = try CommandLine.cyclade("health", "forecast", file, "--library", "\(lives)/no")
        #expect(none.status == 3)
    }

    @Test("what cannot be told is told, with the reason")
    func refusal() throws {
        let folder = try TemporaryDirectory()
        let file = try Self.write(Self.life(end: 1_000, through: 60), "a.csv", in: folder.path)
        let answer = try Self.forecast([file])
        #expect(answer.remaining_life == nil)
        #expect(answer.refusal == "not enough fade: 1.1 % of 3 % needed")
        let milliampereHours = try Self.write(
            "use,capacity_Ah\n"
                + (0..<10).map { "\($0),\(150_000 - $0 * 1_000)" }.joined(separator: "\n"),
            "b.csv",
            in: folder.path
        )
        let unit = try Self.forecast([milliampereHours, "--rated-ah", "150"])
        #expect(unit.refusal?.hasSuffix("check its unit") == true)
    }

    static let badSeries = [
        ("use,capacity_pct\n", "has no measurements"),
        ("", "has no column 'use'"),
        ("use\n1", "has no column 'capacity_pct'"),
        ("use,capacity_pct\n0,100\n1,nan", "measurement 2 has no number for 'capacity_pct'"),
        ("use,capacity_pct\n,100", "measurement 1 has no number for 'use'"),
        ("use,capacity_pct\n2,100\n1,99", "measurement 2 has a use of 1.0 after one of 2.0"),
        ("use,capacity_pct\n-2,100", "measurement 1 has a use of -2.0; expected 0 or more"),
    ]

    @Test("a series that is none is refused by its line", arguments: badSeries)
    func bad(text: String, message: String) throws {
        let folder = try TemporaryDirectory()
        let file = try Self.write(text, "a.csv", in: folder.path)
        let outcome = try CommandLine.cyclade("health", "forecast", file)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(message))
        #expect(outcome.errors.contains(file))
    }

    @Test("a series longer than any life is refused at once")
    func long() throws {
        let folder = try TemporaryDirectory()
        let rows = (0...10_000).map { "\($0),90" }
        let text = (["use,capacity_pct"] + rows).joined(separator: "\n")
        let file = try Self.write(text, "a.csv", in: folder.path)
        let outcome = try CommandLine.cyclade("health", "forecast", file)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("measurement 10001 is one too many; expected at most"))
    }

    @Test(
        "options that mean nothing are refused",
        arguments: [
            ["--end", "0"], ["--end", "100"], ["--end", "nan"], ["--rated-ah", "0"],
            ["--cycles-per-month=-1"],
        ]
    )
    func options(arguments: [String]) throws {
        let outcome = try CommandLine.cyclade(["health", "forecast", "a.csv"] + arguments)
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains("must be more than 0"))
    }

    /// Ten months of a pack of 150 Ah that loses 1 % of them in each: four charges a month.
    private static func fadingPack() -> String {
        let month = 30.44 * 86_400
        let rows = (0..<10).flatMap { number -> [String] in
            let capacity = 150 * (1 - 0.01 * Double(number))
            return (0..<4).flatMap { charge in
                (0..<240).map { step -> String in
                    let time = Double(number) * month + Double(charge) * 86_400 + Double(step) * 30
                    let soc = 20 + 50 * Double(step) / 120 / capacity * 100
                    return "\(Int(time)),-50,\(Int(soc.rounded())),340,3.75,3.73,26,25"
                }
            }
        }
        let head = "t_s,pack_A,soc_pct,pack_V,cell_max_V,cell_min_V,temp_max_C,temp_min_C"
        return ([head] + rows).joined(separator: "\n")
    }

    @Test("a pack's remaining life is told by whole lives of like packs, or by a law without them")
    func assessedByLibrary() throws {
        let folder = try TemporaryDirectory()
        let file = try Self.write(Self.fadingPack(), "frames.csv", in: folder.path)
        let lives = "\(folder.path)/lives"
        try FileManager.default.createDirectory(atPath: lives, withIntermediateDirectories: false)
        for number in 0..<8 {
            let end = 14 + 2 * Double(number)
            _ = try Self.write(Self.life(end: end, through: end * 1.1), "\(number).csv", in: lives)
        }
        func assess(_ options: [String]) throws -> Answer {
            let outcome = try CommandLine.cyclade(
                ["health", "assess", file, "--chemistry", "nmc", "--rated-ah", "150"]
                    + ["--cells", "91", "--json"] + options
            )
            try #require(outcome.status == 0, "\(outcome)")
            return try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        }
        let known = try #require(try assess(["--library", lives]).remaining_life)
        #expect(known.method == "library")
        // 20 % end after twenty months, of which ten are over.
        #expect(abs(known.left.value - 10.5) < 2, "\(known)")
        #expect(try assess([]).remaining_life?.method == "fadeLaw")
    }

    // MARK: Values

    private static var prices: URL {
        Repository.root.appending(path: "docs/prices/2025-12.json")
    }

    private static func assess(
        _ prices: String,
        in folder: String,
        _ options: [String] = []
    ) throws -> CommandLine.Outcome {
        let head = "t_s,pack_A,soc_pct,pack_V,cell_max_V,cell_min_V,temp_max_C,temp_min_C"
        let rows = (0..<1_000).map { number in
            let charge = 20 + Double(number) * 10 / 3_600 * 50 / 135 * 100
            return "\(number * 10),-50,\(Int(charge)),340,3.75,3.73,30,28"
        }
        let file = try write(([head] + rows).joined(separator: "\n"), "frames.csv", in: folder)
        return try CommandLine.cyclade(
            ["health", "assess", file, "--chemistry", "nmc", "--rated-ah", "150", "--cells", "91"]
                + ["--prices", prices, "--rated-kwh", "50", "--composition", "nmc622"] + options
        )
    }

    @Test("a battery is valued by the prices of a file")
    func value() throws {
        let folder = try TemporaryDirectory()
        let outcome = try Self.assess(Self.prices.path, in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("by the prices of 2025-12-01 in USD"))
        #expect(outcome.output.contains("  dismantle       922, whatever the health"))
        #expect(outcome.output.contains("no source for the cost of test, repurposing"))
        #expect(outcome.output.contains("remaining life    not told: not enough data: 0"))
        #expect(outcome.output.contains("throughput"))
    }

    @Test("a second use is worth what throughput is left for it, where that is known")
    func throughput() throws {
        let folder = try TemporaryDirectory()
        func cascade(_ percent: String) throws -> Double {
            let outcome = try Self.assess(
                Self.prices.path,
                in: folder.path,
                ["--throughput-left", percent, "--json"]
            )
            let answer = try JSONDecoder().decode(Valued.self, from: Data(outcome.output.utf8))
            let option = try #require(answer.value.options.first { $0.life == "cascade" })
            return try #require(option.value?.p50)
        }
        let (half, all) = (try cascade("50"), try cascade("100"))
        #expect(abs(all / half - 2) < 0.01, "\(half), \(all)")
        let wrong = try Self.assess(
            Self.prices.path,
            in: folder.path,
            ["--throughput-left", "101"]
        )
        #expect(wrong.status != 0 && wrong.errors.contains("must be from 0 to 100"))
    }

    private struct Valued: Decodable {
        struct Value: Decodable { let options: [Option] }
        struct Option: Decodable {
            let life: String
            let value: Quantiles?
        }
        struct Quantiles: Decodable { let p50: Double }
        let value: Value
    }

    static let badPrices = [
        (#""currency": "USD""#, #""currency": "usd""#, #"currency is "usd"; expected three"#),
        ("2025-12-01", "2025-02-30", #"date is "2025-02-30"; expected a day such as"#),
        (#""value": 70"#, #""value": -70"#, "new_stationary_pack.value is -70; expected a number"),
        (#""value": 70"#, #""value": 1e999"#, "new_stationary_pack.value is 1e999"),
        (#""value": 70"#, #""value": "70""#, #"new_stationary_pack.value is "70""#),
        (#""new_stationary_pack""#, #""stationary""#, "stationary means nothing here"),
        (#""lmo": 0.5247"#, #""lno": 0.5247"#, "materials.copper.content.lno means nothing here"),
        (
            ",\n        \"lmo\": 0.5247", "",
            "materials.copper.content.lmo is missing; expected kilograms"
        ),
        (#""source": "assumed""#, #""source": " ""#, #"discounts.interest.source is " ""#),
        (#""test": null"#, #""tests": null"#, "costs.tests means nothing here"),
        (#""test": null"#, #""test": 3"#, "costs.test is 3; expected an object"),
        (#""value": 0.6,"#, #""value": 1,"#, "discounts.second_use_end.value is 1"),
        ("{\n  \"date\"", "[\n  \"date\"", "expected a comma or ]"),
    ]

    @Test("prices that cannot be are refused by their place", arguments: badPrices)
    func bad(what: String, instead: String, message: String) throws {
        let folder = try TemporaryDirectory()
        let text = try String(contentsOf: Self.prices, encoding: .utf8)
        let changed = text.replacingOccurrences(of: what, with: instead)
        let file = try Self.write(changed, "prices.json", in: folder.path)
        let outcome = try Self.assess(file, in: folder.path)
        try #require(changed != text)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("\(file): "))
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test("prices and the rated energy go together")
    func together() throws {
        let options = ["--chemistry", "nmc", "--rated-ah", "150", "--cells", "91"]
        let outcome = try CommandLine.cyclade(
            ["health", "assess", "a.csv", "--prices", Self.prices.path] + options
        )
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains("'--prices' and '--rated-kwh' go together."))
    }
}
