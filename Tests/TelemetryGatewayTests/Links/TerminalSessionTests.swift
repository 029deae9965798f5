import GBT32960
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("The link of a terminal")
struct TerminalSessionTests {
    @Test("a whole day: login, report, heartbeat, time, logout", arguments: Edition.allCases)
    func wholeDay(edition: Edition) throws {
        var link = try TestSession()
        let loggedIn = try link.logIn(Samples.login(7, in: edition))
        #expect(loggedIn.result == .accepted)
        #expect(loggedIn.record?.bytes == Samples.login(7, in: edition))
        #expect(try Samples.decoded(loggedIn.answer).answer == .success)

        let reported = link.receive(Samples.report(in: edition))
        #expect(reported.result == .accepted)
        #expect(reported.record?.sender == Samples.vin)
        #expect(reported.record?.time.rawValue == Samples.start)
        #expect(reported.answer == nil)

        let beat = link.receive(Samples.frame(.heartbeat, in: edition))
        #expect(try Samples.decoded(beat.answer).unit.content == .empty)
        #expect(beat.record == nil)

        try link.pass(milliseconds: 5_000)
        let synced = link.receive(Samples.frame(.timeSync, in: edition))
        var later = Samples.time
        later.second = 5
        #expect(try Samples.decoded(synced.answer).unit.content == .time(later))

        let left = link.receive(Samples.logout(.vehicleLogout, 7, in: edition))
        #expect(left.result == .accepted)
        #expect(left.record != nil)
        #expect(left.endsSession)
        #expect(try Samples.decoded(left.answer).answer == .success)
        #expect(link.receive(Samples.report(in: edition)).result == .notLoggedIn)
    }

    @Test("an answer is the whole message with the server's time, or only its time")
    func shapes() throws {
        var whole = try TestSession()
        try whole.pass(milliseconds: 3_000)
        let answer = try Samples.decoded(try whole.logIn().answer)
        guard case .login2016(let login) = answer.unit.content else {
            Issue.record("\(answer)")
            return
        }
        #expect(login.iccid.text == "89860000000000000001")
        #expect(login.time.second == 3)

        var fleet = FleetSettings(name: "short")
        fleet.terminalAnswers = .timeOnly
        var short = try TestSession(Samples.register(fleet))
        try short.pass(milliseconds: 3_000)
        let bytes = try #require(try short.logIn().answer)
        #expect(bytes.count == 31)
        #expect(try Samples.decoded(bytes).unit.content == .time(Samples.time))
    }

    @Test("correct reports are answered where a fleet wants it")
    func answeredReports() throws {
        var fleet = FleetSettings(name: "f")
        fleet.answersTerminalReports = true
        var link = try TestSession(Samples.register(fleet))
        _ = try link.logIn()
        #expect(try Samples.decoded(link.receive(Samples.report()).answer).answer == .success)
    }

    @Test("a frame that is an answer is never answered", arguments: UInt8.min ... .max)
    func neverAnswersAnswers(flag: UInt8) throws {
        guard flag != AnswerFlag.command.rawValue else { return }
        var link = try TestSession()
        for isLoggedIn in [false, true] {
            if isLoggedIn { _ = try link.logIn() }
            for command in [Command.vehicleLogin, .realtime, .heartbeat, .timeSync] {
                let flag = AnswerFlag(rawValue: flag)
                let step = link.receive(Samples.frame(command, .time(Samples.time), flag: flag))
                #expect(step.result == .answer)
                #expect(step.answer == nil && step.record == nil && step.next == .goOn)
            }
        }
    }

    @Test("a body of an unknown type is kept raw, with the frame")
    func unknownBody() throws {
        var link = try TestSession()
        _ = try link.logIn()
        let rest = Remainder(offset: 6, problem: .leftOver, bytes: [0x55, 1, 2, 3])
        let report = DataUnit.Content.report(VehicleReport(time: Samples.time))
        let step = link.receive(Samples.frame(.realtime, report, remainder: rest))
        #expect(step.result == .acceptedInPart)
        #expect(step.record != nil)
        #expect(step.answer == nil)
    }

