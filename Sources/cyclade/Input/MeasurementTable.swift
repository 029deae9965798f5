import FleetSimulation
import FoundationEssentials

/// A file of measurements: a line of column names, then a line for each row.
struct MeasurementTable {
    /// Why a file cannot be read as a table.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// One row.
    struct Row {
        fileprivate let columns: [String: Int]
        fileprivate let fields: [ArraySlice<UInt8>]

        /// The number in a column; `nil` if there is none.
        func number(_ column: String) -> Double? {
            columns[column].flatMap { CSVField.number(fields[$0]) }
        }

        /// The whole number of at most nine digits in a column; `nil` if there is none.
        func whole(_ column: String) -> Int? {
            columns[column].flatMap { CSVField.whole(fields[$0]) }
        }

        /// The numbers in some columns; `nil` where there is none.
        func numbers(in columns: [Int]) -> [Double?] {
            columns.map { CSVField.number(fields[$0]) }
        }

        /// What some columns report: `nil` where nothing, and no number where it is none.
        func reported(in columns: [Int]) -> [Double?] {
            columns.map { fields[$0].isEmpty ? nil : CSVField.number(fields[$0]) ?? .nan }
        }

        /// Whether there is nothing in a column, or no such column.
        func isBlank(_ column: String) -> Bool {
            columns[column].map { fields[$0].isEmpty } ?? true
        }

        /// What stands in a column, whatever it is, without spaces around it; empty if nothing does.
        func text(_ column: String) -> String {
            guard let field = columns[column].map({ fields[$0] }) else { return "" }
            let start = field.firstIndex { $0 != 0x20 } ?? field.endIndex
            let end = field.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? start
            return String(decoding: field[start..<end], as: UTF8.self)
        }

        /// The name in a column; `nil` if there is none.
        func name(_ column: String) -> String? {
            columns[column].flatMap { CSVField.name(fields[$0]) }
        }
    }

    /// Room for a month of one pack with its single cells, and for 100,000 cells with their shapes.
    static let mostBytes = 512 << 20

    /// The file's name.
    let name: String
    private let columns: [String: Int]
    private let columnCount: Int
    private let lines: CSVLines

    /// Reads a file; `nil` if there is none.
    ///
    /// - Parameters:
    ///   - folder: Where it is.
    ///   - name: Its name there.
    ///   - needed: Columns that it must have.
    /// - Throws: ``Problem``, or why it cannot be read.
    init?(_ folder: URL, _ name: String, columns needed: [String]) throws {
        let file = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        var lines = CSVLines(try InputFile(file.path).bytes(limit: Self.mostBytes))
        let header = lines.next() ?? []
        var columns: [String: Int] = [:]
        for (index, field) in header.enumerated() {
            if let name = CSVField.name(field) { columns[name] = index }
        }
        for column in needed where columns[column] == nil {
            throw Problem(description: "\(file.path) has no column '\(column)'")
        }
        self.name = name
        self.columns = columns
        columnCount = header.count
        self.lines = lines
    }

    /// The columns whose names begin so, in the order of the file.
    func columns(from prefix: String) -> [Int] {
        columns.filter { $0.key.hasPrefix(prefix) }.map(\.value).sorted()
    }

    /// The first line with more or fewer fields than there are columns; `nil` if all have as many.
    var unevenLine: Int? {
        lines.enumerated().first { $1.count != columnCount }.map { $0.offset + 2 }
    }

    /// Every row that has as many fields as there are columns.
    func rows() -> some Sequence<Row> {
        everyRow().lazy.compactMap(\.self)
    }

    /// Every row; `nil` for one that has more or fewer fields than there are columns.
    func everyRow() -> some Sequence<Row?> {
        lines.lazy.map { fields in
            fields.count == columnCount ? Row(columns: columns, fields: fields) : nil
        }
    }
}
