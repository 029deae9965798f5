public import Vocabulary

public import struct Crypto.SHA256

/// SHA-256 over a prefix that says what the bytes are, and the bytes.
///
/// No two kinds of thing can be taken for each other, whatever their bytes.
public enum DomainDigest {
    /// The digest of a batch as its proposer wrote it.
    public static func batch(_ bytes: [UInt8]) -> Digest {
        digest(hash("cyclade/batch/v1\0", bytes))
    }

    /// The digest of a genesis, which block 0 carries as its batch digest.
    public static func genesis(_ bytes: [UInt8]) -> Digest {
        digest(hash("cyclade/genesis/v1\0", bytes))
    }

    /// The id of a transaction.
    static func transactionID(_ body: [UInt8]) -> Digest {
        digest(hash("cyclade/txid/v1\0", body))
    }

    /// What the signature of a transaction is over.
    public static func transactionMessage(_ body: [UInt8]) -> SHA256.Digest {
        hash("cyclade/tx/v1\0", body)
    }

    private static func hash(_ domain: String, _ bytes: [UInt8]) -> SHA256.Digest {
        var hasher = SHA256()
        hasher.update(data: Array(domain.utf8))
        hasher.update(data: bytes)
        return hasher.finalize()
    }

    private static func digest(_ hash: SHA256.Digest) -> Digest {
        unsafe hash.withUnsafeBytes { unsafe Digest(reading: $0) }
    }
}
