import Vocabulary

/// The texts of one record by column, before they are a ``StationRecord``.
struct StationFields {
    /// Without empty ones, which are the same as missing.
    var texts: [StationColumn: String] = [:]
    let line: Int

    /// Reads every field.
    func record() throws(StationRecordError) -> StationRecord {
        StationRecord(
            station: try station(),
            slot: try slot(),
            batteryID: try battery(),
            atMs: try time(),
            voltage: try neededNumber(.voltage),
            current: try neededNumber(.current),
            soc: try neededNumber(.soc),
            cellMax: try number(.cellMax),
            cellMin: try number(.cellMin),
            temperatureMax: try number(.temperatureMax),
            temperatureMin: try number(.temperatureMin),
            energy: try number(.energy)
        )
    }

    private func station() throws(StationRecordError) -> String {
        let text = try neededText(.station)
        let isName =
            (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard isName else { throw failure(.station, "1 to 64 printable ASCII characters") }
        return text
    }

    private func slot() throws(StationRecordError) -> Int {
        guard let slot = Int(exactly: try neededNumber(.slot)) else {
            throw failure(.slot, "a whole number")
        }
        return slot
    }

    private func battery() throws(StationRecordError) -> String {
        guard let battery = try? BatteryID(try neededText(.battery)) else {
            throw failure(.battery, "a battery code or enrolment number")
        }
        return battery.text
    }

    private func time() throws(StationRecordError) -> UInt64 {
        let text = try neededText(.time)
        let digits = text.allSatisfy(\.isWholeNumber) ? UInt64(text) : nil
        let time = digits.map { try? UnixMilliseconds($0) } ?? UnixMilliseconds(rfc3339: text)
        guard let time else {
            throw failure(.time, "a time such as 2026-11-23T09:30:00+08:00 or Unix milliseconds")
        }
        return time.rawValue
    }

    private func neededText(_ column: StationColumn) throws(StationRecordError) -> String {
        guard let text = texts[column] else {
            throw StationRecordError(line: line, problem: .missing(column.rawValue))
        }
        return text
    }

    private func neededNumber(_ column: StationColumn) throws(StationRecordError) -> Double {
        guard let number = try number(column) else {
            throw StationRecordError(line: line, problem: .missing(column.rawValue))
        }
        return number
    }

    private func number(_ column: StationColumn) throws(StationRecordError) -> Double? {
        guard let text = texts[column], let range = column.range else { return nil }
        guard let number = Self.decimal(text), range.contains(number) else {
            throw failure(column, "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    // Double also reads "nan", "inf" and hexadecimal.
    private static func decimal(_ text: String) -> Double? {
        let allowed = "0123456789.-+eE".utf8
        guard text.utf8.count <= 32, text.utf8.allSatisfy(allowed.contains) else { return nil }
        return Double(text)
    }

    private func failure(_ column: StationColumn, _ expected: String) -> StationRecordError {
        StationRecordError(line: line, problem: .value(column.rawValue, expected: expected))
    }
}
