import Glibc

/// A file of the directory, open: all that is asked of the operating system.
final class SegmentFile: Sendable {
    let path: String
    private let descriptor: Int32

    enum Mode {
        case read
        case write
        case create
        /// Empties what is there.
        case replace
    }

    /// Opens a file that only its owner may read or write.
    init(_ path: String, _ mode: Mode) throws(SegmentError) {
        let flags =
            switch mode {
            case .read: O_RDONLY | O_NONBLOCK
            case .write: O_RDWR
            case .create: O_RDWR | O_CREAT | O_EXCL
            case .replace: O_RDWR | O_CREAT | O_TRUNC
            }
        let opened = unsafe open(path, flags | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw .system(path) }
        self.path = path
        descriptor = opened
        try requirePrivate()
    }

    deinit {
        // A child that is just being started shares the descriptor until it runs its own program:
        // closing alone would leave a lock held.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private func status() throws(SegmentError) -> stat {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .system(path) }
        return status
    }

    private func requirePrivate() throws(SegmentError) {
        let status = try status()
        guard status.st_mode & S_IFMT == S_IFREG else { throw .file(path: path, .irregular) }
        guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
            throw .file(path: path, .exposed)
        }
    }

    /// The number of bytes.
    func byteCount() throws(SegmentError) -> Int {
        Int(try status().st_size)
    }

    /// Writes all of `bytes` at `offset`, over what is there.
    func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(SegmentError) {
        var rest = bytes
        var offset = offset
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe pwrite(descriptor, buffer.baseAddress, buffer.count, offset)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system(path) }
            rest = rest.dropFirst(count)
            offset += count
        }
    }

    /// Up to `count` bytes from `offset` on; fewer at the end of the file.
    func read(_ count: Int, at offset: Int) throws(SegmentError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    count - filled,
                    offset + filled
                )
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .system(path) }
            if got == 0 { break }
            filled += got
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Puts what was written on the disk.
    ///
    /// After a failure the kernel may have dropped what it could not write, and a second call would
    /// succeed without it: do not try again.
    func sync() throws(SegmentError) {
        guard fdatasync(descriptor) == 0 else { throw .system(path) }
    }

    func truncate(to byteCount: Int) throws(SegmentError) {
        guard ftruncate(descriptor, byteCount) == 0 else { throw .system(path) }
    }

    /// Takes the file for this process until it is closed; `false` if another has it.
    func lock() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }
}

// MARK: - Names

extension SegmentFile {
    /// Writes a whole file or none: to a new name, to the disk, and only then under `path`.
    static func write(_ bytes: [UInt8], to path: String) throws(SegmentError) {
        let new = path + ".new"
        do {
            let file = try SegmentFile(new, .replace)
            try file.write(bytes[...], at: 0)
            try file.sync()
        }
        guard unsafe rename(new, path) == 0 else { throw .system(path) }
        try syncDirectory(of: path)
    }

    static func remove(_ path: String) throws(SegmentError) {
        guard unsafe unlink(path) == 0 else { throw .system(path) }
        try syncDirectory(of: path)
    }

    /// Puts the names of a directory on the disk.
    static func syncDirectory(of path: String) throws(SegmentError) {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(directory) }
    }

    /// Makes a directory that only its owner may enter, or checks that it is one.
    static func makeDirectory(_ path: String) throws(SegmentError) {
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .system(path) }
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { throw .system(path) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .file(path: path, .irregular) }
        guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
            throw .file(path: path, .exposed)
        }
    }
}

extension SegmentError {
    /// What the operating system says of its last error.
    fileprivate static func system(_ path: String) -> SegmentError {
        let problem: SegmentFileProblem =
            switch errno {
            case ENOENT: .missing
            case EEXIST: .exists
            case ENOSPC, EDQUOT, EFBIG: .full
            case ELOOP: .irregular
            default: .io(unsafe String(cString: strerror(errno)))
            }
        return .file(path: path, problem)
    }
}
