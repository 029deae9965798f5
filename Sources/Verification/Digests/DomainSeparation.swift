public import FoundationEssentials
public import Vocabulary

public import struct Crypto.SHA256

/// SHA-256 over a label and some bytes, so that a digest for one purpose never serves another.
///
/// A label ends in a zero byte, which no label contains: no label and bytes together spell the
/// beginning of another label.
public enum DomainSeparation {
    private static let end: UInt8 = 0

    /// SHA-256(label ‖ 0x00 ‖ bytes), for signing.
    public static func sha256(_ label: String, _ bytes: some ContiguousBytes) -> SHA256.Digest {
        var hasher = SHA256()
        var label = label
        label.withUTF8 { unsafe hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        unsafe withUnsafeBytes(of: end) { unsafe hasher.update(bufferPointer: $0) }
        unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
        return hasher.finalize()
    }

    /// SHA-256(label ‖ 0x00 ‖ bytes), as a name of the bytes.
    public static func digest(_ label: String, _ bytes: some ContiguousBytes) -> Digest {
        unsafe sha256(label, bytes).withUnsafeBytes { unsafe Digest(reading: $0) }
    }
}

/// What a seal and a batch call another batch by.
public enum BatchDigest {
    /// SHA-256 of `"cyclade/batch/v1\0"` and the batch as ordered.
    public static func of(_ batch: some ContiguousBytes) -> Digest {
        DomainSeparation.digest("cyclade/batch/v1", batch)
    }
}

/// What the first seal calls the genesis by.
public enum GenesisDigest {
    /// SHA-256 of `"cyclade/genesis/v1\0"` and the serialized genesis.
    public static func of(_ genesis: some ContiguousBytes) -> Digest {
        DomainSeparation.digest("cyclade/genesis/v1", genesis)
    }
}

/// What a transaction is called by, and what its member signs.
public enum TransactionDigest {
    /// SHA-256 of `"cyclade/txid/v1\0"` and the serialized body: the transaction's id.
    public static func id(ofBody body: some ContiguousBytes) -> Digest {
        DomainSeparation.digest("cyclade/txid/v1", body)
    }

    /// SHA-256 of `"cyclade/tx/v1\0"` and the serialized body: what is signed.
    public static func message(ofBody body: some ContiguousBytes) -> SHA256.Digest {
        DomainSeparation.sha256("cyclade/tx/v1", body)
    }
}
