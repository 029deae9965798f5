/// A vehicle's login in 2016.
///
/// - **Source.** Table 6.
public struct Login2016: Hashable, Sendable, Structure {
    public var time = BeijingTime.zero
    /// The number of this login in its day's cycle, `1...65531`.
    public var sequence: UInt16 = 0
    /// The SIM card's number, 20 characters.
    public var iccid: PaddedText = ""
    /// The number of rechargeable subsystems, `0...250`.
    public var subsystems: UInt8 = 0
    /// The bytes of each code, `0...50`; 0 if none are sent.
    public var codeLength: UInt8 = 0
    /// One code for each subsystem, unless ``codeLength`` is 0.
    public var codes: [PaddedText] = []

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.time("time", &time)
        try pass.integer("seq", &sequence)
        try pass.text("iccid", &iccid, byteCount: 20)
        try pass.integer("subsystems", &subsystems)
        try pass.integer("code_length", &codeLength)
        let count = codeLength == 0 ? 0 : Int(subsystems.reading.value ?? 0)
        try pass.texts("codes", &codes, count: count, byteCount: Int(codeLength))
    }
}

/// A vehicle's login in 2025: one GB/T 34014 code for each pack.
public struct Login2025: Hashable, Sendable, Structure {
    public var time = BeijingTime.zero
    /// The number of this login in its day's cycle.
    public var sequence: UInt16 = 0
    /// The SIM card's number, 20 characters.
    public var iccid: PaddedText = ""
    /// The codes of the packs of each battery management system: at most 20 systems of 50 packs.
    public var systems: Counted<Counted<PaddedText>> = []

    /// The bytes of a code.
    static let codeLength = 24

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.time("time", &time)
        try pass.integer("seq", &sequence)
        try pass.text("iccid", &iccid, byteCount: 20)
        try pass.packCodes(&systems, byteCount: Self.codeLength)
    }
}

/// A logout of a vehicle or platform.
public struct Logout: Hashable, Sendable, Structure {
    public var time = BeijingTime.zero
    /// The number of the login that it ends.
    public var sequence: UInt16 = 0

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.time("time", &time)
        try pass.integer("seq", &sequence)
    }
}

/// A platform's login.
///
/// - **Source.** Table 21.
public struct PlatformLogin: Hashable, Sendable, Structure {
    public var time = BeijingTime.zero
    /// The number of this login in its day's cycle.
    public var sequence: UInt16 = 0
    /// The user, at most 12 bytes.
    public var user: PaddedText = ""
    /// The password, at most 20 bytes.
    public var password: PaddedText = ""
    /// How the platform encrypts its units; see ``UnitEncryption``.
    public var encryption: UInt8 = UnitEncryption.none.rawValue

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.time("time", &time)
        try pass.integer("seq", &sequence)
        try pass.text("user", &user, byteCount: 12)
        try pass.text("password", &password, byteCount: 20)
        try pass.integer("enc_rule", &encryption)
    }
}

extension DataUnit {
    /// The codes of the packs that a login names, as it writes them; `nil` for other units.
    public var packCodes: [String]? {
        switch content {
        case .login2016(let login): login.codes.map(\.text)
        case .login2025(let login): login.systems.elements.flatMap(\.elements).map(\.text)
        default: nil
        }
    }
}
