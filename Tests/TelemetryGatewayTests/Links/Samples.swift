import GBT32960
import Testing
import Vocabulary

@testable import TelemetryGateway

/// Frames as terminals and platforms send them, and what the gateway knows of their senders.
enum Samples {
    static let vin = sender("LTEST32960VEH0001")
    static let otherVIN = sender("LTEST32960VEH0002")
    static let strangeVIN = sender("LTEST32960VEH9999")
    static let platform = sender("PLATFORM-17")

    /// 2026-03-01 08:00:00 in Beijing.
    static let start: UInt64 = 1_772_323_200_000
    static let time = BeijingTime(year: 26, month: 3, day: 1, hour: 8, minute: 0, second: 0)
    static let badTime = BeijingTime(year: 26, month: 13, day: 1, hour: 8, minute: 0, second: 0)

    static func sender(_ text: String) -> SenderID {
        guard let sender = SenderID(text) else { preconditionFailure("more than 17 bytes") }
        return sender
    }

    static func register(_ fleet: FleetSettings = FleetSettings(name: "f")) -> FixedVehicleRegister
    {
        FixedVehicleRegister([vin, otherVIN], fleet: fleet)
    }

    static func frame(
        _ command: Command,
        _ content: DataUnit.Content = .empty,
        from sender: SenderID = vin,
        in edition: Edition = .y2016,
        flag: AnswerFlag = .command,
        remainder: Remainder? = nil
    ) -> [UInt8] {
        let frame = Frame(
            edition,
            command,
            answer: flag,
            sender: sender,
            unit: DataUnit(content, remainder: remainder)
        )
        return (try? frame.encoded()) ?? []
    }

    static func login(
        _ sequence: UInt16 = 1,
        from sender: SenderID = vin,
        in edition: Edition = .y2016,
        at time: BeijingTime = time
    ) -> [UInt8] {
        var old = Login2016()
        (old.time, old.sequence, old.iccid) = (time, sequence, "89860000000000000001")
        var new = Login2025()
        (new.time, new.sequence, new.iccid) = (time, sequence, "89860000000000000001")
        let content: DataUnit.Content = edition == .y2016 ? .login2016(old) : .login2025(new)
        return frame(.vehicleLogin, content, from: sender, in: edition)
    }

    static func platformLogin(
        user: String = "user17",
        password: String = "secret",
        sequence: UInt16 = 1,
        at time: BeijingTime = time
    ) -> [UInt8] {
        var login = PlatformLogin()
        (login.time, login.sequence) = (time, sequence)
        (login.user, login.password) = (PaddedText(user), PaddedText(password))
        return frame(.platformLogin, .platformLogin(login), from: platform)
    }

    static func logout(
        _ command: Command = .vehicleLogout,
        _ sequence: UInt16 = 1,
        from sender: SenderID = vin,
        in edition: Edition = .y2016
    ) -> [UInt8] {
        var logout = Logout()
        (logout.time, logout.sequence) = (time, sequence)
        return frame(command, .logout(logout), from: sender, in: edition)
    }

    static func report(
        from sender: SenderID = vin,
        in edition: Edition = .y2016,
        at time: BeijingTime = time,
        _ command: Command = .realtime
    ) -> [UInt8] {
        let report = VehicleReport(time: time, bodies: [.engine(EngineBody())])
        return frame(command, .report(report), from: sender, in: edition)
    }

    /// A report whose last body lacks its end.
    static func truncatedReport(
        from sender: SenderID = vin,
        in edition: Edition = .y2016
    ) -> [UInt8] {
        let rest = Remainder(offset: 6, problem: .leftOver, bytes: [0x01, 0x01])
        return frame(
            .realtime,
            .report(VehicleReport(time: time)),
            from: sender,
            in: edition,
            remainder: rest
        )
    }

    /// The frame with its last byte changed.
    static func withWrongCheck(_ frame: [UInt8]) -> [UInt8] {
        var frame = frame
        frame[frame.count - 1] ^= 0x55
        return frame
    }

    static func decoded(_ answer: [UInt8]?) throws -> Frame {
        let received = try ReceivedFrame(try #require(answer, "no answer"))
        #expect(received.check.isValid)
        return received.frame
    }
}
