import MerkleLog
import Verification

/// No bytes are a proven receipt under a key whose private half nobody has.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReceipt(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = try? TrustFile(parsing: bytes)
    if let trust, ReceiptVerifier.verify(bytes, trust: trust).verdict == .proven {
        fatalError("bytes that nobody signed are proven")
    }
    return 0
}

private let trust = try? TrustFile([
    VerifierKey(
        name: "cyclade.example/fuzz",
        algorithm: .ed25519,
        publicKey: Array(repeating: 7, count: 32)
    ),
    VerifierKey(
        name: "cyclade.example/fuzz/operator",
        algorithm: .cosignatureV1,
        publicKey: Array(repeating: 9, count: 32)
    ),
])
