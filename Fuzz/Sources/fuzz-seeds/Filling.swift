/// The wire format of protobuf, as far as filling in a message without knowing it takes.
enum Filling {
    /// A message with all the fields that `accepts` lets it have, as short as they can be.
    static func message(_ accepts: ([UInt8]) -> Bool) -> [UInt8] {
        (1...24).reduce(into: []) { message, number in
            let fields =
                [varint(number << 3) + [1]] + contents.map { field(number, $0) }
            message += fields.first { [message] in accepts(message + $0) } ?? []
        }
    }

    /// A field that holds bytes, a text or a message.
    static func field(_ number: Int, _ content: [UInt8]) -> [UInt8] {
        varint(number << 3 | 2) + varint(content.count) + content
    }

    /// A text, and messages whose first field is a number, a text or nothing.
    private static let contents: [[UInt8]] = [[0x31], [0x08, 1], [0x0A, 1, 0x31], []]

    private static func varint(_ number: Int) -> [UInt8] {
        number < 128
            ? [UInt8(number)] : [UInt8(number & 127) | 128] + varint(number >> 7)
    }
}
