internal import Vocabulary

extension ReceivedFrame {
    /// The frame as one object: the header, the check, and the unit in physical units.
    ///
    /// A field without a value is `"invalid"` or `"abnormal"`. What could not be decoded is under
    /// `undecoded`, with where and why; an impossible time has an `error`.
    public var report: ReportValue {
        var report = FieldReport()
        report.add("edition", .integer(header.edition.rawValue))
        report.add("cmd", .integer(header.command.rawValue))
        report.add("cmd_name", .string(header.command.name))
        report.add("ack", .integer(header.answer.rawValue))
        report.add("ack_name", .string(header.answer.name))
        report.add("vin", .string(header.sender.text))
        report.add("vin_check_ok", .bool(header.sender.hasValidCheckDigit))
        report.add("enc", .integer(header.encryption.rawValue))
        report.add("unit_length", .integer(header.unitLength))
        report.add("frame_length", .integer(header.frameLength))
        report.add("bcc", .integer(check.received))
        report.add("bcc_ok", .bool(check.isValid))
        if !check.isValid { report.add("bcc_calc", .integer(check.computed)) }
        let unit = frame.unit.members(in: header.edition, signedByteCount: signedBytes?.count)
        report.add("unit", .object(unit))
        return .object(report.members)
    }
}

extension ReportValue {
    /// The object for bytes that are no frame: `{"error": …, "hex": …}`.
    public static func refused(_ bytes: [UInt8], _ error: FrameError) -> ReportValue {
        .object(["error": .string("\(error)"), "hex": .hex(bytes)])
    }
}
