import CycladeSchema
import Verification

/// A record of each kind.
enum Records {
    static let all: [[UInt8]] = (10...60).compactMap(record)

    private static func record(content number: Int) -> [UInt8]? {
        let content = Filling.message { accepts(Filling.field(number, $0)) }
        let record = Filling.field(number, content)
        return accepts(record) ? record : nil
    }

    private static func accepts(_ bytes: [UInt8]) -> Bool {
        (try? Canonical.decode(Record.self, from: bytes))?.content != nil
    }
}
