/// A witness’s signature of a checkpoint at a time.
///
/// The bytes of a signature line under a key of ``VerifierKey/Algorithm/cosignatureV1``.
///
/// - **Source.** C2SP tlog-cosignature, `cosignature/v1`.
public struct Cosignature: Hashable, Sendable {
    /// The number of bytes: 8 of time, 64 of signature.
    public static let byteCount = 72

    private static let timeByteCount = 8

    /// When the witness signed, in seconds of Unix time.
    public let time: UInt64
    /// The Ed25519 signature, 64 bytes.
    public let signature: [UInt8]

    /// Reads a cosignature; `nil` unless there are 72 bytes.
    ///
    /// Says nothing about whether the signature holds.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount,
            let time = UInt64(bigEndianBytes: bytes.prefix(Self.timeByteCount))
        else { return nil }
        self.time = time
        signature = Array(bytes.dropFirst(Self.timeByteCount))
    }

    /// What a witness signs: the time and the text of the checkpoint.
    static func message(text: String, time: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
    }
}
