import GBT32960
import NIOCore

/// One link: cuts its bytes into frames, has its session say what to do, and does it.
///
/// Nothing is read that is not asked for: a link asks for more only when its sender, all links
/// together and the way back have room.
final class LinkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let core: GatewayCore
    let loop: LoopState
    let id: SessionTable.LinkID
    var session: LinkSession
    var context: ChannelHandlerContext?

    /// Bytes that are not yet dealt with: at most the beginning of a frame and what was read last.
    private var held = ByteBuffer()
    /// How many bytes it takes to go on.
    private var wanted = 1
    /// Whether the bytes before ``held`` belong to no frame.
    private var isInDamage = false

    /// Who is logged in, as the table of sessions has it.
    var identity: LinkIdentity?
    var portion = Portion()
    var answers = AnswerQueue()
    /// When everything that was sent is with the network.
    var lastWrite: EventLoopFuture<Void>?
    /// Why the link ends; it still waits for what is not yet durable.
    var ending: CloseReason?
    var isClosing = false
    private var isReading = false
    private var isPaused = false
    private var isInputClosed = false
    private var isDraining = false
    private var timer: Scheduled<Void>?
    private var timerDeadline = UInt64.max

    /// Records that go to the forwarder together.
    struct Portion {
        var records: [TelemetryRecord] = []
        var byteCount = 0
    }

    /// Asked of a link from outside.
    enum Request: Sendable {
        /// Deal with what has come, then end.
        case drain
        /// End: the identity is logged in on another link.
        case replace
    }

    init(_ core: GatewayCore, _ loop: LoopState, id: SessionTable.LinkID) {
        self.core = core
        self.loop = loop
        self.id = id
        session = LinkSession(
            register: core.register,
            reports: loop.reports,
            timeouts: core.settings.guestTimeouts,
            at: core.now()
        )
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { advance() }
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        advance()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var piece = unwrapInboundIn(data)
        core.metrics.received(byteCount: piece.readableBytes)
        if held.readableBytes == 0 { held = piece } else { held.writeBuffer(&piece) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        advance()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        advance()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            isInputClosed = true
            advance()
        case Request.drain:
            isDraining = true
            advance()
        case Request.replace:
            end(.replaced)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        releaseIdentity()
        core.metrics.closed(ending ?? .endedBySender)
        self.context = nil
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        ending = ending ?? .networkError
        context.close(promise: nil)
    }

    /// Does all that can be done now.
    func advance() {
        guard let context else { return }
        takeFrames(isLast: isInputClosed)
        if !portion.records.isEmpty {
            let (records, byteCount) = (portion.records, portion.byteCount)
            portion = Portion()
            loop.forwarder.add(records, byteCount: byteCount, of: self)
        }
        sendAnswers()
        if !session.isDeciding {
            if isDraining { beginEnding(.drained) }
            if isInputClosed { beginEnding(.endedBySender) }
        }
        guard ending == nil else { return finishIfDone() }
        readOn(context)
        armTimer(context)
    }

    private func takeFrames(isLast: Bool) {
        let bytes = held
        let span = bytes.readableBytesSpan
        let now = core.now()
        var offset = 0
        while ending == nil, !session.isDeciding, span.byteCount - offset >= wanted,
            offset < span.byteCount
        {
            let rest = span.extracting(offset..<span.byteCount)
            switch isLast ? FrameSearch.lastStep(rest) : FrameSearch.step(rest) {
            case .frame(let count):
                let frame = rest.extracting(0..<count)
                offset += count
                wanted = 1
                isInDamage = false
                carryOut(session.receive(frame, at: now), frame, at: now)
            case .damage(let count, let reason):
                offset += count
                wanted = 1
                core.metrics.damaged(byteCount: count)
                let step = session.damaged(
                    rest,
                    byteCount: count,
                    reason,
                    isFirst: !isInDamage,
                    at: now
                )
                isInDamage = true
                if let step { carryOut(step, rest, at: now) }
            case .wait(let count):
                wanted = count
            }
        }
        keep(from: offset)
        let isPart = held.readableBytes > 0 && !session.isDeciding
        session.timers.holdsPart(isPart, at: now)
    }

    /// Keeps what is not dealt with, in a buffer that is not much larger.
    private func keep(from offset: Int) {
        held.moveReaderIndex(forwardBy: offset)
        let count = held.readableBytes
        if count == 0 {
            held = ByteBuffer()
        } else if offset > 0 || held.storageCapacity > 2 * count + Self.spareCapacity {
            held = ByteBuffer(buffer: held)
        }
    }

    private static let spareCapacity = 1_024

    private func readOn(_ context: ChannelHandlerContext) {
        guard !isReading, !isPaused, !session.isDeciding,
            answers.bytesNotDurable < core.settings.limits.linkBytesInFlight,
            answers.count < core.settings.limits.linkAnswersWaiting,
            context.channel.isWritable
        else { return }
        guard loop.forwarder.hasRoom else {
            isPaused = true
            return loop.forwarder.pause(self)
        }
        isReading = true
        context.read()
    }

    func resume() {
        isPaused = false
        advance()
    }

    private func armTimer(_ context: ChannelHandlerContext) {
        let deadline = session.timers.deadline
        guard timer == nil || deadline < timerDeadline else { return }
        timer?.cancel()
        timerDeadline = deadline
        let now = core.now().uptimeMs
        let delay = deadline > now ? min(deadline - now, UInt64(Int32.max)) : 0
        timer = context.eventLoop.assumeIsolated().scheduleTask(
            in: .milliseconds(Int64(delay))
        ) { [weak self] in
            self?.timerFired()
        }
    }

    private func timerFired() {
        timer = nil
        switch session.timers.expired(at: core.now()) {
        case .login: end(.loginTimeout)
        case .idle: end(.idleTimeout)
        case .frame:
            wanted = 1
            takeFrames(isLast: true)
            advance()
        case nil: advance()
        }
    }
}
