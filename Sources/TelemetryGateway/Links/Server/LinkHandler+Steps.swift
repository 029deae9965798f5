import GBT32960
import NIOCore
import Vocabulary

extension LinkHandler {
    /// Does what a step says.
    func carryOut(_ step: LinkStep, _ frame: RawSpan, at now: LinkMoment) {
        core.metrics.counted(step.result)
        if let evidence = step.record { keep(evidence, frame, at: now) }
        if let answer = step.answer { answers.append(answer) }
        if step.endsSession { releaseIdentity() }
        switch step.next {
        case .goOn: break
        case .decide(let request): decide(request)
        case .close(let reason): beginEnding(reason)
        }
    }

    private func keep(_ evidence: Evidence, _ frame: RawSpan, at now: LinkMoment) {
        let bytes = evidence.bytes ?? Array(frame)
        core.metrics.kept(at: now.clock, ownTime: evidence.time)
        if let codes = evidence.packCodes {
            core.locator.loggedIn(evidence.sender, codes: codes, at: evidence.time)
        }
        portion.records.append(
            TelemetryRecord(
                kind: .frame,
                receivedMs: now.clock.rawValue,
                batteryID: battery(of: evidence, at: now),
                bytes: bytes
            )
        )
        portion.byteCount += bytes.count
        answers.awaitRecord(byteCount: bytes.count)
    }

    /// The battery of a report; logins and logouts say nothing of one, nor does a time to come.
    private func battery(of evidence: Evidence, at now: LinkMoment) -> String? {
        let latest = now.clock.rawValue.addingReportingOverflow(FrameIntake.usualClockMarginMs)
        guard evidence.isReport, latest.overflow || evidence.time.rawValue <= latest.partialValue
        else { return nil }
        return core.locator.battery(in: evidence.sender, at: evidence.time)
    }

    /// Decides a login: a vehicle's at once, a platform's when its password has been checked.
    private func decide(_ request: LoginRequest) {
        guard let context else { return }
        switch request {
        case .vehicle(let sender, let stamp):
            decided(claim(.vehicle(sender), stamp) ? .accepted(nil) : .replayed)
        case .platform(let credentials, let stamp):
            core.passwords.check(credentials, on: context.eventLoop).assumeIsolated()
                .whenComplete { result in
                    self.checked(try? result.get(), .platform(credentials.user), stamp)
                }
        }
    }

    private func checked(
        _ fleet: FleetSettings?,
        _ identity: LinkIdentity,
        _ stamp: LoginStamp
    ) {
        if let fleet {
            decided(claim(identity, stamp) ? .accepted(fleet) : .replayed)
        } else {
            decided(.refused)
        }
        advance()
    }

    private func claim(_ identity: LinkIdentity, _ stamp: LoginStamp) -> Bool {
        guard let channel = context?.channel, ending == nil else { return false }
        let isClaimed = core.sessions.claim(identity, stamp, for: id) {
            channel.pipeline.fireUserInboundEventTriggered(Request.replace)
        }
        if isClaimed { self.identity = identity }
        return isClaimed
    }

    private func decided(_ decision: LoginDecision) {
        let now = core.now()
        guard context != nil, ending == nil, let step = session.decided(decision, at: now) else {
            return
        }
        carryOut(step, RawSpan(), at: now)
    }

    func releaseIdentity() {
        guard let identity else { return }
        core.sessions.release(identity, of: id)
        self.identity = nil
    }
}

extension LinkHandler: RecordOwner {
    func recordsDurable(_ count: Int, byteCount: Int) {
        answers.recordsDurable(count, byteCount: byteCount)
        advance()
    }

    func recordsFailed() {
        // What follows may be durable, but what was lost must be sent again: begin anew.
        answers.clear()
        ending = ending ?? .sinkFailed
        context?.close(promise: nil)
    }

    func roomAgain() {
        resume()
    }

    /// Sends the answers whose records are durable.
    func sendAnswers() {
        guard let context, answers.hasReady else { return }
        var buffer = context.channel.allocator.buffer(capacity: answers.readyByteCount)
        let count = answers.takeReady(into: &buffer)
        core.metrics.answered(count)
        lastWrite = context.writeAndFlush(wrapOutboundOut(buffer))
    }

    /// Ends the link: nothing more is taken; what is owed is sent, then it is closed.
    func end(_ reason: CloseReason) {
        beginEnding(reason)
        advance()
    }

    func beginEnding(_ reason: CloseReason) {
        guard ending == nil, let context else { return }
        ending = reason
        releaseIdentity()
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.endingTime) { [weak self] in
            self?.context?.close(promise: nil)
        }
    }

    /// How long a sender may take to read its last answers.
    private static let endingTime = TimeAmount.seconds(5)

    func finishIfDone() {
        guard answers.isEmpty, !isClosing, let context else { return }
        isClosing = true
        guard let lastWrite else { return context.close(promise: nil) }
        lastWrite.assumeIsolated().whenComplete { _ in
            self.context?.close(promise: nil)
        }
    }
}
