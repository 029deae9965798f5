import Glibc

/// What a command says beside its answer, on standard error.
enum Terminal {
    /// Whether a person reads along.
    static let isInteractive = isatty(STDERR_FILENO) == 1

    private static let lineStart = "\r\u{1B}[K"

    /// Writes a line that the next one takes the place of; a program does not see it.
    static func draw(_ text: String) {
        guard isInteractive else { return }
        write(lineStart + text)
    }

    /// Takes away what was drawn.
    static func clearLine() {
        draw("")
    }

    /// Says something that stays.
    static func say(_ text: String) {
        write((isInteractive ? lineStart : "") + text + "\n")
    }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes {
            unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
        }
    }
}
