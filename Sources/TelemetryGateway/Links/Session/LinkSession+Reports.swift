import GBT32960
import Vocabulary

extension LinkSession {
    /// A realtime report or one sent again.
    func receiveReport(
        _ frame: RawSpan,
        _ header: FrameHeader,
        at now: LinkMoment
    ) -> LinkStep {
        guard let login else { return refuse(frame, header, .notLoggedIn, at: now) }
        if let problem = problem(of: header.sender, login) {
            return refuse(frame, header, problem, at: now)
        }
        let finding = judge(frame, header, readingFleet(of: header.sender))
        guard let moment = finding.moment,
            finding.result == .accepted || finding.result == .acceptedInPart
        else { return refuse(frame, header, finding.result, time: finding.time, at: now) }
        var step = LinkStep(finding.result)
        step.record = Evidence(sender: header.sender, time: moment, isReport: true)
        // Between platforms every report is answered, a terminal's only when it is wrong.
        if login.isPlatform || login.fleet.answersTerminalReports {
            step.answer = answer(frame, header, .success, time: finding.time, at: now)
        }
        return step
    }

    /// Why a link may not send for `sender`; `nil` if it may.
    func problem(of sender: SenderID, _ login: Login) -> FrameResult? {
        guard login.isPlatform else { return sender == login.sender ? nil : .otherSender }
        return register.fleet(of: sender) == nil ? .unknownVehicle : nil
    }

    private func judge(
        _ frame: RawSpan,
        _ header: FrameHeader,
        _ fleet: FleetSettings
    ) -> ReportFinding {
        guard header.encryption == .none, fleet.signatureJudge == nil else {
            return judgeDecoded(Array(frame), header, fleet)
        }
        return reports.check(frame, schema: fleet.userBodies)
    }

    /// As above for what the fast path cannot do: cipher and signature.
    private func judgeDecoded(
        _ bytes: [UInt8],
        _ header: FrameHeader,
        _ fleet: FleetSettings
    ) -> ReportFinding {
        guard let received = open(bytes, fleet) else { return ReportFinding(nil, .decryption) }
        let unit = received.frame.unit
        guard let time = unit.time, case .report(let report) = unit.content else {
            return ReportFinding(nil, .structure)
        }
        let finding = ReportFinding(time: time, unit.remainder?.problem)
        // What is not understood may not hide a signature, nor that there is none.
        guard finding.moment != nil, finding.result != .structure,
            let judge = fleet.signatureJudge,
            !judge(header.sender, report.signature, received.signedBytes ?? [])
        else { return finding }
        return ReportFinding(time, .signature)
    }

    /// The frame with its unit in plain; `nil` if it cannot be decrypted.
    func open(_ bytes: [UInt8], _ fleet: FleetSettings) -> ReceivedFrame? {
        guard let received = try? ReceivedFrame(bytes, schema: fleet.userBodies) else { return nil }
        guard received.header.encryption != .none else { return received }
        guard let cipher = fleet.cipher(received.header.sender) else { return nil }
        return try? received.decrypted(by: cipher, schema: fleet.userBodies)
    }
}
