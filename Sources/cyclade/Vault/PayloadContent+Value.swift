import FoundationEssentials
import Glibc
import Vault
import Vocabulary

extension PayloadContent {
    /// Writes the value itself to standard output: a line, or a document's bytes.
    func printValue() throws {
        switch self {
        case .text(let text): print(text)
        case .amount(let amount): print("\(amount.yuan) yuan")
        case .place(let point): print(point)
        case .document(let bytes): try Self.write(bytes)
        }
    }

    private static func write(_ bytes: [UInt8]) throws {
        guard isatty(STDOUT_FILENO) == 0 else {
            throw ExitStatus.saying(
                ExitStatus.usage,
                "It is a document, which a terminal cannot show. Add '> FILE'."
            )
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw VaultError.file(path: "standard output", .io(lastSystemMessage()))
            }
            rest = rest.dropFirst(count)
        }
    }
}

/// A confidential value for a program.
struct ValueAnswer: Encodable {
    var text: String?
    var amountFen: Int64?
    var latitudeE6: Int32?
    var longitudeE6: Int32?
    /// In Base64.
    var document: String?

    init(_ content: PayloadContent) {
        switch content {
        case .text(let text):
            self.text = text
        case .amount(let amount):
            amountFen = amount.rawValue
        case .place(let point):
            latitudeE6 = point.latitudeE6
            longitudeE6 = point.longitudeE6
        case .document(let bytes):
            document = Data(bytes).base64EncodedString()
        }
    }
}

extension Fen {
    /// In yuan, such as `1234.56`.
    fileprivate var yuan: String {
        let (yuan, fen) = rawValue.quotientAndRemainder(dividingBy: 100)
        return "\(yuan).\(fen < 10 ? "0" : "")\(fen)"
    }
}
