import CycladeSchema
import FoundationEssentials
public import Vocabulary

/// A confidential value.
public enum PayloadContent: Sendable {
    /// A name, an address, a vehicle's number: 1 to ``maximumTextByteCount`` bytes of UTF-8.
    case text(String)
    /// A rent, a deposit, a price.
    case amount(Fen)
    /// Where something stands.
    case place(GeoPoint)
    /// A signed paper, photographs: 1 to ``maximumDocumentByteCount`` bytes.
    case document([UInt8])

    /// The longest text, in bytes.
    public static let maximumTextByteCount = 4_096
    /// The longest document, in bytes: 8 MiB.
    public static let maximumDocumentByteCount = 8 << 20
}

extension PayloadContent: Confidential {
    public var description: String {
        switch self {
        case .text: "a text"
        case .amount: "an amount"
        case .place: "a place"
        case .document: "a document"
        }
    }
}

// MARK: - Wire form

extension PayloadContent {
    var message: ClearPayload.OneOf_Content {
        switch self {
        case .text(let text):
            return .text(text)
        case .amount(let amount):
            return .amountFen(UInt64(amount.rawValue))
        case .place(let point):
            var place = PayloadPlace()
            place.latitudeE6 = point.latitudeE6
            place.longitudeE6 = point.longitudeE6
            return .place(place)
        case .document(let bytes):
            return .document(Data(bytes))
        }
    }

    init(_ message: ClearPayload.OneOf_Content?) throws(VaultError) {
        switch message {
        case .text(let text):
            self = .text(text)
        case .amountFen(let count):
            guard let count = Int64(exactly: count), let amount = try? Fen(count) else {
                throw .field("amount_fen", expected: "0 to \(Fen.limit)")
            }
            self = .amount(amount)
        case .place(let place):
            let point = try? GeoPoint(
                latitudeE6: place.latitudeE6,
                longitudeE6: place.longitudeE6
            )
            guard let point else { throw .field("place", expected: "a place on the earth") }
            self = .place(point)
        case .document(let bytes):
            self = .document(Array(bytes))
        case nil:
            throw .field("content", expected: "a text, an amount, a place or a document")
        }
    }

    /// Refuses content that is empty, too long or not of its kind.
    func check(_ kind: PayloadKind) throws(VaultError) {
        switch (kind, self) {
        case (.vin, .text(let text)):
            guard (try? VIN(text)) != nil else {
                throw .field("text", expected: "a vehicle identification number")
            }
        case (.owner, .text(let text)), (.user, .text(let text)), (.notice, .text(let text)),
            (.site, .text(let text)):
            guard (1...Self.maximumTextByteCount).contains(text.utf8.count) else {
                throw .field("text", expected: "1 to \(Self.maximumTextByteCount) bytes")
            }
        case (.rent, .amount), (.deposit, .amount), (.price, .amount), (.payment, .amount),
            (.site, .place):
            break
        case (.paper, .document(let bytes)), (.photographs, .document(let bytes)),
            (.valuation, .document(let bytes)):
            guard (1...Self.maximumDocumentByteCount).contains(bytes.count) else {
                throw .field("document", expected: "1 to \(Self.maximumDocumentByteCount) bytes")
            }
        default:
            throw .field("content", expected: "what the kind calls for")
        }
    }
}

extension VaultError {
    /// A field of a clear payload that does not hold what it must.
    fileprivate static func field(_ name: String, expected: String) -> VaultError {
        .form(.clearPayload, .field(name, expected: expected))
    }
}
