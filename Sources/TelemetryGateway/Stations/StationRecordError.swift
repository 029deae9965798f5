/// A charge record that does not say what it must.
///
/// The station's software is at fault.
public struct StationRecordError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Problem: Hashable, Sendable {
        /// More bytes than a file or request may have.
        case tooLarge(limit: Int)
        /// A longer line than a record may have.
        case lineTooLong(limit: Int)
        /// The first line does not name a column that is needed.
        case missingColumn(String)
        /// The first line names a column twice.
        case repeatedColumn(String)
        /// A row with more or fewer fields than the first line.
        case fieldCount(found: Int, expected: Int)
        /// The line is no JSON object of texts and numbers.
        case notObject
        /// A value that must be there is not.
        case missing(String)
        /// A value of another form or beyond its range; its column, and what is expected.
        case value(String, expected: String)
    }

    /// The line, from 1.
    public let line: Int
    public let problem: Problem

    public var description: String { "line \(line): \(problem)" }
}

extension StationRecordError.Problem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLarge(let limit): "more than \(limit) bytes; send it in parts"
        case .lineTooLong(let limit): "more than \(limit) bytes in a line"
        case .missingColumn(let name): "no column '\(name)'"
        case .repeatedColumn(let name): "column '\(name)' twice"
        case .fieldCount(let found, let expected): "\(found) fields, expected \(expected)"
        case .notObject: "not a JSON object of texts and numbers"
        case .missing(let name): "'\(name)' is missing"
        case .value(let name, let expected): "'\(name)' is not \(expected)"
        }
    }
}
