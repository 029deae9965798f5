/// Tells a terminal to do something; 2016.
///
/// - **Source.** Tables B.15...B.17.
public struct TerminalControl: Hashable, Sendable, Structure {
    public var time = BeijingTime.zero
    /// What to do, from 1, upgrade, to 7, start the sampling link; see ``name``.
    public var command: UInt8 = 0
    /// What the command needs, as the frame has it.
    public var arguments: [UInt8] = []

    public init() {}

    /// A name for reports: `upgrade`, `custom`.
    public var name: String {
        switch command {
        case 1: "upgrade"
        case 2: "power_off"
        case 3: "reset"
        case 4: "factory_reset"
        case 5: "drop_link"
        case 6: "alarm"
        case 7: "sampling_link"
        case 0x80...0xFE: "custom"
        default: "unknown"
        }
    }

    /// The parts of an upgrade's text, which semicolons separate; `nil` for other commands.
    public var upgrade: [String]? {
        guard command == 1 else { return nil }
        return arguments.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { PaddedText(padded: $0).text }
    }

    /// The level of an alarm, `0...3`; `nil` for other commands.
    public var alarmLevel: Reading<UInt8>? {
        command == 6 ? arguments.first?.reading : nil
    }

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.time("time", &time)
        try pass.integer("id", &command)
        try pass.data("args", &arguments, byteCount: nil)
    }
}
