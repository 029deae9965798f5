import Glibc

/// Files that only their owner may read or write.
enum PrivateFile {
    /// What to do when there is a file already.
    enum Replacing {
        case refuse
        case replace
    }

    /// Reads a small file; checks the file that was opened, not a path that may change under it.
    static func read(_ path: String, limit: Int) throws(VaultError) -> [UInt8] {
        // Without waiting: a pipe in place of the file must not stop the program.
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .file(path: path, openingProblem()) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw .file(path: path, .io(systemMessage()))
        }
        try check(status, S_IFREG, path)
        guard status.st_size <= limit else { throw .file(path: path, .tooLarge(limit: limit)) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var count = 0
        while count < bytes.count {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(
                    descriptor,
                    buffer.baseAddress?.advanced(by: count),
                    buffer.count - count
                )
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .file(path: path, .io(systemMessage())) }
            guard got > 0 else { break }
            count += got
        }
        guard count == bytes.count else { throw .file(path: path, .malformed) }
        return bytes
    }

    /// Writes a whole file or none: to a new name, to the disk, and only then under `path`.
    static func write(
        _ bytes: [UInt8],
        to path: String,
        _ replacing: Replacing
    ) throws(VaultError) {
        let suffix = UInt64.random(in: .min ... .max)
        let temporary = "\(path).\(String(suffix, radix: 16)).new"
        let descriptor = unsafe open(
            temporary,
            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
            0o600
        )
        guard descriptor >= 0 else { throw .file(path: path, openingProblem()) }
        defer { unsafe unlink(temporary) }
        do {
            defer { close(descriptor) }
            try write(bytes, to: descriptor, path)
        }
        switch replacing {
        case .refuse:
            // Unlike a rename, a link never takes the place of a file.
            guard unsafe link(temporary, path) == 0 else {
                throw .file(path: path, errno == EEXIST ? .exists : .io(systemMessage()))
            }
        case .replace:
            guard unsafe rename(temporary, path) == 0 else {
                throw .file(path: path, .io(systemMessage()))
            }
        }
        try syncDirectory(of: path)
    }

    private static func write(
        _ bytes: [UInt8],
        to descriptor: Int32,
        _ path: String
    ) throws(VaultError) {
        var count = 0
        while count < bytes.count {
            let put = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    descriptor,
                    buffer.baseAddress?.advanced(by: count),
                    buffer.count - count
                )
            }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw .file(path: path, .io(systemMessage())) }
            count += put
        }
        guard fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else {
            throw .file(path: path, .io(systemMessage()))
        }
    }

    /// Puts a new name on the disk.
    private static func syncDirectory(of path: String) throws(VaultError) {
        let directory = directory(of: path)
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(path: directory, openingProblem()) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .file(path: directory, .io(systemMessage())) }
    }
}

// MARK: - Files that SQLite opens

extension PrivateFile {
    /// Makes a new, empty file, and its directory if need be.
    static func make(_ path: String) throws(VaultError) {
        let directory = directory(of: path)
        guard unsafe mkdir(directory, 0o700) == 0 || errno == EEXIST else {
            throw .file(path: directory, .io(systemMessage()))
        }
        try check(directory, S_IFDIR)
        let descriptor = unsafe open(
            path,
            O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
            0o600
        )
        guard descriptor >= 0 else { throw .file(path: path, openingProblem()) }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else {
            throw .file(path: path, .io(systemMessage()))
        }
    }

    /// Refuses a file that others could have read or changed, or its directory.
    ///
    /// SQLite opens files by name and gives the log beside them the same permissions.
    static func check(_ path: String) throws(VaultError) {
        try check(directory(of: path), S_IFDIR)
        try check(path, S_IFREG)
    }

    private static func check(_ path: String, _ type: mode_t) throws(VaultError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { throw .file(path: path, openingProblem()) }
        try check(status, type, path)
    }

    private static func check(
        _ status: stat,
        _ type: mode_t,
        _ path: String
    ) throws(VaultError) {
        let found = status.st_mode & S_IFMT
        guard found != S_IFLNK else { throw .file(path: path, .symbolicLink) }
        guard found == type else { throw .file(path: path, .irregular) }
        guard status.st_uid == geteuid() else { throw .file(path: path, .notOwned) }
        guard status.st_mode & 0o077 == 0 else { throw .file(path: path, .exposed) }
    }

    private static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func openingProblem() -> FileProblem {
        switch errno {
        case ENOENT: .missing
        case EEXIST: .exists
        case ELOOP: .symbolicLink
        default: .io(systemMessage())
        }
    }

    /// What the operating system says of its last error.
    private static func systemMessage() -> String {
        unsafe String(cString: strerror(errno))
    }
}
