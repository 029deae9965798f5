/// Data units of vehicles and platforms, after the bytes that choose edition, command and answer flag.
enum Units {
    static let all: [[UInt8]] = [
        [0, 1, 0xFE] + time + [0, 1] + card + [1, 0],
        [1, 1, 0xFE] + time + [0, 1] + card + [1, 1] + Array(repeating: 0x41, count: 24),
        [0, 4, 0xFE] + time + [0, 1],
        [0, 5, 0xFE] + time + [0, 1] + Array(repeating: 0x41, count: 32) + [1],
        [0, 7, 0xFE], [0, 8, 1] + time,
        [0, 0x80, 0xFE] + time + [2, 1, 2],
        [0, 0x81, 0xFE] + time + [1, 9, 30],
        [0, 0x82, 0xFE] + time + [6, 1],
        [0, 2, 0xFE] + time + vehicle + [10, 20] + motor2016 + position2016 + extremes + alarm2016
            + [8, 1, 1, 0x18, 0xB0, 0x22, 0x85, 0, 2, 0, 1, 2, 0x0C, 0xBC, 0x0C, 0xBD]
            + [9, 1, 1, 0, 2, 66, 67],
        [1, 2, 0xFE] + time + vehicle + motor2025 + position2025 + alarm2025
            + [7, 1, 1, 0x18, 0xB0, 0x75, 0x46, 0, 2, 0x0C, 0xBC, 0x0C, 0xBD]
            + [8, 1, 1, 0, 2, 66, 67, 0x83, 0, 2, 1, 2, 0xFF, 2, 0, 2, 7, 7, 0, 0],
    ]

    private static let time: [UInt8] = [25, 10, 28, 14, 45, 47]
    private static let card = Array("89860000000000000000".utf8)
    private static let vehicle: [UInt8] = [
        1, 1, 3, 1, 1, 0xA4, 0, 0x17, 0x26, 0xAE, 0x18, 0xB0, 0x22, 0x85, 84, 1, 0x1F, 0x20, 0,
    ]
    private static let motor2016: [UInt8] = [
        2, 1, 1, 4, 76, 0x52, 0xD0, 0x4F, 0x7E, 67, 0x11, 0x08, 0x28, 0,
    ]
    private static let motor2025: [UInt8] = [
        2, 1, 1, 4, 76, 0x81, 0xB0, 0, 3, 0x1A, 0xEC, 67,
    ]
    private static let degrees: [UInt8] = [7, 0x3D, 0x7E, 0x70, 1, 0xDC, 0x87, 0x90]
    private static let position2016 = [5, 0] + degrees
    private static let position2025 = [5, 0, 1] + degrees
    private static let extremes: [UInt8] = [
        6, 1, 32, 0x0C, 0xE4, 1, 2, 0x0C, 0xBC, 1, 1, 73, 1, 2, 66,
    ]
    private static let alarm2016: [UInt8] = [7, 0, 0, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, 0]
    private static let alarm2025: [UInt8] = [6, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 1]
}
