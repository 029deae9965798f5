import BatteryHealth
import FoundationEssentials

/// A folder with a file of readings for each battery, and perhaps a list of what they are.
struct FleetFolder {
    /// What is said of batteries that the list does not tell of.
    struct Usual: Sendable {
        let chemistry: Chemistry?
        /// In ampere-hours.
        let ratedCapacity: Double?
        let cells: Int?
    }

    /// A file, and whose readings it holds; or why that is not known.
    struct File: Sendable {
        let name: String
        let id: String
        let model: Result<BatteryModel, FleetFailure>
    }

    static let listName = "fleet.csv"

    let url: URL
    /// By name.
    let files: [File]

    /// Lists a folder.
    ///
    /// - Throws: Why its list is none, or why it cannot be read.
    init(_ path: String, usual: Usual) throws {
        url = URL(filePath: path)
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
            .filter { $0.hasSuffix(".csv") && !$0.hasPrefix(".") && $0 != Self.listName }
        let list = try MeasurementTable(url, Self.listName, columns: ["file"])
        if let line = list?.unevenLine {
            throw MeasurementTable.Problem(
                description:
                    "line \(line) of \(Self.listName) has more or fewer fields than the first"
            )
        }
        var rows: [String: MeasurementTable.Row] = [:]
        for (index, row) in (list?.rows().map { $0 } ?? []).enumerated() {
            guard let name = row.name("file") else {
                throw MeasurementTable.Problem(
                    description: "line \(index + 2) of \(Self.listName) names no file: "
                        + "its letters are of ASCII, without spaces"
                )
            }
            guard rows.updateValue(row, forKey: name) == nil else {
                throw MeasurementTable.Problem(description: "\(Self.listName) names \(name) twice")
            }
        }
        let missing = Set(rows.keys).subtracting(names)
        files = (names + missing).sorted().map { name in
            File(name, rows[name], usual, exists: !missing.contains(name))
        }
    }
}

extension FleetFolder.File {
    fileprivate init(
        _ name: String,
        _ row: MeasurementTable.Row?,
        _ usual: FleetFolder.Usual,
        exists: Bool
    ) {
        self.name = name
        let id = row?.name("id") ?? (name.hasSuffix(".csv") ? String(name.dropLast(4)) : name)
        self.id = id
        model = Result { () throws(FleetFailure) in
            func failure(_ problem: String) -> FleetFailure {
                FleetFailure(file: name, problem: problem)
            }
            for column in ["rated_ah", "cells"] where row?.isBlank(column) == false {
                guard row?.number(column) != nil else {
                    throw failure("its '\(column)' is no number")
                }
            }
            guard row?.isBlank("chemistry") ?? true || row?.name("chemistry") != nil else {
                throw failure("its chemistry is none")
            }
            guard exists else { throw failure("it is in the list, but not in the folder") }
            let written = row?.name("chemistry")
            guard let chemistry = written.map(Chemistry.init(rawValue:)) ?? usual.chemistry else {
                throw failure(
                    written.map { "no chemistry is called '\($0)'" } ?? "its chemistry is not known"
                )
            }
            guard let rated = row?.number("rated_ah") ?? usual.ratedCapacity, rated > 0 else {
                throw failure("its rated capacity is not known")
            }
            let cells = row?.number("cells").map { Int(exactly: $0) } ?? usual.cells
            guard let cells, (1...10_000).contains(cells) else {
                throw failure("how many cells it has in series is not known")
            }
            return BatteryModel(
                name: id,
                chemistry: chemistry,
                ratedCapacity: rated,
                seriesCellCount: cells
            )
        }
    }
}

/// Why there is nothing about a battery.
struct FleetFailure: Error, Encodable, Sendable {
    let file: String
    let problem: String
}
