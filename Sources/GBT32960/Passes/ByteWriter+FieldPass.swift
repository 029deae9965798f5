extension ByteWriter: FieldPass {
    mutating func integer<Raw: WireInteger>(
        _: StaticString,
        _ value: inout Raw
    ) throws(EncodingError) {
        write(value)
    }

    mutating func choice<Meaning>(
        _: StaticString,
        _ value: inout Choice<Meaning>
    ) throws(EncodingError) {
        write(value.raw)
    }

    mutating func quantity(
        _ name: StaticString,
        _ value: inout Quantity,
        _ scale: Scale
    ) throws(EncodingError) {
        guard let quantity = value.scale == scale ? value : value.converted(to: scale) else {
            throw .unrepresentable(field: "\(name)")
        }
        switch scale.rule.width {
        case .byte: write(UInt8(truncatingIfNeeded: quantity.raw))
        case .word: write(UInt16(truncatingIfNeeded: quantity.raw))
        case .doubleWord: write(quantity.raw)
        }
    }

    mutating func degrees(
        _ name: StaticString,
        _ value: inout Quantity,
        _ scale: Scale,
        isNegative _: Bool
    ) throws(EncodingError) {
        try quantity(name, &value, scale)
    }

    mutating func series<Raw: WireInteger>(
        _ name: StaticString,
        _ value: inout Series<Raw>,
        count width: CountWidth,
        as _: SeriesStyle
    ) throws(EncodingError) {
        try writeCount(of: value.raw, width, name)
        for raw in value.raw.elements { write(raw) }
    }

    mutating func list<Element: Structure>(
        _ name: StaticString,
        _ value: inout Counted<Element>,
        count width: CountWidth,
        in edition: Edition,
        as _: ListStyle
    ) throws(EncodingError) {
        try writeCount(of: value, width, name)
        for var element in value.elements { try element.visit(&self, in: edition) }
    }

    mutating func text(
        _ name: StaticString,
        _ value: inout PaddedText,
        byteCount: Int
    ) throws(EncodingError) {
        let padding = byteCount - value.bytes.count
        guard padding >= 0 else {
            throw .tooLong(field: "\(name)", byteCount: value.bytes.count, limit: byteCount)
        }
        write(value.bytes + [UInt8](repeating: 0, count: padding))
    }

    mutating func texts(
        _ name: StaticString,
        _ value: inout [PaddedText],
        count: Int,
        byteCount: Int
    ) throws(EncodingError) {
        guard value.count == count else { throw .inconsistent(field: "\(name)") }
        for var element in value { try text(name, &element, byteCount: byteCount) }
    }

    mutating func packCodes(
        _ value: inout Counted<Counted<PaddedText>>,
        byteCount: Int
    ) throws(EncodingError) {
        try writeCount(of: value, .byte, "subsystems")
        for system in value.elements { try writeCount(of: system, .byte, "packs_per_bms") }
        for system in value.elements {
            var codes = system.elements
            try texts("codes", &codes, count: codes.count, byteCount: byteCount)
        }
    }

    mutating func data(
        _ name: StaticString,
        _ value: inout [UInt8],
        byteCount: Int?
    ) throws(EncodingError) {
        guard value.count == byteCount ?? value.count else {
            throw .inconsistent(field: "\(name)")
        }
        write(value)
    }

    mutating func block(_ name: StaticString, _ value: inout [UInt8]) throws(EncodingError) {
        guard let length = UInt16(exactly: value.count) else {
            throw .tooLong(field: "\(name)", byteCount: value.count, limit: 0xFFFF)
        }
        write(length)
        write(value)
    }

    mutating func time(_: StaticString, _ value: inout BeijingTime) throws(EncodingError) {
        write(value.bytes)
    }

    mutating func gear(
        _: StaticString,
        _ value: inout Gear,
        in _: Edition
    ) throws(EncodingError) {
        write(value.raw)
    }

    mutating func flags(_: StaticString, _ value: inout AlarmFlags) throws(EncodingError) {
        write(value.rawValue)
    }

    mutating func status(_: StaticString, _ value: inout PositionStatus) throws(EncodingError) {
        write(value.rawValue)
    }

    mutating func datum(_: StaticString, _ value: inout Choice<Datum>) throws(EncodingError) {
        write(value.raw)
    }
}
