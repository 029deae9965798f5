/// A file of measured cycles that does not say what its layout promises.
///
/// The file is at fault: get it again. Nothing of it has been used.
public struct MeasuredLivesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: Hashable, Sendable {
        /// The collection is simulated: there is no file of it.
        case notMeasured
        /// The file is larger than any of its kind.
        case tooLarge(bytes: Int)
        /// The first line does not name a column that is needed.
        case missingColumn(String)
        /// The first line names a column twice.
        case repeatedColumn(String)
        /// A row with more or fewer fields than the first line.
        case fieldCount(found: Int, expected: Int)
        /// A field that is not a number, or not a whole one.
        case number(column: String)
        /// The name of a cell that is not 1 to 64 printable ASCII characters.
        case cellName
        /// A cell's rated capacity differs from that of its rows before.
        case nominalChanged
        /// Rows of a cell that do not stand together.
        case cellRepeated(String)
        /// A value that no cell can have.
        case value(MeasuredLifeError)
    }

    /// The file, as the caller named it.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// What is wrong with it.
    public let problem: Problem

    public var description: String {
        "\(file), line \(line): \(problem)"
    }
}

extension MeasuredLivesError.Problem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notMeasured: "this collection is simulated, there is no file of it"
        case .tooLarge(let bytes):
            "\(bytes) bytes, expected at most \(MeasuredLives.mostBytes)"
        case .missingColumn(let name): "no column '\(name)'"
        case .repeatedColumn(let name): "column '\(name)' twice"
        case .fieldCount(let found, let expected): "\(found) fields, expected \(expected)"
        case .number(let column): "column '\(column)' is not a number of the expected form"
        case .cellName: "the cell's name is not 1 to 64 printable ASCII characters"
        case .nominalChanged: "the rated capacity differs from the cell's rows before"
        case .cellRepeated(let name): "the rows of cell \(name) do not stand together"
        case .value(let error): error.description
        }
    }
}
