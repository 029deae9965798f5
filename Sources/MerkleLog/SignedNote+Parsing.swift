extension SignedNote {
    /// Reads a note.
    ///
    /// - Complexity: O(bytes).
    /// - Throws: ``NoteError`` if this is not a note with at least one signature line.
    public init(parsing bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= Self.maximumByteCount else {
            throw .tooLong(byteCount: bytes.count)
        }
        guard let note = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        guard !bytes.contains(where: { $0 < 0x20 && $0 != NoteText.newline }) else {
            throw .malformedText
        }
        guard let blank = Self.lastEmptyLine(in: bytes), note.utf8.last == NoteText.newline,
            blank < bytes.count - 1
        else { throw .noSignatures }

        let text = String(decoding: bytes[..<blank], as: UTF8.self)
        let block = bytes[(blank + 1)..<(bytes.count - 1)]
        let lines = block.split(
            separator: NoteText.newline,
            maxSplits: Self.maximumSignatureCount,
            omittingEmptySubsequences: false
        )
        guard lines.count <= Self.maximumSignatureCount else { throw .tooManySignatures }
        var signatures: [Signature] = []
        for (index, line) in lines.enumerated() {
            guard let signature = Signature(parsing: String(decoding: line, as: UTF8.self)) else {
                throw .malformedSignature(line: index + 1)
            }
            signatures.append(signature)
        }
        try self.init(text: text, signatures: signatures)
    }

    /// The position of the newline that makes up the last empty line.
    private static func lastEmptyLine(in bytes: [UInt8]) -> Int? {
        bytes.indices.dropFirst().last {
            bytes[$0] == NoteText.newline && bytes[$0 - 1] == NoteText.newline
        }
    }
}

extension SignedNote.Signature {
    private static let mark = "— "
    private static let keyHashByteCount = 4

    /// Reads `— <name> <base64>`; `nil` for anything else.
    fileprivate init?(parsing line: String) {
        guard line.utf8.starts(with: Self.mark.utf8) else { return nil }
        let fields = line.utf8.dropFirst(Self.mark.utf8.count)
            .split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        guard fields.count == 2, let decoded = Base64.decode(Substring(fields[1])),
            let keyHash = UInt32(bigEndianBytes: decoded.prefix(Self.keyHashByteCount))
        else { return nil }
        let bytes = Array(decoded.dropFirst(Self.keyHashByteCount))
        try? self.init(name: String(Substring(fields[0])), keyHash: keyHash, bytes: bytes)
    }
}
