public import ServiceLifecycle

/// Runs a writer until the gateway stops; then everything it took is on the disk.
public struct SegmentWriting: Service {
    private let writer: SegmentWriter

    /// Names the writer, which must not run yet.
    public init(_ writer: SegmentWriter) {
        self.writer = writer
    }

    public func run() async throws {
        try await withGracefulShutdownHandler {
            try await writer.run()
        } onGracefulShutdown: {
            Task { await writer.shutDown() }
        }
    }
}
