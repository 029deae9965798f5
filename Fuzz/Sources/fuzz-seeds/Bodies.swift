import CycladeSchema
import FoundationEssentials
import FuzzLedger
import SwiftProtobuf
import Verification

/// The body of a transaction with each command.
enum Bodies {
    static let all: [[UInt8]] = (10...200).compactMap(body)

    private static func body(command number: Int) -> [UInt8]? {
        let head = TransactionBody.with {
            $0.ledger = OpenLedger.origin
            $0.memberID = "acme"
            $0.keyID = "k1"
            $0.validUntilMs = 1_760_000_060_000
            $0.occurredMs = 1_760_000_000_000
            $0.nonce = Data(repeating: 1, count: 16)
        }
        guard let start: [UInt8] = try? head.serializedBytes() else { return nil }
        let command = Filling.message { content in
            accepts(start + Filling.field(number, content))
        }
        let body = start + Filling.field(number, command)
        return accepts(body) ? body : nil
    }

    private static func accepts(_ bytes: [UInt8]) -> Bool {
        (try? Canonical.decode(TransactionBody.self, from: bytes))?.command != nil
    }
}
