import BatteryHealth
import FoundationEssentials

/// A folder with a file of readings for each battery, and perhaps a list of what they are.
struct FleetFolder {
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
    /// - Parameters:
    ///   - path: The folder.
    ///   - usual: What batteries are of which its list does not tell.
    /// - Throws: Why its list is none, or why it cannot be read.
    init(_ path: String, usual: KnownModel) throws {
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
        _ usual: KnownModel,
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
            let chemistry = written.flatMap(Chemistry.init(rawValue:))
            if let written, chemistry == nil {
                throw failure("no chemistry is called '\(written)'")
            }
            let rated = row?.number("rated_ah")
            guard rated.map({ $0 > 0 }) ?? true else {
                throw failure("its rated capacity is not more than 0")
            }
            let cells = row?.number("cells")
            let count = cells.flatMap { Int(exactly: $0) }
            guard cells == nil || count.map((1...10_000).contains) ?? false else {
                throw failure("its cells are not from 1 to 10,000")
            }
            let model = usual.model(
                named: id,
                chemistry: chemistry,
                ratedCapacity: rated,
                cells: count
            )
            guard let model else {
                throw failure("its chemistry, rated capacity or number of cells is not known")
            }
            return model
        }
    }
}

/// Why there is nothing about a battery.
struct FleetFailure: Error, Encodable, Sendable {
    let file: String
    let problem: String
}
