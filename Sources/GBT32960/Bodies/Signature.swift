/// The signature at the end of a report, type FF, or of an activation; 2025.
///
/// What is signed is the data unit from its time to the byte before the signature's type.
public struct Signature: Hashable, Sendable, Structure {
    public var algorithm = Choice<SignatureAlgorithm>.invalid
    /// R; of RSA the whole signature.
    public var r: [UInt8] = []
    /// S; empty for RSA.
    public var s: [UInt8] = []

    /// The type that stands before it in a report.
    static let type: UInt8 = 0xFF

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.choice("algo", &algorithm)
        try pass.block("r", &r)
        try pass.block("s", &s)
    }
}
