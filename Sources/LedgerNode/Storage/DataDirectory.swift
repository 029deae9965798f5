import FoundationEssentials
import Glibc

/// A directory that holds one ledger, and the lock on it.
public struct DataDirectory: Sendable {
    /// The directory's path.
    public let path: String

    /// Names a directory; nothing is read.
    public init(_ path: String) {
        self.path = path
    }

    /// The ledger itself.
    var ledgerFile: String { "\(path)/ledger.sqlite" }
    /// The views, which can be rebuilt from the ledger.
    var viewsFile: String { "\(path)/views.sqlite" }
    /// Held by the process that writes; says where it answers.
    var lockFile: String { "\(path)/node.lock" }
    /// The socket of a running node.
    public var socketFile: String { "\(path)/node.sock" }
    /// The keys of this node's members.
    public var keysDirectory: String { "\(path)/keys" }

    /// Whether there is a ledger here.
    public var holdsLedger: Bool { FileManager.default.fileExists(atPath: ledgerFile) }

    /// Makes the directory if need be, readable by its owner only.
    public func make() throws(StoreError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .io("\(path) cannot be made: \(error)")
        }
    }

    /// Makes a file in the directory if need be, and takes it from everyone but its owner.
    ///
    /// SQLite gives its write-ahead log the permissions of the database, which it would make by the
    /// process's umask.
    static func makePrivate(_ file: String) throws(StoreError) {
        // Only a new file is opened: closing it would drop the locks that SQLite holds on it.
        let descriptor = unsafe open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
        guard unsafe chmod(file, 0o600) == 0 else {
            throw .io("\(file) cannot be kept private: \(systemMessage())")
        }
    }

    /// Takes the directory for writing, until the lock is released or the process ends.
    func lock() throws(StoreError) -> DirectoryLock {
        try DirectoryLock(self)
    }

    /// Where the process that holds the directory answers; empty if it has not said.
    var address: String {
        (try? String(contentsOfFile: lockFile, encoding: .utf8)) ?? ""
    }
}

/// The right to write to a directory: an advisory lock that ends with the process.
final class DirectoryLock: Sendable {
    private let descriptor: Int32

    init(_ directory: DataDirectory) throws(StoreError) {
        try DataDirectory.makePrivate(directory.lockFile)
        let descriptor = unsafe open(directory.lockFile, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .io("\(directory.lockFile) cannot be opened: \(systemMessage())")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .inUse(directory: directory.path, address: directory.address)
        }
        self.descriptor = descriptor
        publish(address: "")
    }

    /// Says where this process answers.
    func publish(address: String) {
        let bytes = Array(address.utf8)
        ftruncate(descriptor, 0)
        _ = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    func release() {
        publish(address: "")
        flock(descriptor, LOCK_UN)
    }

    deinit {
        close(descriptor)
    }
}

/// What the operating system says of its last error.
private func systemMessage() -> String {
    unsafe String(cString: strerror(errno))
}
