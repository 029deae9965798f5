import Glibc
import Vault

/// A new file that only its owner may read, made before there is anything to write.
///
/// What cannot be done twice is not begun when its result could not be kept. The file goes again
/// unless it is written to its end.
struct ReservedFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var isWhole = false

    /// Makes the file, empty.
    ///
    /// - Throws: ``VaultError/file(path:_:)``, also when there is a file already.
    init(_ path: String) throws(VaultError) {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        self.path = path
        guard descriptor >= 0 else {
            throw .file(path: path, errno == EEXIST ? .exists : .io(lastSystemMessage()))
        }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if !isWhole { unsafe unlink(path) }
    }

    /// Writes all of it, to the disk.
    consuming func write(_ bytes: some Collection<UInt8>) throws(VaultError) {
        let bytes = Array(bytes)
        var count = 0
        while count < bytes.count {
            let put = unsafe bytes[count...].withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw .file(path: path, .io(lastSystemMessage())) }
            count += put
        }
        guard fsync(descriptor) == 0 else { throw .file(path: path, .io(lastSystemMessage())) }
        isWhole = true
    }
}
