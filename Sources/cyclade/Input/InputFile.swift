import Glibc
import Vocabulary

import struct Crypto.SHA256

/// Bytes that come from outside: from a file, a pipe or standard input.
struct InputFile {
    /// Why there are no bytes, and of what.
    struct Failure: Error, CustomStringConvertible {
        enum Problem: Hashable {
            case missing
            /// Others than its owner may read or write it.
            case exposed
            case tooLarge(limit: Int)
            /// What the operating system says.
            case unreadable(String)
        }

        let name: String
        let problem: Problem

        var description: String {
            switch problem {
            case .missing: "\(name) cannot be read: there is no such file."
            case .exposed: "\(name) can be read by others. Run 'chmod go= \(name)'."
            case .tooLarge(let limit): "\(name) is larger than \(Self.size(limit))."
            case .unreadable(let message): "\(name) cannot be read: \(message)."
            }
        }

        private static func size(_ byteCount: Int) -> String {
            byteCount >= 1 << 20 && byteCount.isMultiple(of: 1 << 20)
                ? "\(byteCount >> 20) MiB" : "\(byteCount) bytes"
        }
    }

    private static let pieceByteCount = 64 << 10

    private let path: String?

    /// Names a file, such as `/dev/fd/3` for a descriptor that the caller has opened; `nil` and `-`
    /// stand for standard input.
    init(_ path: String?) {
        self.path = path == "-" ? nil : path
    }

    /// As messages call it.
    var name: String { path ?? "standard input" }

    /// All bytes, of which there may be `limit`; a secret file that others may read is refused.
    func bytes(limit: Int, isSecret: Bool = false) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachPiece(isSecret: isSecret) { piece throws(Failure) in
            bytes += piece
            guard bytes.count <= limit else { throw failure(.tooLarge(limit: limit)) }
        }
        return bytes
    }

    /// Calls `body` with each piece of the bytes, of 64 KiB at most, as it comes.
    func forEachPiece(
        isSecret: Bool = false,
        _ body: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var descriptor = STDIN_FILENO
        if let path {
            descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw failure(errno == ENOENT ? .missing : .unreadable(lastSystemMessage()))
            }
        }
        defer { if path != nil { close(descriptor) } }
        if isSecret, Self.isExposed(descriptor) { throw failure(.exposed) }
        var buffer = [UInt8](repeating: 0, count: Self.pieceByteCount)
        while true {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(.unreadable(lastSystemMessage())) }
            guard count > 0 else { return }
            try body(buffer.prefix(count))
        }
    }

    /// The SHA-256 of all bytes, of which there may be `limit`.
    func digest(limit: Int) throws(Failure) -> Digest {
        var hasher = SHA256()
        var count = 0
        try forEachPiece { piece throws(Failure) in
            hasher.update(data: piece)
            count += piece.count
            guard count <= limit else { throw failure(.tooLarge(limit: limit)) }
        }
        return Digest(hasher.finalize()) ?? .zero
    }

    private func failure(_ problem: Failure.Problem) -> Failure {
        Failure(name: name, problem: problem)
    }

    /// Whether it is a file that others than its owner may read or write.
    private static func isExposed(_ descriptor: Int32) -> Bool {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return true }
        return status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o077 != 0
    }
}

extension [UInt8] {
    /// Without the end of its last line, which a shell and an editor add.
    var withoutLineEnd: ArraySlice<UInt8> {
        var line = self[...]
        if line.last == UInt8(ascii: "\n") { line.removeLast() }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line
    }
}

/// What the operating system says of its last error.
func lastSystemMessage() -> String {
    unsafe String(cString: strerror(errno))
}
