import GBT32960

/// Prints frames as they come, and counts them.
struct FramePrinting {
    let schema: UserBodySchema
    let isJSON: Bool

    private var frameCount = 0
    private var wrongCheckCount = 0
    /// How many frames, lines and stretches of bytes were no frame.
    private(set) var refusedCount = 0

    init(schema: UserBodySchema, isJSON: Bool) {
        self.schema = schema
        self.isJSON = isJSON
    }

    mutating func show(_ item: FrameInput.Item) {
        switch item {
        case .frame(let bytes): show(bytes)
        case .line(let number, let problem):
            refuse(["line": .integer(Int64(number)), "error": .string(problem)])
        case .damage(let damage):
            refuse([
                "offset": .integer(Int64(clamping: damage.offset)),
                "byte_count": .integer(Int64(damage.byteCount)),
                "error": .string("no frame: \(damage.reason)"),
            ])
        }
    }

    private mutating func show(_ bytes: [UInt8]) {
        do throws(FrameError) {
            let frame = try ReceivedFrame(bytes, schema: schema)
            frameCount += 1
            if !frame.check.isValid { wrongCheckCount += 1 }
            print(isJSON ? frame.report.json : frame.line)
        } catch {
            refusedCount += 1
            print(isJSON ? ReportValue.refused(bytes, error).json : "no frame: \(error)")
        }
    }

    private mutating func refuse(_ members: KeyValuePairs<String, ReportValue>) {
        refusedCount += 1
        let list = members.map { ReportValue.Member($0.key, $0.value) }
        guard !isJSON else { return print(ReportValue.object(list).json) }
        print(list.map { "\($0.name) \($0.value.json)" }.joined(separator: ", "))
    }

    /// Says how many there were, to people.
    func sumUp() {
        Terminal.say(
            """
            \(frameCount) frames, \(wrongCheckCount) of them with a wrong check; \
            \(refusedCount) pieces that are no frame.
            """
        )
    }
}

extension ReceivedFrame {
    /// The frame on one line: edition, command, sender, time and what it carries.
    fileprivate var line: String {
        let time = frame.unit.time.map { "\($0)" } ?? "-"
        var parts = [
            "\(header.edition.rawValue)", header.command.name, header.answer.name,
            header.sender.text, time,
        ]
        if !check.isValid { parts.append("wrong check") }
        if case .report(let report) = frame.unit.content {
            parts.append(report.bodies.map(\.name).joined(separator: " "))
        }
        return parts.joined(separator: "  ")
    }
}
