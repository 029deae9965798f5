/// What batteries are listed by, as places in the bytes of a stored record.
struct BatteryFields {
    /// The tags of `Record.battery` and of the fields of `Battery`.
    private enum Tag {
        static let battery: UInt64 = 18
        static let code: UInt64 = 1
        static let model: UInt64 = 4
        static let owner: UInt64 = 9
        static let custodian: UInt64 = 10
        static let stage: UInt64 = 11
    }

    private(set) var code = 0..<0
    private(set) var model = 0..<0
    private(set) var owner = 0..<0
    private(set) var custodian = 0..<0
    private(set) var stage: UInt64 = 0

    /// Finds the fields of a battery's record.
    ///
    /// - Returns: `nil` for a record of another kind, and for what is no record.
    init?(record: [UInt8]) {
        var battery: Range<Int>?
        let isRead = WireFields.forEach(in: record.span, at: record.indices) { tag, value in
            if tag == Tag.battery, case .bytes(let range) = value { battery = range }
        }
        guard isRead, let battery else { return nil }
        var fields = BatteryFields()
        let isWhole = WireFields.forEach(in: record.span, at: battery) { tag, value in
            switch (tag, value) {
            case (Tag.code, .bytes(let range)): fields.code = range
            case (Tag.model, .bytes(let range)): fields.model = range
            case (Tag.owner, .bytes(let range)): fields.owner = range
            case (Tag.custodian, .bytes(let range)): fields.custodian = range
            case (Tag.stage, .number(let stage)): fields.stage = stage
            default: break
            }
        }
        guard isWhole else { return nil }
        self = fields
    }

    private init() {}
}
