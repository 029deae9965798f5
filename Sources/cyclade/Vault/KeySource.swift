import Vault

/// A vault's key file, and where the passphrase comes from that may protect it.
struct KeySource {
    /// The key file.
    let path: String
    /// A file that holds the passphrase; the terminal is asked if there is none.
    let passphraseFile: String?

    private static let longestPassphrase = 1_024 + 2

    /// Reads the keys, and the passphrase if the file has one.
    func read() throws -> (keys: VaultKeys, passphrase: Passphrase?) {
        do {
            return (try VaultKeys(readingFrom: path), nil)
        } catch VaultError.file(path: path, .passphraseNeeded) {
            let passphrase = try passphrase()
            return (try VaultKeys(readingFrom: path, passphrase: passphrase), passphrase)
        }
    }

    private func passphrase() throws -> Passphrase {
        if let passphrase = try Self.read(passphraseFile) { return passphrase }
        return try PassphrasePrompt.ask(for: path)
    }

    /// The first line of a file that only its owner may read; `nil` without a file.
    static func read(_ passphraseFile: String?) throws -> Passphrase? {
        guard let passphraseFile else { return nil }
        let bytes = try InputFile(passphraseFile).bytes(
            limit: longestPassphrase,
            isSecret: true
        )
        guard let text = String(validating: bytes.withoutLineEnd, as: UTF8.self),
            !text.contains("\n")
        else {
            throw ExitStatus.saying(
                ExitStatus.usage,
                "\(passphraseFile) does not hold one line of UTF-8, the passphrase."
            )
        }
        return try Passphrase(text)
    }
}
