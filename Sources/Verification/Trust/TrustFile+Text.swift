import MerkleLog

extension TrustFile {
    /// The most bytes in a trust file: 1 MiB.
    public static let maximumByteCount = 1 << 20
    /// The most lines in a trust file.
    public static let maximumLineCount = 1_000

    /// Reads a trust file: one C2SP verifier key a line.
    ///
    /// Empty lines and lines that begin with `#` say nothing. The last newline may be missing.
    ///
    /// - Throws: ``TrustFileError`` for the first line that is wrong.
    public init(parsing bytes: [UInt8]) throws(TrustFileError) {
        guard bytes.count <= Self.maximumByteCount else {
            throw .tooLong(byteCount: bytes.count)
        }
        var texts = bytes.split(
            separator: UInt8(ascii: "\n"),
            maxSplits: Self.maximumLineCount,
            omittingEmptySubsequences: false
        )
        if texts.last?.isEmpty == true { texts.removeLast() }
        guard texts.count <= Self.maximumLineCount else { throw .tooManyLines }
        var lines: [Line] = []
        for (index, bytes) in texts.enumerated() {
            guard let first = bytes.first, first != UInt8(ascii: "#") else { continue }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw .notUTF8(line: index + 1)
            }
            do throws(VerifierKey.Refusal) {
                lines.append(Line(number: index + 1, key: try VerifierKey(parsing: text)))
            } catch {
                throw .key(line: index + 1, error)
            }
        }
        try self.init(lines)
    }

    /// The file: the log keys, then the cosigning keys, each in its order.
    public var text: String {
        let keys = logKeys + cosigners.map(\.key)
        return keys.reduce(into: "") { $0 += "\($1)\n" }
    }
}
