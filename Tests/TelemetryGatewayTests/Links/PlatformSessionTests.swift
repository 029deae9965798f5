import GBT32960
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("The link of a platform")
struct PlatformSessionTests {
    @Test("its login is asked about, answered with its time, and not kept")
    func login() throws {
        var link = try TestSession()
        let asked = link.receive(Samples.platformLogin())
        guard case .decide(.platform(let credentials, let stamp)) = asked.next else {
            Issue.record("\(asked)")
            return
        }
        #expect(credentials.user == "user17")
        #expect(credentials.password == Array("secret".utf8))
        #expect(stamp.sequence == 1)
        #expect(!"\(asked) \(credentials)".contains("secret"))
        let decided = link.session.decided(.accepted(FleetSettings(name: "p")), at: link.now)
        let step = try #require(decided)
        #expect(step.record == nil)
        #expect(step.answer?.count == 31)
        #expect(try Samples.decoded(step.answer).unit.content == .time(Samples.time))
    }

    @Test("a refused login leaves the link without an identity")
    func refused() throws {
        var link = try TestSession()
        let step = try link.logIn(Samples.platformLogin(), .refused)
        #expect(step.result == .refusedLogin)
        #expect(try Samples.decoded(step.answer).answer == .error)
        #expect(link.receive(Samples.report()).result == .notLoggedIn)
    }

    @Test("reports of any registered vehicle are kept and answered", arguments: Edition.allCases)
    func reports(edition: Edition) throws {
        var link = try TestSession()
        try link.logInPlatform()
        for sender in [Samples.vin, Samples.otherVIN] {
            let step = link.receive(Samples.report(from: sender, in: edition, .reissue))
            #expect(step.record?.sender == sender)
            let answer = try Samples.decoded(step.answer)
            #expect(answer.answer == .success)
            #expect(answer.command == .reissue)
            #expect(answer.unit.content == .time(Samples.time))
        }
        let strange = link.receive(Samples.report(from: Samples.strangeVIN, in: edition))
        #expect(strange.result == .unknownVehicle)
        #expect(strange.record == nil)
        let flag: AnswerFlag = edition == .y2025 ? .unknownVIN : .error
        #expect(try Samples.decoded(strange.answer).answer == flag)
    }

    @Test("both shapes of answer", arguments: [AnswerShape.whole, .timeOnly])
    func shapes(shape: AnswerShape) throws {
        var fleet = FleetSettings(name: "p")
        fleet.platformAnswers = shape
        var link = try TestSession()
        try link.logInPlatform(fleet)
        let answer = try #require(link.receive(Samples.report()).answer)
        #expect(answer.count == (shape == .whole ? Samples.report().count : 31))
    }

    @Test("logins and logouts of vehicles are passed on, and kept")
    func passedOn() throws {
        var link = try TestSession()
        try link.logInPlatform()
        for frame in [Samples.login(9), Samples.logout(.vehicleLogout, 9)] {
            let step = link.receive(frame)
            #expect(step.result == .accepted)
            #expect(step.record != nil)
            #expect(!step.endsSession)
            #expect(try Samples.decoded(step.answer).answer == .success)
        }
    }

    @Test("its logout needs its login's number and ends the session")
    func logout() throws {
        var link = try TestSession()
        try link.logInPlatform()
        let wrong = Samples.logout(.platformLogout, 2, from: Samples.platform)
        #expect(link.receive(wrong).result == .sequence)
        let step = link.receive(Samples.logout(.platformLogout, 1, from: Samples.platform))
        #expect(step.result == .accepted)
        #expect(step.endsSession)
        #expect(step.record == nil)
        #expect(link.receive(Samples.report()).result == .notLoggedIn)
    }
}
