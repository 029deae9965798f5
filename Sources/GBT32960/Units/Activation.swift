/// A terminal makes its public key known; 2025.
public struct Activation: Hashable, Sendable, Structure {
    public var time = BeijingTime.zero
    /// The security chip's number, 16 characters.
    public var chipID: PaddedText = ""
    public var publicKey: [UInt8] = []
    public var vin: PaddedText = ""
    /// Over everything before it; no type stands before it.
    public var signature = Signature()

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in edition: Edition
    ) throws(Pass.Failure) {
        try visitSigned(&pass)
        try signature.visit(&pass, in: edition)
    }

    /// Passes over what the signature is over.
    mutating func visitSigned<Pass: FieldPass>(_ pass: inout Pass) throws(Pass.Failure) {
        try pass.time("time", &time)
        try pass.text("chip_id", &chipID, byteCount: 16)
        try pass.block("pubkey", &publicKey)
        try pass.text("vin", &vin, byteCount: 17)
    }
}

/// The answer to an activation; 2025.
public struct ActivationAnswer: Hashable, Sendable, Structure {
    /// 1 activated, 2 failed.
    public var status: UInt8 = 0
    /// Why it failed; the sources differ on the meaning.
    public var information: UInt8 = 0

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.integer("status", &status)
        try pass.integer("info", &information)
    }
}

/// A key for the encryption of data units; 2025.
public struct KeyExchange: Hashable, Sendable, Structure {
    /// The kind of key.
    public var keyType: UInt8 = 0
    public var key: [UInt8] = []
    public var validFrom = BeijingTime.zero
    public var validTo = BeijingTime.zero

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.integer("key_type", &keyType)
        try pass.block("key", &key)
        try pass.time("valid_from", &validFrom)
        try pass.time("valid_to", &validTo)
    }
}
