import GBT32960
import NIOCore
import NIOPosix
import Synchronization

/// A vehicle's terminal: logs in, reports, and after a lost link logs in again and sends what it
/// could not, as reissues.
struct ReplayTerminal: Sendable {
    /// The most frames in one write.
    private static let mostAtOnce = 32
    /// What was sent so shortly before a link was lost is sent again: it may not have arrived.
    private static let resent = Duration.seconds(1)
    private static let answerTime = Duration.seconds(20)
    /// Gateways end links on which nothing comes for some minutes.
    private static let heartbeat = Duration.seconds(60)

    /// Why a link ended before everything was sent.
    enum LinkError: Error {
        case refused(AnswerFlag)
        case closed
        case silent
    }

    let vehicle: SenderID
    let number: Int
    let plan: ReplayPlan
    let counts: ReplayCounts
    let start: ContinuousClock.Instant

    /// How far the terminal is.
    private struct Place {
        /// The next row.
        var next = 0
        /// Rows below this one are sent as reissues.
        var late = 0
        var sequence: UInt16 = 0
        /// What was sent last, and when.
        var recent: [(row: Int, at: ContinuousClock.Instant)] = []

        /// What was sent may have to be sent again, as a reissue.
        mutating func linkLost(at now: ContinuousClock.Instant) {
            late = max(late, next)
            if let first = recent.first(where: { now - $0.at < ReplayTerminal.resent }) {
                next = first.row
            }
            recent = []
        }
    }

    /// Sends everything, or gives up when the gateway does not answer for too long.
    func run() async {
        let (month, shift) = plan.frames(of: number)
        var place = Place()
        var attempts = 0
        while place.next < month.rows.count {
            let before = place.next
            do {
                try await link(month, shift, &place)
            } catch {
                guard !Task.isCancelled else { return }
                counts.lostLinks.add(1, ordering: .relaxed)
                attempts = place.next > before ? 0 : attempts + 1
                place.linkLost(at: .now)
                guard attempts <= plan.retries else {
                    counts.givenUp.add(1, ordering: .relaxed)
                    return
                }
                try? await Task.sleep(for: plan.retryWait)
            }
        }
    }

    private func link(
        _ month: FieldMonth,
        _ shift: Double,
        _ place: inout Place
    ) async throws {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: plan.host, port: plan.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        try await channel.executeThenClose { inbound, outbound in
            let (answers, answered) = AsyncStream.makeStream(of: Answer.self)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await read(inbound, answered) }
                defer { group.cancelAll() }
                let session = Session(terminal: self, answers: answers, outbound: outbound)
                try await session.logIn(month, shift, &place)
                try await session.send(month, shift, &place)
                try await session.logOut(month, place)
            }
        }
    }

    /// An answer of the gateway.
    private struct Answer: Sendable {
        let command: Command
        let flag: AnswerFlag
    }

    private func read(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        _ answered: AsyncStream<Answer>.Continuation
    ) async throws {
        defer { answered.finish() }
        var splitter = FrameSplitter()
        for try await piece in inbound {
            splitter.push(
                piece.readableBytesSpan,
                onFrame: { frame in
                    guard let header = try? FrameHeader(frame), header.answer != .command else {
                        return
                    }
                    if [.realtime, .reissue].contains(header.command) {
                        if header.answer != .success { counts.refused.add(1, ordering: .relaxed) }
                    } else {
                        answered.yield(Answer(command: header.command, flag: header.answer))
                    }
                },
                onDamage: { _ in }
            )
        }
    }

    /// What is said on one link.
    private struct Session {
        let terminal: ReplayTerminal
        let answers: AsyncStream<Answer>
        let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

        func logIn(_ month: FieldMonth, _ shift: Double, _ place: inout Place) async throws {
            place.sequence = place.sequence % 65_531 + 1
            var login = Login2016()
            login.time = terminal.plan.time(of: month.rows[place.next]) ?? login.time
            login.sequence = place.sequence
            try await say(.vehicleLogin, .login2016(login))
            if place.sequence > 1, terminal.plan.speed != nil {
                // What was to be sent while there was no link.
                let now = ContinuousClock.now
                let due = month.rows.firstIndex { terminal.due($0, shift) > now }
                place.late = max(place.late, due ?? month.rows.count)
            }
            terminal.counts.logins.add(1, ordering: .relaxed)
        }

        func logOut(_ month: FieldMonth, _ place: Place) async throws {
            var logout = Logout()
            logout.time = month.rows.last.flatMap(terminal.plan.time) ?? logout.time
            logout.sequence = place.sequence
            try await say(.vehicleLogout, .logout(logout))
        }

        /// Sends a message and waits for its answer.
        private func say(_ command: Command, _ content: DataUnit.Content) async throws {
            let frame = Frame(.y2016, command, sender: terminal.vehicle, unit: DataUnit(content))
            try await outbound.write(ByteBuffer(bytes: frame.encoded()))
            let flag = try await withThrowingTaskGroup(of: AnswerFlag.self) { group in
                group.addTask { [answers] in
                    for await answer in answers where answer.command == command {
                        return answer.flag
                    }
                    throw LinkError.closed
                }
                group.addTask {
                    try await Task.sleep(for: ReplayTerminal.answerTime)
                    throw LinkError.silent
                }
                defer { group.cancelAll() }
                return try await group.next() ?? .error
            }
            guard flag == .success else { throw LinkError.refused(flag) }
        }

        func send(_ month: FieldMonth, _ shift: Double, _ place: inout Place) async throws {
            while place.next < month.rows.count {
                try await wait(for: month.rows[place.next], shift)
                var buffer = ByteBuffer()
                let first = place.next
                let now = ContinuousClock.now
                while place.next < month.rows.count,
                    place.next - first < ReplayTerminal.mostAtOnce,
                    terminal.due(month.rows[place.next], shift) <= now
                {
                    try write(month.rows[place.next], isLate: place.next < place.late, to: &buffer)
                    place.next += 1
                }
                let byteCount = buffer.readableBytes
                place.recent.removeAll { now - $0.at > ReplayTerminal.resent }
                place.recent.append((first, now))
                try await outbound.write(buffer)
                terminal.counts.bytes.add(byteCount, ordering: .relaxed)
                terminal.counts.frames.add(place.next - first, ordering: .relaxed)
            }
        }

        /// Waits until a row is due; heartbeats say meanwhile that the terminal is there.
        private func wait(for row: FieldMonth.Row, _ shift: Double) async throws {
            let due = terminal.due(row, shift)
            while due > .now + ReplayTerminal.heartbeat {
                try await Task.sleep(for: ReplayTerminal.heartbeat)
                let frame = Frame(
                    .y2016,
                    .heartbeat,
                    sender: terminal.vehicle,
                    unit: DataUnit(.empty)
                )
                try await outbound.write(ByteBuffer(bytes: frame.encoded()))
            }
            guard due > .now else { return }
            try await Task.sleep(until: due, clock: .continuous)
        }

        private func write(
            _ row: FieldMonth.Row,
            isLate: Bool,
            to buffer: inout ByteBuffer
        ) throws {
            guard let time = terminal.plan.time(of: row) else { return }
            if isLate { terminal.counts.reissued.add(1, ordering: .relaxed) }
            let command: Command = isLate ? .reissue : .realtime
            buffer.writeBytes(try row.report(from: terminal.vehicle, at: time, command))
        }
    }

    /// When a row is to be sent.
    private func due(_ row: FieldMonth.Row, _ shift: Double) -> ContinuousClock.Instant {
        guard let speed = plan.speed else { return start }
        return start + .seconds((row.second + shift) / speed)
    }
}
