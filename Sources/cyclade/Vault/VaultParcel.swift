import FoundationEssentials
import Vault

/// What a grantor hands to a grantee: a sealed payload, and its key wrapped to that member.
///
/// A file of JSON with the serialized `SealedPayload` and `GrantedKey` in Base64. Whoever else gets
/// it learns who grants whom which commitment.
struct VaultParcel {
    let grant: KeyGrant
    let blob: SealedBlob

    private struct File: Codable {
        let grantedKey: Data
        let sealedPayload: Data

        enum CodingKeys: String, CodingKey {
            case grantedKey = "granted_key"
            case sealedPayload = "sealed_payload"
        }
    }

    private static let maximumByteCount =
        (KeyGrant.maximumByteCount + SealedBlob.maximumByteCount) / 3 * 4 + 1_024

    init(_ grant: KeyGrant, _ blob: SealedBlob) {
        self.grant = grant
        self.blob = blob
    }

    /// Reads a parcel that anyone may have sent; nothing is unwrapped.
    init(readingFrom path: String) throws {
        let bytes = try InputFile(path).bytes(limit: Self.maximumByteCount)
        guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)) else {
            throw ExitStatus.saying(
                ExitStatus.failedCheck,
                "\(path) is no parcel of 'cyclade vault grant', or was cut. Ask for it again."
            )
        }
        grant = try KeyGrant(Array(file.grantedKey))
        blob = try SealedBlob(Array(file.sealedPayload))
    }

    /// The parcel as a file has it.
    var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let file = File(grantedKey: Data(grant.bytes), sealedPayload: Data(blob.bytes))
            return try Array(encoder.encode(file)) + [UInt8(ascii: "\n")]
        }
    }
}
