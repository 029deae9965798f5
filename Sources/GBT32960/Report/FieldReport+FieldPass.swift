internal import Vocabulary

extension FieldReport: FieldPass {
    mutating func integer<Raw: WireInteger>(_ name: StaticString, _ value: inout Raw) {
        add(name, .integer(value))
    }

    mutating func choice<Meaning>(_ name: StaticString, _ value: inout Choice<Meaning>) {
        add(name, .reading(value.reading.map { .integer($0) }))
    }

    mutating func quantity(_ name: StaticString, _ value: inout Quantity, _: Scale) {
        add(name, .quantity(value))
    }

    mutating func degrees(
        _ name: StaticString,
        _ value: inout Quantity,
        _: Scale,
        isNegative: Bool
    ) {
        add(name, .quantity(value, isNegative: isNegative))
    }

    mutating func series<Raw: WireInteger>(
        _ name: StaticString,
        _ value: inout Series<Raw>,
        count _: CountWidth,
        as style: SeriesStyle
    ) {
        let values: [ReportValue] =
            switch style {
            case .numbers: value.quantities.map { .quantity($0) }
            case .codes: value.raw.elements.map { .hex(bytes(of: $0)) }
            }
        add(name, .array(values))
    }

    mutating func list<Element: Structure>(
        _ name: StaticString,
        _ value: inout Counted<Element>,
        count _: CountWidth,
        in edition: Edition,
        as style: ListStyle
    ) {
        let values = value.elements.map { element in
            let members = Self.members(of: element, in: edition)
            return style == .rows ? .array(members.map(\.value)) : ReportValue.object(members)
        }
        add(name, .array(values))
    }

    mutating func text(_ name: StaticString, _ value: inout PaddedText, byteCount _: Int) {
        add(name, .string(value.text))
    }

    mutating func texts(
        _ name: StaticString,
        _ value: inout [PaddedText],
        count _: Int,
        byteCount _: Int
    ) {
        add(name, .array(value.map { .string($0.text) }))
    }

    mutating func packCodes(_ value: inout Counted<Counted<PaddedText>>, byteCount _: Int) {
        let systems = value.elements
        add("subsystems", count(of: value))
        add("packs_per_bms", .array(systems.map { count(of: $0) }))
        let codes = systems.map { ReportValue.array($0.elements.map { .string($0.text) }) }
        add("codes", .array(codes))
    }

    mutating func data(_ name: StaticString, _ value: inout [UInt8], byteCount _: Int?) {
        add(name, .hex(value))
    }

    mutating func block(_ name: StaticString, _ value: inout [UInt8]) {
        add(name, .hex(value))
    }

    mutating func time(_ name: StaticString, _ value: inout BeijingTime) {
        add(name, .time(value))
    }

    mutating func gear(_ name: StaticString, _ value: inout Gear, in edition: Edition) {
        add(name, .gear(value, in: edition))
    }

    mutating func flags(_ name: StaticString, _ value: inout AlarmFlags) {
        add(name, .integer(value.rawValue))
        add("flag_bits", .array(value.bits.map { .integer($0) }))
    }

    mutating func status(_ name: StaticString, _ value: inout PositionStatus) {
        add(name, .integer(value.rawValue))
        add("valid", .bool(value.isValid))
    }

    mutating func datum(_ name: StaticString, _ value: inout Choice<Datum>) {
        let datum: ReportValue =
            switch value.meaning {
            case .wgs84: .string("WGS84")
            case .gcj02: .string("GCJ02")
            case .other: .string("other")
            case nil: .integer(value.raw)
            }
        add(name, datum)
    }

    private func count<Element>(of value: Counted<Element>) -> ReportValue {
        switch value {
        case .list(let elements): .integer(elements.count)
        case .invalid: .string("invalid")
        case .abnormal: .string("abnormal")
        }
    }

    private func bytes(of value: some WireInteger) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(value)
        return writer.bytes
    }
}
