import FoundationEssentials
import Glibc
import Vocabulary

import enum Crypto.Curve25519
import enum Crypto.P256

/// Why a key file cannot be used.
public enum KeyFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file cannot be read or written.
    case unreadable(path: String)
    /// Others than its owner may read the file.
    case exposed(path: String)
    /// The file does not hold the keys of a member.
    case malformed(path: String)

    public var description: String {
        switch self {
        case .unreadable(let path): "\(path) cannot be read or written."
        case .exposed(let path): "\(path) can be read by others: run 'chmod 600 \(path)'."
        case .malformed(let path): "\(path) does not hold the keys of a member."
        }
    }
}

extension MemberKeys {
    private struct File: Codable {
        var member: String
        var keyID: String
        var signingKey: String
        var logKey: String?
        var cosigningKey: String?
    }

    /// Reads keys from a file that only its owner may read.
    public init(readingFrom path: String) throws(KeyFileError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0,
            let contents = FileManager.default.contents(atPath: path)
        else { throw .unreadable(path: path) }
        guard status.st_mode & 0o077 == 0 else { throw .exposed(path: path) }
        guard let file = try? JSONDecoder().decode(File.self, from: contents),
            let signing = [UInt8](hex: file.signingKey),
            let key = try? P256.Signing.PrivateKey(rawRepresentation: signing)
        else { throw .malformed(path: path) }
        self.init(
            memberID: file.member,
            keyID: file.keyID,
            signing: key,
            node: try Self.node(of: file, path)
        )
    }

    private static func node(
        of file: File,
        _ path: String
    ) throws(KeyFileError) -> NodePrivateKeys? {
        guard let logKey = file.logKey, let cosigningKey = file.cosigningKey else { return nil }
        func key(_ text: String) throws(KeyFileError) -> Curve25519.Signing.PrivateKey {
            guard let bytes = [UInt8](hex: text),
                let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
            else { throw .malformed(path: path) }
            return key
        }
        return NodePrivateKeys(log: try key(logKey), cosigning: try key(cosigningKey))
    }

    /// Writes the keys to a new file that only its owner may read.
    public func write(to path: String) throws(KeyFileError) {
        guard !FileManager.default.fileExists(atPath: path) else { throw .unreadable(path: path) }
        try create(path)
    }

    /// Writes the keys in place of those in a file: whatever happens, it holds either, whole.
    public func replace(at path: String) throws(KeyFileError) {
        let new = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 16)).new"
        defer { unsafe unlink(new) }
        try create(new)
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard Self.synchronize(new), unsafe rename(new, path) == 0, Self.synchronize(directory)
        else { throw .unreadable(path: path) }
    }

    /// Waits until a file or directory is on the disk.
    private static func synchronize(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    private func create(_ path: String) throws(KeyFileError) {
        let file = File(
            member: memberID,
            keyID: keyID,
            signingKey: signing.rawRepresentation.hex,
            logKey: node?.log.rawRepresentation.hex,
            cosigningKey: node?.cosigning.rawRepresentation.hex
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let contents = try? encoder.encode(file),
            FileManager.default.createFile(
                atPath: path,
                contents: contents,
                attributes: [.posixPermissions: 0o600]
            )
        else { throw .unreadable(path: path) }
    }
}
