// The passes of a reader over what has a count before it.
extension ByteReader {
    mutating func series<Raw: WireInteger>(
        _: StaticString,
        _ value: inout Series<Raw>,
        count width: CountWidth,
        as _: SeriesStyle
    ) throws(Shortfall) {
        let count = try readCount(width)
        guard count < width.invalid - 1 else {
            value.raw = count == width.invalid ? .invalid : .abnormal
            return
        }
        // Before making room: the count is not to be trusted.
        let start = try take(count * Raw.bitWidth / 8)
        move(to: start)
        var raw: [Raw] = []
        raw.reserveCapacity(count)
        for _ in 0..<count { raw.append(try read()) }
        value.raw = .list(raw)
    }

    mutating func list<Element: Structure>(
        _: StaticString,
        _ value: inout Counted<Element>,
        count width: CountWidth,
        in edition: Edition,
        as _: ListStyle
    ) throws(Shortfall) {
        let count = try readCount(width)
        guard count < width.invalid - 1 else {
            value = count == width.invalid ? .invalid : .abnormal
            return
        }
        var elements: [Element] = []
        for _ in 0..<count {
            var element = Element()
            try element.visit(&self, in: edition)
            elements.append(element)
        }
        value = .list(elements)
    }

    mutating func packCodes(
        _ value: inout Counted<Counted<PaddedText>>,
        byteCount: Int
    ) throws(Shortfall) {
        let count = try readCount(.byte)
        guard count < 0xFE else {
            value = count == 0xFF ? .invalid : .abnormal
            return
        }
        let packs = try read(byteCount: count)
        var systems: [Counted<PaddedText>] = []
        for pack in packs {
            switch pack.reading {
            case .invalid: systems.append(.invalid)
            case .abnormal: systems.append(.abnormal)
            case .value(let count):
                var codes: [PaddedText] = []
                try texts("codes", &codes, count: Int(count), byteCount: byteCount)
                systems.append(.list(codes))
            }
        }
        value = .list(systems)
    }
}
