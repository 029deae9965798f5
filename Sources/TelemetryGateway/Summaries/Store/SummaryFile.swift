import Glibc

/// The place of the summaries: theirs alone to read, as they tell where people drove and when.
enum SummaryFile {
    /// Makes the file, and its directory, if there is none; refuses what others can read.
    ///
    /// SQLite gives the log beside the file the same permissions.
    static func prepare(_ path: String) throws(SummaryError) {
        let directory = directory(of: path)
        guard unsafe mkdir(directory, 0o700) == 0 || errno == EEXIST else {
            throw .file(path: directory, .io(systemMessage()))
        }
        try check(directory, S_IFDIR)
        let descriptor = unsafe open(
            path,
            O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK,
            0o600
        )
        guard descriptor >= 0 else {
            throw .file(path: path, errno == ELOOP ? .irregular : .io(systemMessage()))
        }
        close(descriptor)
        try check(path, S_IFREG)
    }

    private static func check(_ path: String, _ type: mode_t) throws(SummaryError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            throw .file(path: path, .io(systemMessage()))
        }
        guard status.st_mode & S_IFMT == type else { throw .file(path: path, .irregular) }
        guard status.st_uid == geteuid() else { throw .file(path: path, .notOwned) }
        guard status.st_mode & 0o077 == 0 else { throw .file(path: path, .exposed) }
    }

    private static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What the operating system says of its last error.
    private static func systemMessage() -> String {
        unsafe String(cString: strerror(errno))
    }
}
