// A sample is written as what differs from the one before it: about eight bytes.
//
// seconds later (varint) | lanes that differ (byte) | others that differ (byte) | each lane's
// difference (zigzag varint) | statuses (8) | activity (byte) | level (byte), flags (varint) |
// insulation (varint)

private struct Changes: OptionSet {
    let rawValue: UInt8

    static let statuses = Changes(rawValue: 1)
    static let activity = Changes(rawValue: 2)
    static let alarms = Changes(rawValue: 4)
    static let insulation = Changes(rawValue: 8)
    static let all: Changes = [.statuses, .activity, .alarms, .insulation]
}

extension Sample {
    /// Appends the sample to those that end with `previous`, which is earlier.
    func append(after previous: Sample, to bytes: inout [UInt8]) {
        VarInt.append(second &- previous.second, to: &bytes)
        let differences = values &- previous.values
        var lanes: UInt8 = 0
        for lane in 0..<8 where differences[lane] != 0 { lanes |= 1 << UInt8(lane) }
        var changes: Changes = []
        if statuses != previous.statuses { changes.insert(.statuses) }
        if activity != previous.activity { changes.insert(.activity) }
        if (alarmLevel, alarmFlags) != (previous.alarmLevel, previous.alarmFlags) {
            changes.insert(.alarms)
        }
        if insulation != previous.insulation { changes.insert(.insulation) }
        bytes.append(lanes)
        bytes.append(changes.rawValue)
        for lane in 0..<8 where lanes >> UInt8(lane) & 1 == 1 {
            VarInt.append(VarInt.zigzag(differences[lane]), to: &bytes)
        }
        if changes.contains(.statuses) {
            for lane in 0..<8 { bytes.append(statuses[lane]) }
        }
        if changes.contains(.activity) { bytes.append(activity.rawValue) }
        if changes.contains(.alarms) {
            bytes.append(alarmLevel)
            VarInt.append(alarmFlags, to: &bytes)
        }
        if changes.contains(.insulation) { VarInt.append(UInt32(insulation), to: &bytes) }
    }

    /// Reads the sample after `previous`.
    ///
    /// - Throws: ``MalformedSamples`` for what ``append(after:to:)`` never writes.
    init(_ reader: inout SampleReader, after previous: Sample) throws(MalformedSamples) {
        self = previous
        let (second, overflow) = previous.second.addingReportingOverflow(try reader.varInt())
        guard !overflow, second > previous.second || previous == .zero else {
            throw MalformedSamples()
        }
        self.second = second
        let lanes = try reader.byte()
        let changes = Changes(rawValue: try reader.byte())
        guard changes.isSubset(of: .all) else { throw MalformedSamples() }
        for lane in 0..<8 where lanes >> UInt8(lane) & 1 == 1 {
            values[lane] &+= VarInt.unzigzag(try reader.varInt())
        }
        if changes.contains(.statuses) {
            for lane in 0..<8 { statuses[lane] = try reader.byte() }
        }
        if changes.contains(.activity) {
            guard let activity = Activity(rawValue: try reader.byte()) else {
                throw MalformedSamples()
            }
            self.activity = activity
        }
        if changes.contains(.alarms) {
            alarmLevel = try reader.byte()
            alarmFlags = try reader.varInt()
        }
        if changes.contains(.insulation) {
            guard let insulation = UInt16(exactly: try reader.varInt()),
                insulation <= Self.mostInsulation || insulation == Self.noInsulation
            else { throw MalformedSamples() }
            self.insulation = insulation
        }
        // The sample before is sound, so that only what differs can be wrong.
        let suspects: UInt8 = changes.contains(.statuses) ? 0xFF : lanes
        guard isSound(suspects) else { throw MalformedSamples() }
    }

    /// Whether the sample is one that can come of a report: the fold counts on it.
    private func isSound(_ suspects: UInt8) -> Bool {
        for lane in 0..<8 where suspects >> UInt8(lane) & 1 == 1 {
            let (value, status) = (values[lane], statuses[lane])
            if status == FieldStatus.valid.rawValue {
                guard value >= Self.lowest[lane], value <= Self.highest[lane] else { return false }
            } else {
                guard status < FieldStatus.valid.rawValue, value == 0 else { return false }
            }
        }
        return alarmLevel <= 4 || alarmLevel >= Self.levelUnknown
    }

    private static let lowest = bounds(\.lowerBound)
    private static let highest = bounds(\.upperBound)

    private static func bounds(_ bound: (ClosedRange<Int32>) -> Int32) -> SIMD8<Int32> {
        var result = SIMD8<Int32>.zero
        for field in SampleField.allCases { result[field.rawValue] = bound(field.plausible) }
        return result
    }
}
