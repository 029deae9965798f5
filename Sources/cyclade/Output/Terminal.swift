import Glibc

/// What a command says beside its answer: on standard error, and only to a person.
enum Terminal {
    static let isInteractive = isatty(STDERR_FILENO) == 1

    /// Shows what is being done, in place of what was shown before.
    @Sendable
    static func progress(_ text: String) {
        guard isInteractive else { return }
        write("\r\u{1B}[K\(text)")
    }

    /// Takes the progress away.
    static func clearProgress() {
        guard isInteractive else { return }
        write("\r\u{1B}[K")
    }

    /// Says something that stays.
    static func say(_ text: String) {
        write(text + "\n")
    }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes {
            unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
        }
    }
}
