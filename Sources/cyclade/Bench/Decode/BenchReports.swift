/// Two whole realtime frames of usual contents, with a right check.
enum BenchReports {
    /// 586 bytes of the 2016 edition: 192 cells, 72 temperatures, two motors.
    static var of2016: [UInt8] {
        var unit: [UInt8] = [18, 6, 22, 16, 10, 44]
        unit += [1, 1, 3, 1] + word(420) + doubleWord(1_517_230) + word(6_320) + word(8_837)
        unit += [84, 1, 0x1F] + word(8_192) + [12, 0]
        unit += [2, 2]
        for number: UInt8 in 1...2 {
            unit += [number, 4, 76] + word(21_200) + word(20_350) + [67] + word(4_360)
            unit += word(10_240)
        }
        unit += [5, 0] + doubleWord(121_470_000) + doubleWord(31_230_000)
        unit += [6, 1, 32] + word(3_300) + [1, 2] + word(3_260) + [1, 1, 73, 1, 2, 66]
        unit += [7, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        unit += [8, 1, 1] + word(6_320) + word(8_837) + word(192) + word(1) + [192]
        unit += (0..<192).flatMap { word(3_260 + $0 % 40) }
        unit += [9, 1, 1] + word(72) + (0..<72).map { UInt8(66 + $0 % 8) }
        return frame(UInt8(ascii: "#"), unit)
    }

    /// 828 bytes of the 2025 edition: 180 cells, 48 temperatures, a maker's body and a signature.
    static var of2025: [UInt8] {
        var unit: [UInt8] = [25, 10, 28, 14, 45, 47]
        unit += [1, 1, 3, 1] + word(420) + doubleWord(1_517_230) + word(7_138) + word(30_022)
        unit += [84, 1, 0x1F] + word(8_192)
        unit += [2, 2]
        for number: UInt8 in 1...2 {
            unit += [number, 4, 76] + word(33_200) + doubleWord(203_500) + [67]
        }
        unit += [5, 0, 1] + doubleWord(121_470_000) + doubleWord(31_230_000)
        unit += [6, 0, 0, 0, 0, 0, 0, 0, 0, 3]
        unit += (1...3).flatMap { doubleWord($0) } + [0]
        unit += [7, 1, 1] + word(7_138) + word(30_022) + word(180)
        unit += (0..<180).flatMap { word(3_957 + $0 % 12) }
        unit += [8, 1, 1] + word(48) + (0..<48).map { UInt8(66 + $0 % 8) }
        unit += [131] + word(35) + (0..<35).map { UInt8($0) }
        unit += [0xFF, 2] + word(256) + (0..<256).map { UInt8($0) } + word(0)
        return frame(UInt8(ascii: "$"), unit)
    }

    private static func frame(_ start: UInt8, _ unit: [UInt8]) -> [UInt8] {
        let header = [start, start, 0x02, 0xFE] + Array("LCYC1EV15JS000001".utf8) + [0x01]
        let checked = header + word(unit.count) + unit
        return checked + [checked.dropFirst(2).reduce(0, ^)]
    }

    private static func word(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }

    private static func doubleWord(_ value: Int) -> [UInt8] {
        word(value >> 16) + word(value)
    }
}
