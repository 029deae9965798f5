import FoundationEssentials

/// Reads the charge records of a file or request: JSON lines, or CSV with a line of names.
///
/// JSON is told by its first byte, `{`. Names are `station`, `slot`, `battery`, `time`, `voltage_V`,
/// `current_A`, `soc_pct`, `cell_max_V`, `cell_min_V`, `temp_max_C`, `temp_min_C` and `energy_kWh`;
/// the last five may be missing, and others are passed over. CSV is plain: no quotes, no escapes.
///
/// A line that is wrong does not end the reading: ask for the next.
public struct StationRecordReader: Sendable {
    /// The most bytes of a file or request.
    public static let mostBytes = 64 << 20
    /// The most bytes of a line.
    public static let mostLineBytes = 4_096
    /// The most bytes of the line of names, which is kept with every row.
    public static let mostHeaderBytes = 512

    /// A record, and the bytes to keep as evidence.
    public struct Entry: Hashable, Sendable {
        public let record: StationRecord
        /// The line as it came, after the line of names in CSV: it can be read alone.
        public let bytes: [UInt8]
    }

    private var rest: ArraySlice<UInt8>
    /// The number of the line read last, from 1.
    public private(set) var line = 0
    private var header: [UInt8]?
    private var columns: [StationColumn?] = []

    /// Begins to read.
    ///
    /// - Throws: ``StationRecordError`` when there are too many bytes, or no record can follow.
    public init(_ bytes: [UInt8]) throws(StationRecordError) {
        guard bytes.count <= Self.mostBytes else {
            throw StationRecordError(line: 1, problem: .tooLarge(limit: Self.mostBytes))
        }
        rest = bytes[...]
        // A byte order mark is no part of the first name.
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        let first = rest.first { !Self.isBlank($0) }
        if first != UInt8(ascii: "{") { try readHeader() }
    }

    /// The next record; `nil` at the end.
    ///
    /// - Throws: ``StationRecordError`` for a line that is no record.
    public mutating func next() throws(StationRecordError) -> Entry? {
        guard let text = try nextLine() else { return nil }
        guard let header else {
            return Entry(record: try Self.json(text, line: line).record(), bytes: Array(text))
        }
        let record = try fields(text).record()
        return Entry(record: record, bytes: header + [UInt8(ascii: "\n")] + text)
    }

    private mutating func readHeader() throws(StationRecordError) {
        let header = try nextLine() ?? []
        guard header.count <= Self.mostHeaderBytes else {
            throw failure(.lineTooLong(limit: Self.mostHeaderBytes))
        }
        columns = Self.split(header).map {
            StationColumn(rawValue: String(decoding: $0, as: UTF8.self))
        }
        for column in StationColumn.allCases {
            let count = columns.count { $0 == column }
            guard count <= 1 else { throw failure(.repeatedColumn(column.rawValue)) }
            guard count == 1 || !column.isNeeded else {
                throw failure(.missingColumn(column.rawValue))
            }
        }
        self.header = Array(header)
    }

    /// The next line that is not blank.
    private mutating func nextLine() throws(StationRecordError) -> ArraySlice<UInt8>? {
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            let text = rest[rest.startIndex..<end]
            rest = rest[end...].dropFirst()
            line += 1
            guard text.count <= Self.mostLineBytes else {
                throw failure(.lineTooLong(limit: Self.mostLineBytes))
            }
            guard text.allSatisfy(Self.isBlank) else {
                return text.last == UInt8(ascii: "\r") ? text.dropLast() : text
            }
        }
        return nil
    }

    private func fields(_ text: ArraySlice<UInt8>) throws(StationRecordError) -> StationFields {
        let row = Self.split(text)
        guard row.count == columns.count else {
            throw failure(.fieldCount(found: row.count, expected: columns.count))
        }
        var fields = StationFields(line: line)
        for (column, field) in zip(columns, row) {
            guard let column, !field.isEmpty else { continue }
            fields.texts[column] = String(decoding: field, as: UTF8.self)
        }
        return fields
    }

    private func failure(_ problem: StationRecordError.Problem) -> StationRecordError {
        StationRecordError(line: max(1, line), problem: problem)
    }

    private static func split(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: "\n")
    }
}

// MARK: - JSON

extension StationRecordReader {
    private static func json(
        _ text: ArraySlice<UInt8>,
        line: Int
    ) throws(StationRecordError) -> StationFields {
        guard let object = try? JSONDecoder().decode([String: Scalar].self, from: Data(text))
        else { throw StationRecordError(line: line, problem: .notObject) }
        var fields = StationFields(line: line)
        for column in StationColumn.allCases {
            fields.texts[column] = object[column.rawValue]?.text
        }
        return fields
    }

    /// A value of a flat object.
    private struct Scalar: Decodable {
        /// `nil` for `null`, and for an empty text.
        let text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                text = nil
            } else if let string = try? container.decode(String.self) {
                text = string.isEmpty ? nil : string
            } else if let whole = try? container.decode(Int64.self) {
                text = String(whole)
            } else {
                text = String(try container.decode(Double.self))
            }
        }
    }
}
