import FoundationEssentials
import TelemetryGateway

/// A segment that anyone may have changed is read to its end or refused, and a writer that finds it
/// as its newest leaves one that is whole.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSegment(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let folder = FileManager.default.temporaryDirectory.appending(
        path: "fuzz-segment-\(UInt64.random(in: 0 ... .max))"
    )
    defer { try? FileManager.default.removeItem(at: folder) }
    let directory = SegmentDirectory(folder.path)
    let file = directory.file(1, .segment)
    do {
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try Data(UnsafeBufferPointer(start: start, count: count)).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    } catch {
        fatalError("the segment cannot be written: \(error)")
    }
    _ = try? read(directory)
    guard (try? SegmentWriter(directory, gatewayID: "fuzz")) != nil else { return 0 }
    // What its successor writes after is whole.
    if directory.holds(1, .segment), (try? read(directory)) == nil {
        fatalError("a segment that was taken over cannot be read")
    }
    return 0
}

private func read(_ directory: SegmentDirectory) throws {
    var reader = try SegmentReader(directory, number: 1)
    while try reader.next() != nil {}
}
