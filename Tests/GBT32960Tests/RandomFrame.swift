import TestSupport

@testable import GBT32960

/// Random frames of every command and body of both editions.
struct RandomFrame {
    private var fill: RandomFill

    init(seed: UInt64) {
        fill = RandomFill(random: SplitMix64(seed: seed))
    }

    mutating func next() -> Frame {
        let edition = pick(Edition.allCases)
        let command = pick(Self.commands(of: edition))
        let isAnswer = Int.random(in: 0..<4, using: &fill.random) == 0
        let answer: AnswerFlag = isAnswer ? pick([.success, .error, .duplicateVIN]) : .command
        return Frame(
            edition,
            command,
            answer: answer,
            sender: sender(),
            unit: unit(edition, command, isAnswer: isAnswer)
        )
    }

    /// A realtime report with every body at most once.
    mutating func report(_ edition: Edition) -> Frame {
        Frame(
            edition,
            pick([.realtime, .reissue]),
            sender: sender(),
            unit: DataUnit(reportContent(edition))
        )
    }

    /// A list of parameters, each domain after its length.
    mutating func parameters() -> ParameterList {
        var list = ParameterList()
        list.time = fill.time()
        var items: [Parameter] = []
        for id in UInt8(1)...16 where Bool.random(using: &fill.random) {
            if id == 0x05 || id == 0x0E {
                items.append(Parameter(id: id - 1, bytes: [3]))
                items.append(Parameter(id: id, bytes: Array("a.b".utf8)))
            } else if let length = Parameter.length(of: id, after: items) {
                items.append(Parameter(id: id, bytes: fill.random.bytes(length)))
            }
        }
        list.parameters = pick([.list(items), .list(items), .invalid, .abnormal])
        return list
    }

    private static func commands(of edition: Edition) -> [Command] {
        let both: [Command] = [
            .vehicleLogin, .realtime, .reissue, .vehicleLogout, .platformLogin, .platformLogout,
            .heartbeat, .timeSync, .realtime, .realtime,
        ]
        return both
            + (edition == .y2016
                ? [.parameterQuery, .parameterSet, .terminalControl]
                : [.activation, .activationAnswer, .keyExchange])
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &fill.random)]
    }

    private mutating func sender() -> SenderID {
        let text = (0..<17).map { _ in UInt8.random(in: 48...57, using: &fill.random) }
        return SenderID(text) ?? SenderID(first: 0, second: 0, last: 0)
    }

    private mutating func filled<Content: Structure>(_ edition: Edition) -> Content {
        var content = Content()
        content.visit(&fill, in: edition)
        return content
    }

    private mutating func unit(
        _ edition: Edition,
        _ command: Command,
        isAnswer: Bool
    ) -> DataUnit {
        if isAnswer, Bool.random(using: &fill.random) {
            return DataUnit(Bool.random(using: &fill.random) ? .empty : .time(fill.time()))
        }
        return DataUnit(content(edition, command, isAnswer: isAnswer))
    }

    private mutating func content(
        _ edition: Edition,
        _ command: Command,
        isAnswer: Bool
    ) -> DataUnit.Content {
        switch command {
        case .vehicleLogin:
            edition == .y2016 ? .login2016(filled(edition)) : .login2025(filled(edition))
        case .vehicleLogout, .platformLogout: .logout(filled(edition))
        case .platformLogin: .platformLogin(filled(edition))
        case .heartbeat, .timeSync: .empty
        case .activation where !isAnswer: .activation(filled(edition))
        case .activation, .activationAnswer: .activationAnswer(filled(edition))
        case .keyExchange: .keyExchange(filled(edition))
        case .parameterQuery where !isAnswer: .parameterQuery(filled(edition))
        case .parameterQuery, .parameterSet: .parameters(parameters())
        case .terminalControl: .control(filled(edition))
        default: reportContent(edition)
        }
    }

    private mutating func reportContent(_ edition: Edition) -> DataUnit.Content {
        var report = VehicleReport(time: fill.time())
        for type in (UInt8(1)...0x32).shuffled(using: &fill.random) {
            guard Int.random(in: 0..<3, using: &fill.random) > 0,
                var body = Body(type: type, in: edition)
            else { continue }
            body.visit(&fill, in: edition)
            report.bodies.append(body)
        }
        if Bool.random(using: &fill.random) {
            let data = fill.random.bytes(Int.random(in: 0...20, using: &fill.random))
            let type = UInt8.random(in: 0x80...0xFE, using: &fill.random)
            report.bodies.append(.user(UserBody(type: type, data: data)))
        }
        if edition == .y2025, Bool.random(using: &fill.random) {
            report.signature = filled(edition)
        }
        return .report(report)
    }
}

extension [UInt8] {
    /// A frame with its length and check put right after a change.
    var repaired: [UInt8] {
        var frame = self
        let length = Swift.min(frame.count - FrameHeader.overhead, FrameHeader.maximumUnitLength)
        guard length >= 0 else { return frame }
        frame[22] = UInt8(length >> 8)
        frame[23] = UInt8(length & 0xFF)
        frame[frame.count - 1] = frame[2..<frame.count - 1].reduce(0, ^)
        return frame
    }
}
