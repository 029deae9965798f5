import ArgumentParser
import Glibc
import Vault

/// Asks a person for a passphrase at the terminal, which does not show what is typed.
///
/// The terminal is that of the process, `/dev/tty`: standard input may hold a value.
enum PassphrasePrompt {
    /// The longest line that a terminal gives, and more than a passphrase may have.
    private static let limit = 4_096

    /// Asks once.
    ///
    /// - Throws: ``VaultError`` for what is no passphrase; an exit status where there is no terminal.
    static func ask(for what: String) throws -> Passphrase {
        try Passphrase(line(asking: "Passphrase of \(what): "))
    }

    /// Asks twice: what nobody has seen may have been mistyped.
    static func askForNew(for what: String) throws -> Passphrase {
        let text = try line(asking: "New passphrase of \(what): ")
        guard try line(asking: "Once more: ") == text else {
            throw ExitStatus.saying(ExitStatus.usage, "The two are not the same. Try again.")
        }
        return try Passphrase(text)
    }

    private static func line(asking question: String) throws -> String {
        let terminal = unsafe open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var shown = termios()
        guard terminal >= 0, unsafe tcgetattr(terminal, &shown) == 0 else {
            throw ExitStatus.saying(
                ExitStatus.unavailable,
                "There is no terminal to ask for the passphrase. Give '--passphrase-file FILE'."
            )
        }
        defer { close(terminal) }
        var hidden = shown
        // Nor does Ctrl-C end the program before the terminal shows again what is typed.
        hidden.c_lflag &= ~tcflag_t(ECHO | ISIG)
        // What was typed ahead was shown: it is not the passphrase.
        unsafe tcsetattr(terminal, TCSAFLUSH, &hidden)
        defer { unsafe tcsetattr(terminal, TCSAFLUSH, &shown) }
        say(question, terminal)
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = unsafe read(terminal, &bytes, limit)
        say("\n", terminal)
        let line = Array(bytes.prefix(max(0, count)))
        let isCancelled = line.isEmpty || line.contains(3)
        guard !isCancelled, let text = String(validating: line.withoutLineEnd, as: UTF8.self) else {
            throw ExitStatus.saying(ExitStatus.usage, "No passphrase was given.")
        }
        return text
    }

    private static func say(_ text: String, _ terminal: Int32) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(terminal, $0.baseAddress, $0.count) }
    }
}
