public import ArgumentParser
public import BatteryHealth
import FoundationEssentials

/// `cyclade health regroup`: packs of used cells that are alike.
struct HealthRegroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regroup",
        abstract: "Build packs of used cells that are alike.",
        discussion: """
            The file has a line of column names, then a cell a line: id, model, capacity_Ah,
            resistance_ohm, and as far as they are known ocv_V, self_discharge_pct_month, unsafe
            (1, or in a word why, for a cell that no second use may have), foretold_cycles and
            columns that begin with shape_, statistics of one charge. Cells of different models are never put together;
            unsafe ones and those that are unlike all others are left out, with the reason.

            Packs of a fixed size (--per-pack) are alike in what they hold today. Groups as large
            as they come (--groups) are alike in the shape of a charge, which foretells how long
            they live; there, cells that are unlike all others have their place too.

            EXAMPLES
              cyclade health regroup cells.csv --per-pack 16
              cyclade health regroup cells.csv --groups 8 --json
              cyclade health regroup cells.csv --per-pack 8 --duty backup --json
            """
    )

    @Argument(help: "The cells, as a CSV file.")
    var file: String

    @Option(help: "How many cells are in series.")
    var perPack: Int?

    @Option(help: "How many groups the cells of each model make up.")
    var groups: Int?

    @Option(help: "How the packs are used: dailyCycling or backup.")
    var duty = PackBuilder.Duty.dailyCycling

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (perPack == nil) != (groups == nil) else {
            throw ValidationError("Give either '--per-pack' or '--groups'.")
        }
        guard (2...1_000).contains(perPack ?? 2) else {
            throw ValidationError("'--per-pack' must be from 2 to 1,000.")
        }
        guard (1...1_000).contains(groups ?? 1) else {
            throw ValidationError("'--groups' must be from 1 to 1,000.")
        }
    }

    func run() async throws {
        try await ExitStatus.report {
            let cells = try MeasurementTable.open(
                file,
                columns: ["id", "model", "capacity_Ah", "resistance_ohm"]
            ).cells()
            guard let result = try regrouping(of: cells) else { return }
            guard !json else { return try JSON.print(result) }
            print(Self.text(result))
        }
    }

    /// So many cells are joined into groups in a few minutes; the time grows with their square.
    private static let mostToGroup = 100_000

    private func regrouping(of cells: [CellMeasurement]) throws -> Regrouping? {
        if let groups {
            guard cells.count <= Self.mostToGroup else {
                throw ExitStatus.saying(
                    ExitStatus.usage,
                    "\(cells.count) cells are too many for '--groups', which takes "
                        + "\(Self.mostToGroup): use '--per-pack', or divide them."
                )
            }
            return CellGrouping(groupCount: groups)?.group(cells)
        }
        return PackBuilder(cellsPerPack: perPack ?? 0, duty: duty)?.build(cells)
    }

    private static func text(_ result: Regrouping) -> String {
        let table = TextTable(
            header: ["pack", "capacity ±", "resistance ±", "usable", "fit", "cells"],
            rows: result.packs.enumerated().map { index, pack in
                [
                    "\(index + 1)", percent(pack.capacitySpread), percent(pack.resistanceSpread),
                    percent(pack.usableCapacity), pack.isAccepted ? "yes" : "no",
                    pack.cells.map(\.id).joined(separator: " "),
                ]
            }
        )
        let fit = result.packs.count(where: \.isAccepted)
        let out = result.rejected.map { "left out: \($0.cell.id), \($0.reason.rawValue)" }
        let summary =
            "\(result.packs.count) packs, \(fit) within limits; \(result.left.count) cells over, "
            + "\(result.rejected.count) left out"
        return (["\(table)"] + out + [summary]).joined(separator: "\n")
    }

    private static func percent(_ part: Double) -> String {
        "\((part * 100).rounded(places: 1)) %"
    }
}

extension PackBuilder.Duty: ExpressibleByArgument {}

extension MeasurementTable {
    /// The table in a file.
    ///
    /// - Throws: The status to end with, once it was said why there is none.
    static func open(_ path: String, columns: [String]) throws -> MeasurementTable {
        let url = URL(filePath: path)
        do {
            let table = try MeasurementTable(
                url.deletingLastPathComponent(),
                url.lastPathComponent,
                columns: columns
            )
            if let table { return table }
            throw ExitStatus.saying(ExitStatus.notFound, "There is no file \(path).")
        } catch let problem as MeasurementTable.Problem {
            throw ExitStatus.saying(ExitStatus.usage, "\(problem).")
        }
    }

    /// The rows as used cells; a cell without a name or model is none.
    ///
    /// - Throws: The status to end with, once it was said of which cell more is known than of others.
    fileprivate func cells() throws -> [CellMeasurement] {
        let shapes = columns(from: "shape_")
        let noes: Set = ["", "0", "0.0", "n", "no", "f", "false"]
        let cells = rows().compactMap { row -> CellMeasurement? in
            guard let id = row.name("id"), let model = row.name("model") else { return nil }
            let shape = row.numbers(in: shapes)
            return CellMeasurement(
                id: id,
                model: model,
                capacity: row.number("capacity_Ah") ?? 0,
                resistance: row.number("resistance_ohm") ?? 0,
                openCircuitVoltage: row.number("ocv_V"),
                selfDischarge: row.number("self_discharge_pct_month").map { $0 / 100 },
                // Whatever is said of a cell there is against it, but for a plain no.
                isUnsafe: !noes.contains(row.text("unsafe").lowercased()),
                // A shape with a hole is none, and the cell is left out.
                shape: shape.allSatisfy { $0 == nil } ? [] : shape.map { $0 ?? .nan },
                foretoldLife: row.number("foretold_cycles")
            )
        }
        try Self.require(cells, "shape_") { !$0.shape.isEmpty }
        try Self.require(cells, "foretold_cycles") { $0.foretoldLife != nil }
        return cells
    }

    /// Requires all cells to have something, or none: else it would count for nobody.
    private static func require(
        _ cells: [CellMeasurement],
        _ column: String,
        _ has: (CellMeasurement) -> Bool
    ) throws {
        guard cells.contains(where: has), let without = cells.first(where: { !has($0) }) else {
            return
        }
        throw ExitStatus.saying(
            ExitStatus.usage,
            "Cell \(without.id) has no '\(column)', and others have: give it, or leave the cell out."
        )
    }
}
