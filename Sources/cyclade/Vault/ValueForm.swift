import ArgumentParser
import CycladeSchema
import Vault
import Vocabulary

/// How a confidential value is written.
enum ValueForm: String, ExpressibleByArgument, CaseIterable {
    /// UTF-8.
    case text
    /// An amount such as `1234.56`.
    case yuan
    /// An amount in hundredths of a yuan, such as `123456`.
    case fen
    /// Latitude and longitude in degrees, such as `30.274150,120.155150`.
    case place
    /// Any bytes.
    case document

    /// The forms that values of a kind may have.
    static func all(of kind: PayloadKind) -> [ValueForm] {
        switch kind {
        case .rent, .deposit, .price, .payment: [.yuan, .fen]
        case .site: [.place, .text]
        case .paper, .photographs, .valuation: [.document]
        default: [.text]
        }
    }

    /// The most bytes that such a value is written in, its line's end included.
    var limit: Int {
        switch self {
        case .text: PayloadContent.maximumTextByteCount + 2
        case .yuan, .fen, .place: 256
        case .document: PayloadContent.maximumDocumentByteCount
        }
    }

    /// What such a value looks like.
    private var expected: String {
        switch self {
        case .text: "a line of UTF-8"
        case .yuan: "an amount in yuan such as 1234.56, without separators"
        case .fen: "an amount in fen such as 123456"
        case .place: "latitude and longitude in degrees, such as 30.274150,120.155150"
        case .document: "bytes"
        }
    }

    /// Reads a value.
    ///
    /// What is said of one that is wrong does not say what it was.
    func content(of bytes: [UInt8]) throws -> PayloadContent {
        if self == .document { return .document(bytes) }
        guard let text = String(validating: bytes.withoutLineEnd, as: UTF8.self),
            let content = content(of: text)
        else {
            throw ExitStatus.saying(
                ExitStatus.usage,
                "The value is not what '--as \(rawValue)' asks for: \(expected)."
            )
        }
        return content
    }

    private func content(of text: String) -> PayloadContent? {
        switch self {
        case .text: .text(text)
        case .yuan: Self.amount(text, decimals: 2)
        case .fen: Self.amount(text, decimals: 0)
        case .place: Self.place(text)
        case .document: nil
        }
    }

    private static func amount(_ text: String, decimals: Int) -> PayloadContent? {
        guard let count = DecimalText.value(of: text, decimals: decimals), count >= 0,
            let amount = try? Fen(count)
        else { return nil }
        return .amount(amount)
    }

    private static func place(_ text: String) -> PayloadContent? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.drop { $0 == " " } }
        guard parts.count == 2,
            let latitude = DecimalText.value(of: parts[0], decimals: 6).flatMap(Int32.init),
            let longitude = DecimalText.value(of: parts[1], decimals: 6).flatMap(Int32.init),
            let point = try? GeoPoint(latitudeE6: latitude, longitudeE6: longitude)
        else { return nil }
        return .place(point)
    }
}
