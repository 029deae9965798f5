import TelemetryGateway

/// Whatever is read of a station's file is read again, alone, as the same; every line is accounted for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzStation(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard var reader = try? StationRecordReader(bytes) else { return 0 }
    let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
    for _ in 0...lines {
        do {
            guard let entry = try reader.next() else { return 0 }
            var again = try StationRecordReader(entry.bytes)
            require(try again.next()?.record == entry.record, "a record is not read again")
        } catch {
            require((1...lines).contains(error.line), "line \(error.line) of \(lines) is refused")
        }
    }
    fatalError("a reader does not end")
}

private func require(_ condition: Bool, _ message: String) {
    guard condition else { fatalError(message) }
}
