import BatteryHealth
import Foundation
import TestSupport
import Testing

@testable import cyclade

/// What the command says of a file that ends at some line, against what was told there while the whole
/// file went by, a reading at a time.
@Suite("No verdict looks ahead, on the command line", .timeLimit(.minutes(10)))
struct HealthCausalityTests {
    private static let options = ["--chemistry", "nmc", "--rated-ah", "150", "--cells", "91"]

    @Test("on a month of a real vehicle")
    func vehicle() throws {
        let url = try Repository.shared("data/battery/ev_field_month/frames_F01.csv")
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
        let ends = [2, 1_000, 9_999, 20_000, lines.count - 1]
        try #require(lines.count > 30_000)
        let told = try Self.told(url, at: ends)
        let folder = try TemporaryDirectory()
        for (end, told) in zip(ends, told) {
            let file = "\(folder.path)/\(end).csv"
            try lines[...end].joined(separator: "\n")
                .write(toFile: file, atomically: true, encoding: .utf8)
            let outcome = try CommandLine.cyclade(
                ["health", "assess", file, "--json"] + Self.options
            )
            try #require(outcome.status == 0, "\(outcome)")
            let said = try Self.object(Data(outcome.output.utf8))
            for (key, value) in told where key != "model" {
                let found = try #require(said[key], "\(key) at \(end)")
                #expect(try Self.text(found) == Self.text(value), "\(key) at \(end)")
            }
        }
        #expect(told.last?["capacity"] != nil)
    }

    /// The verdicts after so many rows of a file, none of which knew of the rows after it.
    private static func told(_ url: URL, at ends: [Int]) throws -> [[String: Any]] {
        let table = try MeasurementTable(
            url.deletingLastPathComponent(),
            url.lastPathComponent,
            columns: MeasurementTable.readingColumns
        )
        let model = BatteryModel(
            name: "",
            chemistry: .nmc,
            ratedCapacity: 150,
            seriesCellCount: 91
        )
        var history = PackHistory(model)
        var told: [[String: Any]] = []
        for (index, reading) in try #require(table).readings().enumerated() {
            history.add(reading)
            guard ends.contains(index + 1) else { continue }
            var ended = history
            ended.finish()
            told.append(try object(try JSON.data(ended.assessment())))
        }
        return told
    }

    /// A value as JSON has it, whose keys are in order.
    private static func text(_ value: Any) throws -> String {
        let data = try JSONSerialization.data(
            withJSONObject: value,
            options: [.sortedKeys, .fragmentsAllowed]
        )
        return String(decoding: data, as: UTF8.self)
    }

    private static func object(_ data: Data) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
}
