import GBT32960
import TestSupport
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("What a link may do to the gateway")
struct LinkLimitTests {
    @Test("a wrong check is answered with an error where its sender is logged in")
    func wrongCheck() throws {
        var link = try TestSession()
        let frame = Samples.withWrongCheck(Samples.report())
        #expect(damage(&link, frame, isFirst: true)?.answer == nil)
        _ = try link.logIn()
        let step = try #require(damage(&link, frame, isFirst: true))
        #expect(step.result == .check)
        let answer = try Samples.decoded(step.answer)
        #expect(answer.answer == .error)
        #expect(answer.unit.content == .time(Samples.time))
        let other = Samples.withWrongCheck(Samples.report(from: Samples.otherVIN))
        #expect(damage(&link, other, isFirst: true)?.answer == nil)
        let answered = Samples.frame(.realtime, .time(Samples.time), flag: .success)
        #expect(damage(&link, Samples.withWrongCheck(answered), isFirst: true)?.answer == nil)
        #expect(damage(&link, frame, isFirst: false) == nil)
    }

    @Test("a sender of much damage is dropped, one of a little is not")
    func damageBudget() throws {
        var link = try TestSession()
        var tries = 0
        while link.session.budget.left > 0 {
            tries += 1
            let step = damage(&link, [1, 2, 3], isFirst: false)
            #expect((step?.next == .close(.damage)) == (link.session.budget.left == 0))
        }
        #expect(tries == 256)

        var calm = try TestSession()
        for _ in 0..<10_000 {
            #expect(damage(&calm, [1, 2, 3], isFirst: false) == nil)
            _ = calm.receive(Samples.frame(.heartbeat))
        }
    }

    @Test("no login within a minute")
    func loginTimeout() throws {
        var link = try TestSession()
        try link.pass(milliseconds: 59_999)
        _ = link.receive(Samples.frame(.heartbeat))
        #expect(link.session.timers.expired(at: link.now) == nil)
        try link.pass(milliseconds: 1)
        #expect(link.session.timers.expired(at: link.now) == .login)
    }

    @Test("the time for a login runs anew after a logout")
    func loginTimeoutAfterLogout() throws {
        var link = try TestSession()
        _ = try link.logIn()
        try link.pass(milliseconds: 100_000)
        #expect(link.session.timers.expired(at: link.now) == nil)
        _ = link.receive(Samples.logout())
        try link.pass(milliseconds: 60_000)
        #expect(link.session.timers.expired(at: link.now) == .login)
    }

    @Test("silence ends a session after the fleet's own time")
    func idleTimeout() throws {
        var fleet = FleetSettings(name: "f")
        fleet.timeouts.idleMs = 20_000
        var link = try TestSession(Samples.register(fleet))
        _ = try link.logIn()
        try link.pass(milliseconds: 15_000)
        _ = link.receive(Samples.frame(.heartbeat))
        try link.pass(milliseconds: 19_999)
        #expect(link.session.timers.expired(at: link.now) == nil)
        #expect(link.session.timers.deadline == link.now.uptimeMs + 1)
        try link.pass(milliseconds: 1)
        #expect(link.session.timers.expired(at: link.now) == .idle)
    }

    @Test("the rest of a frame is awaited from its first byte, however slowly it comes")
    func frameTimeout() throws {
        var link = try TestSession()
        _ = try link.logIn()
        for _ in 0..<29 {
            link.session.timers.holdsPart(true, at: link.now)
            try link.pass(milliseconds: 1_000)
        }
        #expect(link.session.timers.expired(at: link.now) == nil)
        try link.pass(milliseconds: 1_000)
        #expect(link.session.timers.expired(at: link.now) == .frame)
        link.session.timers.holdsPart(false, at: link.now)
        #expect(link.session.timers.expired(at: link.now) == nil)
    }

    @Test("mutated frames never stop a session", arguments: [UInt64(1), 2, 3])
    func mutations(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let frames = Edition.allCases.flatMap { edition in
            [
                Samples.login(in: edition), Samples.report(in: edition), Samples.platformLogin(),
                Samples.logout(in: edition), Samples.frame(.timeSync, in: edition),
                Samples.truncatedReport(in: edition),
            ]
        }
        var link = try TestSession()
        for _ in 0..<3_000 {
            var frame = frames[Int.random(in: 0..<frames.count, using: &random)]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 2..<frame.count, using: &random)
                frame[index] = UInt8.random(in: .min ... .max, using: &random)
            }
            frame[22] = UInt8((frame.count - 25) >> 8)
            frame[23] = UInt8((frame.count - 25) & 0xFF)
            frame[frame.count - 1] = frame[2..<frame.count - 1].reduce(0, ^)
            let step = link.receive(frame)
            let isAnswer = frame[3] != AnswerFlag.command.rawValue
            #expect(isAnswer == (step.result == .answer))
            if case .decide = step.next {
                _ = link.session.decided(.accepted(FleetSettings(name: "m")), at: link.now)
            }
        }
    }

    private func damage(
        _ link: inout TestSession,
        _ bytes: [UInt8],
        isFirst: Bool
    ) -> LinkStep? {
        let span = unsafe bytes.span.bytes
        guard case .damage(let count, let reason) = FrameSearch.lastStep(span) else {
            Issue.record("no damage")
            return nil
        }
        return link.session.damaged(
            span,
            byteCount: count,
            reason,
            isFirst: isFirst,
            at: link.now
        )
    }
}
