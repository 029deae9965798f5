import Testing
import Vocabulary

@testable import GBT32960

@Suite("Answers")
struct AnswerTests {
    private let now = BeijingTime(year: 26, month: 11, day: 23, hour: 9, minute: 30, second: 0)

    @Test("a platform's answer keeps the message's time and nothing else")
    func timeOnly() throws {
        let login = try frame("2016 vehicle_login command 55B")
        let answer = try #require(login.answer(.success, shape: .timeOnly, at: now))
        let bytes = try answer.encoded()
        #expect(bytes.count == 31)
        #expect(bytes[..<22].dropFirst(4).elementsEqual(try login.encoded()[4..<22]))
        #expect(bytes[3] == 0x01)
        #expect(answer.unit == DataUnit(.time(try #require(login.unit.time))))
        #expect(try ReceivedFrame(bytes).frame == answer)
    }

    @Test("a terminal's answer is the message with the server's time")
    func whole() throws {
        let login = try frame("2016 vehicle_login command 55B")
        let answer = try #require(login.answer(.duplicateVIN, shape: .whole, at: now))
        var expected = try login.encoded()
        expected[3] = 0x03
        expected.replaceSubrange(24..<30, with: now.bytes)
        #expect(try answer.encoded() == expected.repaired)
    }

    @Test(
        "every vector that asks is answered, and no answer is",
        arguments: [AnswerShape.timeOnly, .whole]
    )
    func onlyCommands(shape: AnswerShape) throws {
        for bytes in try Vector.frames() {
            let received = try ReceivedFrame(bytes)
            let answer = received.frame.answer(.success, shape: shape, at: now)
            #expect((answer != nil) == (bytes[3] == 0xFE))
            guard let answer else { continue }
            #expect(answer.answer(.success, shape: shape, at: now) == nil)
            #expect(try ReceivedFrame(answer.encoded()).check.isValid)
        }
    }

    @Test("a heartbeat is answered with nothing, a time sync with the server's time")
    func empty() throws {
        for shape in [AnswerShape.timeOnly, .whole] {
            let heartbeat = try frame("2016 heartbeat command 25B")
            let alive = try #require(heartbeat.answer(.success, shape: shape, at: now))
            #expect(try alive.encoded().hex == "23230701483832323036353030303030303030303001000044")
            let sync = try frame("2016 time_sync command 25B")
            let time = try #require(sync.answer(.success, shape: shape, at: now))
            #expect(try time.encoded()[24..<30].elementsEqual(now.bytes))
        }
    }

    @Test("an answer needs no decoding: the header and the time are enough")
    func headerOnly() throws {
        for bytes in try Vector.frames() {
            let received = try ReceivedFrame(bytes)
            let answer = received.header.answer(.error, time: now)
            guard bytes[3] == 0xFE else {
                #expect(answer == nil)
                continue
            }
            let expected = Frame(
                received.header.edition,
                received.header.command,
                answer: .error,
                sender: received.header.sender,
                unit: DataUnit(.time(now))
            )
            #expect(try answer == expected.encoded())
        }
    }

    @Test("a command is no answer")
    func flagOfCommand() throws {
        let login = try frame("2016 vehicle_login command 55B")
        #expect(login.answer(.command, shape: .whole, at: now) == nil)
        #expect(login.header.answer(.command, time: now) == nil)
    }

    private func frame(_ name: String) throws -> Frame {
        let vector = try #require(try Vector.all().first { $0.name.hasPrefix(name) })
        return try ReceivedFrame(vector.bytes).frame
    }
}
