import TestSupport

@testable import GBT32960

/// Fills every field of a structure with random values, sentinels among them.
struct RandomFill: FieldPass {
    var random: SplitMix64

    /// 0 and 1 in most cases, all values in some, so that both counts and sentinels occur.
    private mutating func number<Raw: WireInteger>() -> Raw {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: .max
        case 1: .max - 1
        case 2...5: Raw.random(in: 0...4, using: &random)
        default: Raw.random(in: 0 ... .max, using: &random)
        }
    }

    mutating func counted<Element>(
        upTo limit: Int,
        _ element: (inout RandomFill) -> Element
    ) -> Counted<Element> {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return .invalid
        case 1: return .abnormal
        default:
            let count = Int.random(in: 0...limit, using: &random)
            return .list((0..<count).map { _ in element(&self) })
        }
    }

    mutating func text(byteCount: Int) -> PaddedText {
        let count = Int.random(in: 0...byteCount, using: &random)
        return PaddedText(
            padded: (0..<count).map { _ in UInt8.random(in: 32...126, using: &random) }
        )
    }

    mutating func integer<Raw: WireInteger>(_: StaticString, _ value: inout Raw) {
        value = number()
    }

    mutating func choice<Meaning>(_: StaticString, _ value: inout Choice<Meaning>) {
        value.raw = number()
    }

    mutating func quantity(_: StaticString, _ value: inout Quantity, _ scale: Scale) {
        let raw: UInt32 =
            switch scale.rule.width {
            case .byte: UInt32(number() as UInt8)
            case .word: UInt32(number() as UInt16)
            case .doubleWord: number()
            }
        value = Quantity(unchecked: raw, scale)
    }

    mutating func degrees(
        _ name: StaticString,
        _ value: inout Quantity,
        _ scale: Scale,
        isNegative _: Bool
    ) {
        quantity(name, &value, scale)
    }

    mutating func series<Raw: WireInteger>(
        _: StaticString,
        _ value: inout Series<Raw>,
        count _: CountWidth,
        as _: SeriesStyle
    ) {
        value.raw = counted(upTo: 20) { $0.number() }
    }

    mutating func list<Element: Structure>(
        _: StaticString,
        _ value: inout Counted<Element>,
        count _: CountWidth,
        in edition: Edition,
        as _: ListStyle
    ) {
        value = counted(upTo: 3) { fill in
            var element = Element()
            element.visit(&fill, in: edition)
            return element
        }
    }

    mutating func text(_: StaticString, _ value: inout PaddedText, byteCount: Int) {
        value = text(byteCount: byteCount)
    }

    mutating func texts(_: StaticString, _ value: inout [PaddedText], count: Int, byteCount: Int) {
        value = (0..<count).map { _ in text(byteCount: byteCount) }
    }

    mutating func packCodes(_ value: inout Counted<Counted<PaddedText>>, byteCount: Int) {
        value = counted(upTo: 3) { fill in
            fill.counted(upTo: 3) { $0.text(byteCount: byteCount) }
        }
    }

    mutating func data(_: StaticString, _ value: inout [UInt8], byteCount: Int?) {
        value = random.bytes(byteCount ?? Int.random(in: 0...30, using: &random))
    }

    mutating func block(_: StaticString, _ value: inout [UInt8]) {
        value = random.bytes(Int.random(in: 0...40, using: &random))
    }

    mutating func time(_: StaticString, _ value: inout BeijingTime) {
        value = time()
    }

    mutating func gear(_: StaticString, _ value: inout Gear, in _: Edition) {
        value.raw = number()
    }

    mutating func flags(_: StaticString, _ value: inout AlarmFlags) {
        value = AlarmFlags(rawValue: number())
    }

    mutating func status(_: StaticString, _ value: inout PositionStatus) {
        value.rawValue = number()
    }

    mutating func datum(_: StaticString, _ value: inout Choice<Datum>) {
        value.raw = number()
    }

    /// A time that exists in three cases of four.
    mutating func time() -> BeijingTime {
        var time = BeijingTime(
            year: .random(in: 0...99, using: &random),
            month: .random(in: 1...12, using: &random),
            day: .random(in: 1...28, using: &random),
            hour: .random(in: 0...23, using: &random),
            minute: .random(in: 0...59, using: &random),
            second: .random(in: 0...59, using: &random)
        )
        if Int.random(in: 0..<4, using: &random) == 0 { time.month = number() }
        return time
    }
}
