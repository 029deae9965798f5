import FoundationEssentials
import SwiftProtobuf
import Verification
import Vocabulary

extension VaultMessage {
    /// Decodes bytes from outside, of which there are at most `limit`.
    func decode<Value: Message>(
        _ type: Value.Type,
        from bytes: [UInt8],
        limit: Int
    ) throws(VaultError) -> Value {
        guard bytes.count <= limit else {
            throw .form(self, .tooLarge(byteCount: bytes.count, limit: limit))
        }
        do {
            return try Canonical.decode(type, from: bytes)
        } catch {
            throw .form(self, .encoding(error))
        }
    }

    /// A field that is an identifier.
    func identifier<Value: Identifier>(
        _ type: Value.Type,
        _ text: String,
        _ field: String
    ) throws(VaultError) -> Value {
        do {
            return try Value(text)
        } catch {
            throw .form(self, .field(field, expected: error.expected))
        }
    }

    /// A field that is a digest or a commitment.
    func digest(_ bytes: Data, _ field: String) throws(VaultError) -> Digest {
        guard let digest = Digest(bytes) else {
            throw .form(self, .field(field, expected: "\(Digest.byteCount) bytes"))
        }
        return digest
    }

    /// Refuses a field that has another number of bytes.
    func require(_ bytes: Data, count: Int, _ field: String) throws(VaultError) {
        guard bytes.count == count else {
            throw .form(self, .field(field, expected: "\(count) bytes"))
        }
    }
}
