extension ByteReader: FieldPass {
    @inline(__always)
    mutating func integer<Raw: WireInteger>(
        _: StaticString,
        _ value: inout Raw
    ) throws(Shortfall) {
        value = try read()
    }

    @inline(__always)
    mutating func choice<Meaning>(
        _: StaticString,
        _ value: inout Choice<Meaning>
    ) throws(Shortfall) {
        value.raw = try read()
    }

    @inline(__always)
    mutating func quantity(
        _: StaticString,
        _ value: inout Quantity,
        _ scale: Scale
    ) throws(Shortfall) {
        let raw =
            switch scale.rule.width {
            case .byte: UInt32(try read(UInt8.self))
            case .word: UInt32(try read(UInt16.self))
            case .doubleWord: try read(UInt32.self)
            }
        value = Quantity(unchecked: raw, scale)
    }

    @inline(__always)
    mutating func degrees(
        _ name: StaticString,
        _ value: inout Quantity,
        _ scale: Scale,
        isNegative _: Bool
    ) throws(Shortfall) {
        try quantity(name, &value, scale)
    }

    mutating func text(
        _: StaticString,
        _ value: inout PaddedText,
        byteCount: Int
    ) throws(Shortfall) {
        value = PaddedText(padded: try read(byteCount: byteCount))
    }

    mutating func texts(
        _: StaticString,
        _ value: inout [PaddedText],
        count: Int,
        byteCount: Int
    ) throws(Shortfall) {
        let start = try take(count * byteCount)
        move(to: start)
        value = []
        for _ in 0..<count { value.append(PaddedText(padded: try read(byteCount: byteCount))) }
    }

    mutating func data(
        _: StaticString,
        _ value: inout [UInt8],
        byteCount: Int?
    ) throws(Shortfall) {
        value = try read(byteCount: byteCount ?? remaining)
    }

    mutating func block(_: StaticString, _ value: inout [UInt8]) throws(Shortfall) {
        value = try read(byteCount: Int(try read(UInt16.self)))
    }

    @inline(__always)
    mutating func time(_: StaticString, _ value: inout BeijingTime) throws(Shortfall) {
        value = try readTime()
    }

    @inline(__always)
    mutating func gear(
        _: StaticString,
        _ value: inout Gear,
        in _: Edition
    ) throws(Shortfall) {
        value.raw = try read()
    }

    @inline(__always)
    mutating func flags(_: StaticString, _ value: inout AlarmFlags) throws(Shortfall) {
        value.rawValue = try read()
    }

    @inline(__always)
    mutating func status(_: StaticString, _ value: inout PositionStatus) throws(Shortfall) {
        value.rawValue = try read()
    }

    @inline(__always)
    mutating func datum(_: StaticString, _ value: inout Choice<Datum>) throws(Shortfall) {
        value.raw = try read()
    }
}
