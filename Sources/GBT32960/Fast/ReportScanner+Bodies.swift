extension ReportScanner {
    /// Decodes the body after `type`; returns `false` for a type that the edition does not have.
    @inline(__always)
    mutating func scanBody(
        _ type: UInt8,
        _ reader: inout ByteReader,
        _ edition: Edition
    ) throws(ByteReader.Shortfall) -> Bool {
        switch (type, edition) {
        case (0x01, _):
            let bytes = try reader.takeFixed(VehicleBody.byteCount(edition))
            vehicle = VehicleBody(bytes, edition)
        case (0x02, _): try scanMotors(&reader, edition)
        case (0x05, _):
            let bytes = try reader.takeFixed(PositionBody.byteCount(edition))
            position = PositionBody(bytes, edition)
        case (0x06, .y2016):
            extremes = ExtremesBody(try reader.takeFixed(ExtremesBody.byteCount))
        case (0x07, .y2016), (0x06, .y2025): try scanAlarm(&reader, edition)
        case (0x08, .y2016), (0x07, .y2025): try scanVoltages(&reader, edition)
        case (0x09, .y2016), (0x08, .y2025): try scanTemperatures(&reader)
        default: return try passOver(type, &reader, edition)
        }
        return true
    }

    /// Goes over a rarer body without keeping it.
    @inline(never)
    private mutating func passOver(
        _ type: UInt8,
        _ reader: inout ByteReader,
        _ edition: Edition
    ) throws(ByteReader.Shortfall) -> Bool {
        let start = reader.offset - 1
        switch type {
        case 0x80...0xFE:
            switch schema.form(of: type) {
            case .prefixed: _ = try reader.take(Int(try reader.read(UInt16.self)))
            case .fixed(let count): _ = try reader.take(max(0, count))
            case .rest: _ = try reader.take(reader.remaining)
            }
        case Signature.type where edition == .y2025:
            _ = try reader.take(1)
            _ = try reader.take(Int(try reader.read(UInt16.self)))
            _ = try reader.take(Int(try reader.read(UInt16.self)))
            signedByteCount = start
        default:
            guard var body = Body(type: type, in: edition) else { return false }
            try body.visit(&reader, in: edition)
        }
        return true
    }

    private mutating func scanMotors(
        _ reader: inout ByteReader,
        _ edition: Edition
    ) throws(ByteReader.Shortfall) {
        for _ in 0..<(try elementCount(&reader, .byte)) {
            let bytes = try reader.takeFixed(Motor.byteCount(edition))
            motors.append(Motor(bytes, edition))
        }
    }

    private mutating func scanAlarm(
        _ reader: inout ByteReader,
        _ edition: Edition
    ) throws(ByteReader.Shortfall) {
        let bytes = try reader.takeFixed(5)
        var summary = AlarmSummary()
        summary.level = bytes.quantity(0, .alarmLevel(edition))
        summary.flags = AlarmFlags(rawValue: bytes.quantity(1, .fault).raw)
        for _ in 0..<4 {
            let count = try elementCount(&reader, .byte)
            _ = try reader.take(count * 4)
            summary.faultCount += count
        }
        if edition == .y2025 { _ = try reader.take(elementCount(&reader, .byte) * 2) }
        alarm = summary
    }

    private mutating func scanVoltages(
        _ reader: inout ByteReader,
        _ edition: Edition
    ) throws(ByteReader.Shortfall) {
        for _ in 0..<(try elementCount(&reader, .byte)) {
            let bytes = try reader.takeFixed(edition == .y2016 ? 9 : 5)
            var pack = PackSummary()
            pack.number = bytes.byte(0)
            pack.voltage = bytes.quantity(1, .voltage(edition))
            pack.current = bytes.quantity(3, .current(edition))
            if edition == .y2016 {
                pack.cellTotal = bytes.quantity(5, .number)
                pack.firstCell = bytes.quantity(7, .number)
            }
            let count = try elementCount(&reader, edition == .y2016 ? .byte : .word)
            let start = try reader.take(count * 2)
            let first = cellVolts.count
            unsafe cellVolts.appendMillivolts(reader.buffer(from: start), count: count)
            pack.cells = first..<first + count
            packs.append(pack)
        }
    }

    private mutating func scanTemperatures(
        _ reader: inout ByteReader
    ) throws(ByteReader.Shortfall) {
        for _ in 0..<(try elementCount(&reader, .byte)) {
            var group = ProbeGroup()
            group.number = try reader.read()
            let count = try elementCount(&reader, .word)
            let start = try reader.take(count)
            let first = probeCelsius.count
            unsafe probeCelsius.appendCelsius(reader.buffer(from: start), count: count)
            group.probes = first..<first + count
            probeGroups.append(group)
        }
    }

    /// The next count: of a sentinel 0, as no elements follow.
    @inline(__always)
    private func elementCount(
        _ reader: inout ByteReader,
        _ width: CountWidth
    ) throws(ByteReader.Shortfall) -> Int {
        let count = try reader.readCount(width)
        return count >= width.invalid - 1 ? 0 : count
    }
}
