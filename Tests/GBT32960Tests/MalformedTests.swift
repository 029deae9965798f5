import Testing

@testable import GBT32960

@Suite("Units that break the rules")
struct MalformedTests {
    private static let time: [UInt8] = [24, 9, 24, 18, 0, 37]

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        var edition = Edition.y2016
        var command = Command.realtime
        let unit: [UInt8]
        let offset: Int
        let problem: UnitProblem
    }

    @Test("are kept from where they cannot be understood, with the reason", arguments: cases)
    func remainders(row: Case) throws {
        let sender = try #require(SenderID("TEST"))
        let header = FrameHeader(row.edition, row.command, sender: sender)
        let frame = header.frame(around: row.unit)
        let received = try ReceivedFrame(frame)
        let remainder = try #require(received.frame.unit.remainder)
        #expect(remainder.offset == row.offset)
        #expect(remainder.problem == row.problem)
        #expect(remainder.bytes == Array(row.unit[row.offset...]))
        #expect(try received.frame.encoded() == frame)
    }

    static let cases: [Case] = [
        Case(
            testDescription: "a report without its time",
            unit: [24, 9],
            offset: 0,
            problem: .truncated(body: nil, needed: 6, offset: 0, available: 2)
        ),
        Case(
            testDescription: "253 motors in twelve bytes",
            unit: time + [0x02, 253] + [UInt8](repeating: 1, count: 12),
            offset: 6,
            problem: .truncated(body: 0x02, needed: 1, offset: 20, available: 0)
        ),
        Case(
            testDescription: "65,531 probes in one byte",
            unit: time + [0x09, 1, 1, 0xFF, 0xFB, 0x40],
            offset: 6,
            problem: .truncated(body: 0x09, needed: 65_531, offset: 11, available: 1)
        ),
        Case(
            testDescription: "252 faults of four bytes that are not there",
            unit: time + [0x07, 0, 0, 0, 0, 0, 252],
            offset: 6,
            problem: .truncated(body: 0x07, needed: 1_008, offset: 13, available: 0)
        ),
        Case(
            testDescription: "a body of the other edition",
            edition: .y2025,
            unit: time + [0x09, 0],
            offset: 6,
            problem: .unknownBody(0x09)
        ),
        Case(
            testDescription: "a signature in 2016",
            unit: time + [0xFF, 1, 0, 0, 0, 0],
            offset: 6,
            problem: .unknownBody(0xFF)
        ),
        Case(
            testDescription: "bytes after the signature",
            edition: .y2025,
            unit: time + [0xFF, 1, 0, 0, 0, 0, 0x04, 0, 0],
            offset: 12,
            problem: .leftOver
        ),
        Case(
            testDescription: "bytes after a logout",
            command: .vehicleLogout,
            unit: time + [0, 7, 9],
            offset: 8,
            problem: .leftOver
        ),
        Case(
            testDescription: "an unknown parameter",
            command: .parameterSet,
            unit: time + [1, 0x55, 0],
            offset: 0,
            problem: .unknownParameter(0x55)
        ),
        Case(
            testDescription: "a domain without its length",
            command: .parameterSet,
            unit: time + [1, 0x05, 0x61],
            offset: 0,
            problem: .unknownParameter(0x05)
        ),
        Case(
            testDescription: "a parameter query in 2025, which leaves it to the client",
            edition: .y2025,
            command: .parameterQuery,
            unit: time + [0],
            offset: 0,
            problem: .undefinedUnit(.parameterQuery)
        ),
        Case(
            testDescription: "a command of the platform's own",
            command: Command(rawValue: 0xC5),
            unit: [1, 2, 3],
            offset: 0,
            problem: .undefinedUnit(Command(rawValue: 0xC5))
        ),
    ]
}
