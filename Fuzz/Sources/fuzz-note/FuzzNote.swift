import MerkleLog
import Verification

/// What parses is written as it was read: notes, checkpoints, keys, paths, bundles and tiles.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNote(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let note = try? SignedNote(parsing: bytes) {
        require(note.encoded == bytes, "a note is not written as it was read")
        if let checkpoint = try? Checkpoint(parsing: note.text) {
            require(same(checkpoint.text, note.text), "a checkpoint is not written as it was read")
        }
    }
    if let trust = try? TrustFile(parsing: bytes) {
        let again = try? TrustFile(parsing: Array(trust.text.utf8))
        require(again == trust, "a trust file is not read as it was written")
    }
    if let bundle = try? EntryBundle(decoding: bytes) {
        let byteCount = bundle.reduce(0) { $0 + 2 + $1.count }
        require(byteCount == bytes.count, "a bundle holds other bytes than it was read from")
    }
    if let hashes = try? TileData.decode(bytes) {
        require(TileData.encode(hashes) == bytes, "a tile is not written as it was read")
    }
    if let text = String(validating: bytes, as: UTF8.self) { read(text) }
    return 0
}

private func read(_ text: String) {
    if let key = try? VerifierKey(parsing: text) {
        require(same(key.description, text), "a key is not written as it was read")
    }
    if let path = try? TilePath(parsing: text) {
        require(same(path.text, text), "a path is not written as it was read")
    }
    if let checkpoint = try? Checkpoint(parsing: text) {
        require(same(checkpoint.text, text), "a checkpoint is not written as it was read")
    }
}

/// `==` also takes other spellings of the same letters.
private func same(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
}

private func require(_ condition: Bool, _ message: String) {
    guard condition else { fatalError(message) }
}
