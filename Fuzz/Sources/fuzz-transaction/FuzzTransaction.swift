import CycladeSchema
import SwiftProtobuf
import Verification

/// Any bytes are a message in its one form, or are refused; the form is the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTransaction(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let transaction = try? SignedTransaction(bytes), transaction.bytes != bytes {
        fatalError("a transaction is not its bytes")
    }
    _ = try? SealEntry(entry: bytes)
    check(Transaction.self, bytes)
    check(TransactionBody.self, bytes)
    check(Entry.self, bytes)
    check(Record.self, bytes)
    return 0
}

/// What decodes encodes to the same bytes, and to JSON.
private func check<Value: Message>(_ type: Value.Type, _ bytes: [UInt8]) {
    guard let value = try? Canonical.decode(type, from: bytes) else { return }
    guard let encoded: [UInt8] = try? value.serializedBytes(), encoded == bytes else {
        fatalError("\(type) has two forms")
    }
    _ = try? value.jsonUTF8Bytes() as [UInt8]
}
