/// A battery code read from a label, and how the label departs from the standard.
public struct LabelReading: Hashable, Sendable {
    /// The code, in upper case and one line.
    public let code: BatteryCode

    /// What had to be put right or let pass; worth a warning, never a reason to drop the battery.
    public let irregularities: Set<LabelIrregularity>
}

/// A way in which a real label or its scanner departs from the standard.
public enum LabelIrregularity: String, CaseIterable, Hashable, Sendable {
    /// Letters came in lower case; they were raised.
    case lowerCase
    /// The code came in two lines, of 14 and 10 characters; they were joined.
    case joinedLines
    /// The serial number holds letters; it was let pass, and ``BatteryCode/serial`` is `nil`.
    case nonDigitSerial
}

extension BatteryCode {
    /// Reads a code as a scanner delivers it.
    ///
    /// Strips white space and control characters from both ends, joins two lines of 14 and 10
    /// characters, raises ASCII letters to upper case, and lets a serial number with letters pass.
    /// Characters outside ASCII are refused, look-alikes included.
    ///
    /// - Throws: ``BatteryCodeError`` when what is left is no code even as printed; positions
    ///   count in what is left.
    public static func normalising(
        label: some StringProtocol
    ) throws(BatteryCodeError) -> LabelReading {
        var irregularities: Set<LabelIrregularity> = []
        let label = String(label)
        var bytes = label.utf8.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        guard bytes.count <= longestLabel else { throw .length(bytes.count) }

        var code = Array(bytes)
        let second = code.dropFirst(firstLineLength).drop(while: isBlank)
        if second.count == secondLineLength, second.startIndex > firstLineLength {
            code.removeSubrange(firstLineLength..<second.startIndex)
            irregularities.insert(.joinedLines)
        }
        for offset in code.indices where lowerCase.contains(code[offset]) {
            code[offset] -= UInt8(ascii: "a") - UInt8(ascii: "A")
            irregularities.insert(.lowerCase)
        }
        let parsed = try BatteryCode(asPrinted: String(decoding: code, as: UTF8.self))
        if parsed.serial == nil { irregularities.insert(.nonDigitSerial) }
        return LabelReading(code: parsed, irregularities: irregularities)
    }

    private static let firstLineLength = 14
    private static let secondLineLength = 10
    private static let lowerCase = UInt8(ascii: "a")...UInt8(ascii: "z")

    // Room for a code in look-alikes of four bytes, so that these are named, and for line ends.
    private static let longestLabel = 128

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte <= UInt8(ascii: " ") || byte == 0x7F
    }
}
