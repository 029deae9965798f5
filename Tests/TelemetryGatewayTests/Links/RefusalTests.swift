import GBT32960
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("What a terminal is refused")
struct RefusalTests {
    /// A frame that is not accepted, sent on a link that is logged in or not.
    struct Refusal: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let edition: Edition
        let isLoggedIn: Bool
        let frame: [UInt8]
        let result: FrameResult
        let flag: AnswerFlag

        init(
            _ name: String,
            _ edition: Edition,
            loggedIn: Bool = true,
            _ frame: [UInt8],
            _ result: FrameResult,
            _ flag: AnswerFlag
        ) {
            testDescription = "\(name), \(edition.rawValue)"
            self.edition = edition
            isLoggedIn = loggedIn
            self.frame = frame
            self.result = result
            self.flag = flag
        }
    }

    static let refusals = Edition.allCases.flatMap { edition in
        let is2025 = edition == .y2025
        let structure: AnswerFlag = is2025 ? .invalidStructure : .error
        let unknown: AnswerFlag = is2025 ? .unknownVIN : .error
        let decryption: AnswerFlag = is2025 ? .decryptionFailed : .error
        let sealed = Frame(
            edition,
            .realtime,
            sender: Samples.vin,
            encryption: .aes128,
            unit: DataUnit(.sealed([UInt8](repeating: 7, count: 32)))
        )
        let short = Remainder(offset: 6, problem: .leftOver, bytes: [0])
        return [
            Refusal(
                "data before login",
                edition,
                loggedIn: false,
                Samples.report(in: edition),
                .notLoggedIn,
                .error
            ),
            Refusal(
                "heartbeat before login",
                edition,
                loggedIn: false,
                Samples.frame(.heartbeat, in: edition),
                .notLoggedIn,
                .error
            ),
            Refusal(
                "logout before login",
                edition,
                loggedIn: false,
                Samples.logout(in: edition),
                .notLoggedIn,
                .error
            ),
            Refusal(
                "login of a stranger",
                edition,
                loggedIn: false,
                Samples.login(from: Samples.strangeVIN, in: edition),
                .unknownVehicle,
                unknown
            ),
            Refusal(
                "time for a stranger",
                edition,
                loggedIn: false,
                Samples.frame(.timeSync, from: Samples.strangeVIN, in: edition),
                .unknownVehicle,
                unknown
            ),
            Refusal(
                "login in month 13",
                edition,
                loggedIn: false,
                Samples.login(in: edition, at: Samples.badTime),
                .time,
                .error
            ),
            Refusal(
                "login cut short",
                edition,
                loggedIn: false,
                Samples.frame(.vehicleLogin, .time(Samples.time), in: edition, remainder: short),
                .structure,
                structure
            ),
            Refusal(
                "report of another vehicle",
                edition,
                Samples.report(from: Samples.otherVIN, in: edition),
                .otherSender,
                .error
            ),
            Refusal(
                "login of another vehicle",
                edition,
                Samples.login(from: Samples.otherVIN, in: edition),
                .otherSender,
                .error
            ),
            Refusal(
                "report in month 13",
                edition,
                Samples.report(in: edition, at: Samples.badTime),
                .time,
                .error
            ),
            Refusal(
                "report cut short",
                edition,
                Samples.truncatedReport(in: edition),
                .structure,
                structure
            ),
            Refusal(
                "report without a time",
                edition,
                Samples.frame(.reissue, in: edition),
                .structure,
                structure
            ),
            Refusal(
                "cipher without a key",
                edition,
                (try? sealed.encoded()) ?? [],
                .decryption,
                decryption
            ),
            Refusal(
                "logout of another login",
                edition,
                Samples.logout(.vehicleLogout, 2, in: edition),
                .sequence,
                .error
            ),
            Refusal(
                "a platform's logout",
                edition,
                Samples.logout(.platformLogout, in: edition),
                .unsupported,
                .error
            ),
            Refusal(
                "a command of the platform's",
                edition,
                Samples.frame(Command(rawValue: 0xC5), in: edition),
                .unsupported,
                .error
            ),
        ]
    }

    @Test("what is wrong is not kept, and answered with the edition's flag", arguments: refusals)
    func refuses(refusal: Refusal) throws {
        var link = try TestSession()
        if refusal.isLoggedIn { _ = try link.logIn(Samples.login(in: refusal.edition)) }
        let step = link.receive(refusal.frame)
        #expect(step.result == refusal.result)
        #expect(step.record == nil)
        #expect(step.next == .goOn)
        let answer = try Samples.decoded(step.answer)
        #expect(answer.answer == refusal.flag)
        #expect(answer.edition == refusal.edition)
        #expect(answer.sender == (try ReceivedFrame(refusal.frame)).frame.sender)
    }
}
