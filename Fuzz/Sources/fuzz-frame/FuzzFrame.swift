import GBT32960

/// What decodes is written as it was read, slow and fast paths agree, and no stream loses a byte.
///
/// Of the input, the first three bytes choose edition, command and answer flag; the rest is the data
/// unit of a frame whose length and check are made right, so that every input reaches the decoder.
/// All of it is a stream as well.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrame(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    split(bytes)
    guard bytes.count >= 3 else { return 0 }
    let frame = frame(bytes)
    split(bytes + frame)
    guard let received = try? ReceivedFrame(frame) else { fatalError("a frame is refused") }
    require(received.check.isValid, "the check is wrong")
    require(!received.report.json.isEmpty, "a frame has no report")
    let encoded = try? received.frame.encoded()
    require(encoded == frame, "a frame is not written as it was read")
    scan(frame, received)
    return 0
}

private func frame(_ bytes: [UInt8]) -> [UInt8] {
    let start = UInt8(ascii: bytes[0] & 1 == 0 ? "#" : "$")
    let unit = bytes.dropFirst(3)
    let length = [UInt8(unit.count >> 8), UInt8(unit.count & 0xFF)]
    let sender = Array("LCYC1EV15JS000001".utf8)
    let checked = [start, start, bytes[1], bytes[2]] + sender + [1] + length + unit
    return checked + [checked.dropFirst(2).reduce(0, ^)]
}

private func scan(_ frame: [UInt8], _ received: ReceivedFrame) {
    var scanner = ReportScanner()
    guard (try? scanner.scan(frame.span.bytes)) != nil,
        case .report(let report) = received.frame.unit.content
    else { return }
    require(scanner.time == report.time, "the fast path reads another time")
    let vehicles = report.bodies.compactMap { body in
        if case .vehicle(let vehicle) = body { vehicle } else { nil }
    }
    require(
        vehicles.isEmpty || vehicles.contains { $0 == scanner.vehicle },
        "the fast path reads another vehicle"
    )
}

private func split(_ bytes: [UInt8]) {
    var splitter = FrameSplitter()
    var total = 0
    for piece in [bytes[..<(bytes.count / 3)], bytes[(bytes.count / 3)...]] {
        splitter.push(
            piece.span.bytes,
            onFrame: { total += $0.byteCount },
            onDamage: { total += $0.byteCount }
        )
    }
    splitter.flush(onFrame: { total += $0.byteCount }, onDamage: { total += $0.byteCount })
    require(total == bytes.count, "a stream of \(bytes.count) bytes gave \(total)")
}

private func require(_ condition: Bool, _ message: String) {
    guard condition else { fatalError(message) }
}
