public import MerkleLog
public import Vocabulary

/// Whom a verifier believes: the keys of one ledger's log and of the members that cosign it.
///
/// Whoever holds the right trust file needs nothing else to check a receipt. As text it is one C2SP
/// verifier key a line, see ``init(parsing:)``.
public struct TrustFile: Hashable, Sendable {
    /// The name of the ledger, which is the name of every log key.
    public let origin: LedgerOrigin
    /// The keys that may sign the ledger's checkpoints (algorithm 1), at least one.
    public let logKeys: [VerifierKey]
    /// The members that vote, each with the key that it cosigns with, at least one.
    public let cosigners: [Cosigner]

    /// A member and the key that it cosigns with.
    public struct Cosigner: Hashable, Sendable {
        /// The member.
        public let member: MemberID
        /// Its key (algorithm 4), named `<origin>/<member>`.
        public let key: VerifierKey
    }

    /// The smallest number of cosigners that is more than two thirds of them.
    public var quorum: Int { cosigners.count * 2 / 3 + 1 }

    /// Puts a trust file together from keys.
    ///
    /// - Throws: ``TrustFileError`` for the first key that cannot stand in it, counting the keys as
    ///   lines from 1.
    public init(_ keys: [VerifierKey]) throws(TrustFileError) {
        try self.init(keys.enumerated().map { Line(number: $0.offset + 1, key: $0.element) })
    }

    /// A key and the line that it stands on.
    struct Line {
        let number: Int
        let key: VerifierKey
    }

    init(_ lines: [Line]) throws(TrustFileError) {
        guard let first = lines.first(where: { $0.key.algorithm == .ed25519 }) else {
            throw .noLogKey
        }
        guard let origin = try? LedgerOrigin(first.key.name) else {
            throw .origin(line: first.number)
        }
        var logKeys: [VerifierKey] = []
        var cosigners: [Cosigner] = []
        var publicKeys: Set<[UInt8]> = []
        var members: Set<MemberID> = []
        for line in lines {
            guard publicKeys.insert(line.key.publicKey).inserted else {
                throw .repeatedKey(line: line.number)
            }
            switch line.key.algorithm {
            case .ed25519:
                guard isSameText(line.key.name, origin.text) else {
                    throw .otherOrigin(line: line.number)
                }
                logKeys.append(line.key)
            case .cosignatureV1:
                let member = try Self.member(of: line, origin: origin)
                guard members.insert(member).inserted else {
                    throw .repeatedMember(line: line.number)
                }
                cosigners.append(Cosigner(member: member, key: line.key))
            }
        }
        guard !cosigners.isEmpty else { throw .noCosigner }
        (self.origin, self.logKeys, self.cosigners) = (origin, logKeys, cosigners)
    }

    private static func member(
        of line: Line,
        origin: LedgerOrigin
    ) throws(TrustFileError) -> MemberID {
        let prefix = origin.text.utf8 + Array("/".utf8)
        guard line.key.name.utf8.starts(with: prefix),
            let member = try? MemberID(Substring(line.key.name.utf8.dropFirst(prefix.count)))
        else { throw .cosignerName(line: line.number) }
        return member
    }
}

/// Why a text or keys are no trust file; lines count from 1.
public enum TrustFileError: Error, Hashable, Sendable {
    /// The file has more than ``TrustFile/maximumByteCount`` bytes.
    case tooLong(byteCount: Int)
    /// The file has more than ``TrustFile/maximumLineCount`` lines.
    case tooManyLines
    /// The line is not UTF-8.
    case notUTF8(line: Int)
    /// The line is not a verifier key.
    case key(line: Int, VerifierKey.Refusal)
    /// The name of the first log key cannot be the name of a ledger.
    case origin(line: Int)
    /// A log key has another name than the first one.
    case otherOrigin(line: Int)
    /// A cosigning key is not named `<origin>/<member>`.
    case cosignerName(line: Int)
    /// A public key stands in the file twice.
    case repeatedKey(line: Int)
    /// A member has a second cosigning key, which would be a second vote.
    case repeatedMember(line: Int)
    /// No line is a log key.
    case noLogKey
    /// No line is a cosigning key.
    case noCosigner
}
