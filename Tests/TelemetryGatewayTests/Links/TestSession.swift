import GBT32960
import Testing
import Vocabulary

@testable import TelemetryGateway

/// A session with a clock of its own, whose logins are decided as the test says.
struct TestSession {
    var session: LinkSession
    private(set) var now: LinkMoment

    init(_ register: any VehicleRegister = Samples.register()) throws {
        now = LinkMoment(clock: try UnixMilliseconds(Samples.start), uptimeMs: 1_000)
        session = LinkSession(
            register: register,
            reports: ReportCheck(),
            timeouts: LinkTimeouts(),
            at: now
        )
    }

    mutating func receive(_ frame: [UInt8]) -> LinkStep {
        unsafe session.receive(frame.span.bytes, at: now)
    }

    mutating func pass(milliseconds: UInt64) throws {
        let clock = try UnixMilliseconds(now.clock.rawValue + milliseconds)
        now = LinkMoment(clock: clock, uptimeMs: now.uptimeMs + milliseconds)
    }

    /// A login and the decision on it.
    mutating func logIn(
        _ frame: [UInt8] = Samples.login(),
        _ decision: LoginDecision = .accepted(nil)
    ) throws -> LinkStep {
        let asked = receive(frame)
        guard case .decide = asked.next else {
            Issue.record("not asked, but \(asked.result)")
            return asked
        }
        let step = session.decided(decision, at: now)
        return try #require(step)
    }

    mutating func logInPlatform(_ fleet: FleetSettings = FleetSettings(name: "p")) throws {
        let step = try logIn(Samples.platformLogin(), .accepted(fleet))
        #expect(step.result == .accepted)
    }
}
