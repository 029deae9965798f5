import FoundationEssentials
import Verification
import Vocabulary

/// The text of a key file, in the one form that it has.
///
/// ```
/// cyclade key file 1
/// kind: vault
/// protection: none
/// secret: <hexadecimal>
/// check: <SHA-256 of "cyclade/key-file/v1\0" and all above>
/// ```
///
/// With a passphrase, the third line is `protection: scrypt ln=17 r=8 p=1`, a line `salt:` follows,
/// the secret is nonce, ciphertext and tag of AES-256-GCM with all lines above it as associated
/// data, and there is no check. Digits are lower-case; the last line ends as the others do.
struct KeyFileText {
    enum Protection {
        case none
        case scrypt(ScryptCost, salt: [UInt8])
    }

    let kind: String
    let protection: Protection
    /// In clear or sealed.
    var secret: [UInt8]

    static let maximumByteCount = 16 << 10

    /// The lines above the secret.
    var header: [UInt8] {
        var text = "cyclade key file 1\nkind: \(kind)\n"
        switch protection {
        case .none: text += "protection: none\n"
        case .scrypt(let cost, let salt): text += "protection: scrypt \(cost)\nsalt: \(salt.hex)\n"
        }
        return Array(text.utf8)
    }

    init(kind: String, protection: Protection, secret: [UInt8]) {
        self.kind = kind
        self.protection = protection
        self.secret = secret
    }

    /// The whole text, in one array that can be wiped.
    func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        // So much that nothing is moved while it grows, which would leave copies.
        bytes.reserveCapacity(1_024 + 2 * secret.count)
        bytes += header
        bytes += "secret: ".utf8
        for byte in secret {
            bytes.append(Self.digits[Int(byte >> 4)])
            bytes.append(Self.digits[Int(byte & 0x0F)])
        }
        bytes.append(Self.newline)
        if case .none = protection {
            bytes += "check: \(Self.check(bytes))\n".utf8
        }
        return bytes
    }

    /// Reads a text; `nil` for anything but the one form.
    init?(_ bytes: [UInt8]) {
        let lines = bytes.split(separator: Self.newline, omittingEmptySubsequences: false)
        guard lines.count == 6, lines[5].isEmpty,
            let kind = Self.value("kind", lines[1]),
            let words = Self.value("protection", lines[2])
        else { return nil }
        let secret: [UInt8]?
        if words.elementsEqual("none".utf8) {
            secret = Self.value("secret", lines[3]).flatMap(Self.bytes)
            protection = .none
            // Who holds the file holds the secret: there is nothing for its time to tell.
            guard let check = Self.value("check", lines[4]).flatMap(Self.bytes),
                Digest(check) == Self.check(bytes[..<lines[4].startIndex])
            else { return nil }
        } else {
            secret = Self.value("secret", lines[4]).flatMap(Self.bytes)
            guard let cost = Self.cost(words),
                let salt = Self.value("salt", lines[3]).flatMap(Self.bytes)
            else { return nil }
            protection = .scrypt(cost, salt: salt)
        }
        guard let secret else { return nil }
        self.kind = String(decoding: kind, as: UTF8.self)
        self.secret = secret
        // Whatever else could be read as the same: written again, it must be what it was.
        guard bytes.starts(with: header) else { return nil }
    }

    private static let newline = UInt8(ascii: "\n")
    private static let digits = Array("0123456789abcdef".utf8)

    private static func check(_ text: some ContiguousBytes) -> Digest {
        DomainSeparation.digest("cyclade/key-file/v1", text)
    }

    private static func value(_ name: String, _ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let start = Array("\(name): ".utf8)
        return line.starts(with: start) ? line.dropFirst(start.count) : nil
    }

    // Not by way of a string, which could not be wiped.
    private static func bytes(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        for index in stride(from: text.startIndex, to: text.endIndex, by: 2) {
            guard let high = digits.firstIndex(of: text[index]),
                let low = digits.firstIndex(of: text[index + 1])
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }

    private static func cost(_ words: ArraySlice<UInt8>) -> ScryptCost? {
        let parts = String(decoding: words, as: UTF8.self).split(separator: " ")
        guard parts.count == 4, parts[0] == "scrypt",
            let log2N = Int(parts[1].dropFirst("ln=".count)),
            let blockSize = Int(parts[2].dropFirst("r=".count)),
            let parallelism = Int(parts[3].dropFirst("p=".count))
        else { return nil }
        return ScryptCost(log2N: log2N, blockSize: blockSize, parallelism: parallelism)
    }
}
