public import Verification
public import Vocabulary

/// Why the vault did not do what it was asked, where, and what to do.
///
/// No case carries a confidential value, so an error may be logged.
public enum VaultError: Error, Hashable, Sendable {
    /// Bytes from outside are not the message that they are given as.
    case form(VaultMessage, FormProblem)
    /// The sealed payload and its key do not give what the commitment says.
    case notOpened(Commitment)
    /// The grant is not for this vault, or not for this payload.
    case grant(Commitment, GrantProblem)
    /// The vault does not hold the payload.
    case notHeld(Commitment)
    /// This member has declared that its key to the payload is destroyed.
    case erased(Commitment)
    /// The payload came from another member, which alone may share it.
    case notOwn(Commitment, grantor: MemberID)
    /// There is no such grant to take back.
    case notGranted(Commitment, MemberID)
    /// A file or directory cannot be used.
    case file(path: String, FileProblem)
    /// A cryptographic operation that has no reason to fail has failed.
    case cryptography(String)
}

/// The messages of `vault.proto` that come from outside.
public enum VaultMessage: String, Hashable, Sendable {
    case clearPayload = "clear payload"
    case sealedPayload = "sealed payload"
    case grantedKey = "granted key"
    case erasureStatement = "erasure statement"
    case passphrase = "passphrase"
    case encryptionKey = "encryption key"
}

/// What is wrong with a message.
public enum FormProblem: Hashable, Sendable {
    /// More bytes than such a message may have.
    case tooLarge(byteCount: Int, limit: Int)
    /// Not the one encoding that the schema gives.
    case encoding(CanonicalFormError)
    /// A field does not hold what it must; its name in the contract, and what is expected.
    case field(String, expected: String)
}

/// Why a grant gives no key.
public enum GrantProblem: Hashable, Sendable {
    /// It is for another ledger.
    case otherLedger
    /// It is for another member.
    case otherGrantee(MemberID)
    /// It is for another sealed payload than the one that came with it.
    case otherPayload
    /// The key cannot be unwrapped: altered, or wrapped to another encryption key.
    case notUnwrapped
}

/// What is wrong with a file, or with the directory that it lies in.
public enum FileProblem: Hashable, Sendable {
    case missing
    case exists
    /// Others than its owner may read or write it.
    case exposed
    case notOwned
    /// A symbolic link, which could lead anywhere.
    case symbolicLink
    /// Neither a file nor a directory, where one is expected.
    case irregular
    case tooLarge(limit: Int)
    /// What the operating system or SQLite says.
    case io(String)
    /// Not a key file, or an altered one.
    case malformed
    /// A key file for another use.
    case otherKind(found: String)
    /// The parameters of scrypt ask for more memory or time than this program gives.
    case costly
    case passphraseNeeded
    /// The passphrase is another, or the file is altered; the two cannot be told apart.
    case notOpened
    /// Not a vault, or one whose making was cut short; nothing was stored in it.
    case unfinished
    /// The vault was written in another format.
    case otherFormat(found: Int, expected: Int)
    /// The vault was made with other keys, or is altered.
    case otherKeys
    /// SQLite finds the file damaged.
    case damaged(String)
    /// Another process holds the file.
    case busy
}

// MARK: - Words

extension VaultError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .form(let message, let problem):
            "The \(message.rawValue) cannot be used: \(problem)."
        case .notOpened(let commitment):
            "Payload \(commitment) does not open: it was altered, or the key is another's. "
                + "Ask who granted it for a new copy."
        case .grant(let commitment, let problem):
            "The grant of payload \(commitment) is refused: \(problem)."
        case .notHeld(let commitment):
            "Payload \(commitment) is not in this vault. Ask its owner for a grant."
        case .erased(let commitment):
            "Payload \(commitment) was erased here, and that has been declared; it stays so."
        case .notOwn(let commitment, let grantor):
            "Payload \(commitment) was granted by \(grantor). Ask \(grantor) to grant it."
        case .notGranted(let commitment, let member):
            "Payload \(commitment) is not granted to \(member). Look at its grants."
        case .file(let path, let problem):
            "\(path) \(problem.text(path))"
        case .cryptography(let what):
            "The cryptographic library failed: \(what). Try again; report it if it happens again."
        }
    }
}

extension FormProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLarge(let byteCount, let limit):
            "it has \(byteCount) bytes, and may have \(limit)"
        case .encoding(.undecodable): "it is not such a message"
        case .encoding(.unknownValue): "it has a value that this version does not know"
        case .encoding(.notCanonical): "it is not in its one encoding"
        case .field(let name, let expected): "\(name) must be \(expected)"
        }
    }
}

extension GrantProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .otherLedger: "it is for another ledger"
        case .otherGrantee(let member): "it is for \(member)"
        case .otherPayload: "it is for another sealed payload than the one beside it"
        case .notUnwrapped:
            "its key was altered or wrapped to another encryption key; ask for a new grant"
        }
    }
}

extension FileProblem {
    fileprivate func text(_ path: String) -> String {
        switch self {
        case .missing: "does not exist."
        case .exists: "exists already. Choose another path."
        case .exposed: "can be read by others. Run 'chmod go= \(path)', and renew what it holds."
        case .notOwned: "belongs to another user. Run this as its owner."
        case .symbolicLink: "is a symbolic link. Name the file that it leads to."
        case .irregular: "is not a regular file or directory."
        case .tooLarge(let limit): "is larger than \(limit) bytes."
        case .io(let what): "cannot be read or written: \(what)."
        case .malformed: "is not a whole key file. Restore it from a copy."
        case .otherKind(let found): "holds keys of kind '\(found)'. Name another key file."
        case .costly: "asks for more memory or time than a passphrase may take. Do not trust it."
        case .passphraseNeeded: "is protected. Give its passphrase."
        case .notOpened: "does not open: the passphrase is another, or the file was altered."
        case .unfinished: "is not a vault, or was never finished. Remove it and make one."
        case .otherFormat(let found, let expected):
            "has format \(found), not \(expected). Use the version that wrote it."
        case .otherKeys: "was made with other keys. Name the key file that belongs to it."
        case .damaged(let what): "is damaged: \(what). Restore it from a backup."
        case .busy: "is in use by another process. Try again when that has ended."
        }
    }
}