    @Test("a login sent again is answered, and kept once")
    func repeatedLogin() throws {
        var link = try TestSession()
        _ = try link.logIn()
        let again = link.receive(Samples.login())
        #expect(again.result == .repeatedLogin)
        #expect(again.record == nil)
        #expect(try Samples.decoded(again.answer).answer == .success)
        #expect(try link.logIn(Samples.login(2)).record != nil)
        #expect(link.receive(Samples.logout(.vehicleLogout, 1)).result == .sequence)
        #expect(link.receive(Samples.logout(.vehicleLogout, 2)).result == .accepted)
    }

    @Test("a login that repeats another link's is told so")
    func replayedLogin() throws {
        var link = try TestSession()
        let step = try link.logIn(Samples.login(), .replayed)
        #expect(step.result == .replayedLogin)
        #expect(step.record == nil)
        #expect(try Samples.decoded(step.answer).answer == .duplicateVIN)
        #expect(link.receive(Samples.report()).result == .notLoggedIn)
    }

    @Test("after three refused logins the link ends")
    func attempts() throws {
        var link = try TestSession()
        let login = Samples.login(from: Samples.strangeVIN)
        #expect(link.receive(login).next == .goOn)
        #expect(link.receive(login).next == .goOn)
        let last = link.receive(login)
        #expect(last.next == .close(.loginAttempts))
        #expect(last.answer != nil)
    }

    @Test("a terminal's key is taken if the fleet takes it", arguments: [true, false])
    func activation(isTaken: Bool) throws {
        var fleet = FleetSettings(name: "f")
        fleet.activationJudge = { _, activation, signed in
            isTaken && activation.publicKey == [4, 2] && !signed.isEmpty
        }
        var link = try TestSession(Samples.register(fleet))
        var activation = Activation()
        (activation.time, activation.publicKey) = (Samples.time, [4, 2])
        activation.vin = PaddedText(Samples.vin.text)
        let step = link.receive(
            Samples.frame(.activation, .activation(activation), in: .y2025)
        )
        #expect(step.result == (isTaken ? .accepted : .refusedActivation))
        #expect((step.record != nil) == isTaken)
        let answer = try Samples.decoded(step.answer)
        #expect(answer.command == .activationAnswer)
        guard case .activationAnswer(let content) = answer.unit.content else {
            Issue.record("\(answer)")
            return
        }
        #expect(content.status == (isTaken ? 1 : 2))
    }

    @Test("a wrong signature is told", arguments: [true, false])
    func signature(isRight: Bool) throws {
        var fleet = FleetSettings(name: "f")
        fleet.signatureJudge = { sender, signature, signed in
            isRight && sender == Samples.vin && signature?.r == [9] && signed.count > 6
        }
        var link = try TestSession(Samples.register(fleet))
        _ = try link.logIn(Samples.login(in: .y2025))
        var report = VehicleReport(time: Samples.time, bodies: [.engine(EngineBody())])
        var signature = Signature()
        signature.r = [9]
        report.signature = signature
        let step = link.receive(Samples.frame(.realtime, .report(report), in: .y2025))
        #expect(step.result == (isRight ? .accepted : .signature))
        guard !isRight else { return }
        #expect(try Samples.decoded(step.answer).answer == .invalidSignature)
    }

    @Test(
        "a signature cannot be left out, nor hidden behind what is not understood",
        arguments: [(true, false), (true, true), (false, false), (false, true)]
    )
    func unsigned(hasSignature: Bool, hasMore: Bool) throws {
        var fleet = FleetSettings(name: "f")
        fleet.signatureJudge = { _, signature, _ in signature?.r == [9] }
        var link = try TestSession(Samples.register(fleet))
        _ = try link.logIn(Samples.login(in: .y2025))
        var report = VehicleReport(time: Samples.time, bodies: [.engine(EngineBody())])
        if hasSignature {
            var signature = Signature()
            signature.r = [8]
            report.signature = signature
        }
        let rest = hasMore ? Remainder(offset: 0, problem: .leftOver, bytes: [0x70, 1]) : nil
        let frame = Samples.frame(
            .realtime,
            .report(report),
            in: .y2025,
            remainder: rest
        )
        let step = link.receive(frame)
        #expect(step.result == .signature)
        #expect(step.record == nil)
    }
}
