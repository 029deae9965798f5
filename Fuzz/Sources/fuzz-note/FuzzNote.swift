import MerkleLog

/// A note that parses is written as it was read; its text may be a checkpoint.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNote(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let note = try? SignedNote(parsing: bytes) {
        guard note.encoded == bytes else { fatalError("a note is not written as it was read") }
        if let checkpoint = try? Checkpoint(parsing: note.text), checkpoint.text != note.text {
            fatalError("a checkpoint is not written as it was read")
        }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    _ = try? VerifierKey(parsing: text)
    _ = try? TilePath(parsing: text)
    _ = try? EntryBundle(decoding: bytes)
    return 0
}
