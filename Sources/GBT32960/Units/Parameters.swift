/// Asks a terminal for parameters; 2016.
///
/// - **Source.** Table B.9.
public struct ParameterQuery: Hashable, Sendable, Structure {
    public var time = BeijingTime.zero
    /// The parameters asked for; see ``Parameter/id``.
    public var ids = Series<UInt8>([], .shortNumber)

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.time("time", &time)
        try pass.series("ids", &ids, count: .byte, as: .numbers)
    }
}

/// A terminal's parameters, told or to be set; 2016.
///
/// - **Source.** Tables B.10 and B.11. One bad parameter makes a terminal refuse a whole set.
public struct ParameterList: Hashable, Sendable {
    public var time = BeijingTime.zero
    public var parameters: Counted<Parameter> = []

    public init() {}
}

/// One parameter of a terminal.
///
/// - **Source.** Table B.12.
public struct Parameter: Hashable, Sendable {
    /// What the parameter is, `0x01...0x10`.
    public var id: UInt8
    /// The value as the frame has it.
    public var bytes: [UInt8]

    /// Creates a parameter.
    public init(id: UInt8, bytes: [UInt8]) {
        self.id = id
        self.bytes = bytes
    }

    /// A value in terms of its kind.
    public enum Value: Hashable, Sendable {
        case number(Reading<UInt16>)
        case text(PaddedText)
    }

    /// The value; `nil` for an unknown parameter or the wrong number of bytes.
    public var value: Value? {
        guard let form = Self.form(of: id) else { return nil }
        switch (form, bytes.count) {
        case (.byte, 1): return .number(bytes[0].reading.map(UInt16.init))
        case (.word, 2): return .number((UInt16(bytes[0]) << 8 | UInt16(bytes[1])).reading)
        case (.version, 5), (.domain, _): return .text(PaddedText(padded: bytes))
        default: return nil
        }
    }
}

extension Parameter {
    /// How long a value is.
    enum Form {
        case byte
        case word
        /// Five characters.
        case version
        /// As many characters as the parameter before it in number says.
        case domain
    }

    static func form(of id: UInt8) -> Form? {
        switch id {
        case 0x04, 0x09, 0x0C, 0x0D, 0x10: .byte
        case 0x01, 0x02, 0x03, 0x06, 0x0A, 0x0B, 0x0F: .word
        case 0x07, 0x08: .version
        case 0x05, 0x0E: .domain
        default: nil
        }
    }

    /// A name for reports: `heartbeat_s`.
    public var name: String {
        switch id {
        case 0x01: "storage_period_ms"
        case 0x02: "report_period_s"
        case 0x03: "alarm_period_ms"
        case 0x04: "domain_length"
        case 0x05: "domain"
        case 0x06: "port"
        case 0x07: "hardware_version"
        case 0x08: "firmware_version"
        case 0x09: "heartbeat_s"
        case 0x0A: "terminal_timeout_s"
        case 0x0B: "platform_timeout_s"
        case 0x0C: "retry_pause_min"
        case 0x0D: "public_domain_length"
        case 0x0E: "public_domain"
        case 0x0F: "public_port"
        case 0x10: "sampling"
        default: "unknown"
        }
    }
}
