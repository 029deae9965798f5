import Verification

/// Any bytes are a transaction in its one form, or are refused; the form is the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTransaction(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let transaction = try? SignedTransaction(bytes), transaction.bytes != bytes {
        fatalError("a transaction is not its bytes")
    }
    _ = try? SealEntry(entry: bytes)
    return 0
}
