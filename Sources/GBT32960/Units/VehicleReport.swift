/// What a vehicle reports, in real time or later: a time, bodies in any order, and in 2025 a
/// signature.
public struct VehicleReport: Hashable, Sendable {
    public var time: BeijingTime
    public var bodies: [Body]
    public var signature: Signature?

    /// Creates a report.
    public init(time: BeijingTime, bodies: [Body] = [], signature: Signature? = nil) {
        self.time = time
        self.bodies = bodies
        self.signature = signature
    }

    func write(to writer: inout ByteWriter, in edition: Edition) throws(EncodingError) {
        writer.write(time.bytes)
        for var body in bodies {
            guard let type = body.type(in: edition) else {
                throw .notInEdition(body.name, edition)
            }
            writer.write(type)
            try body.visit(&writer, in: edition)
        }
        guard var signature else { return }
        guard edition == .y2025 else { throw .notInEdition("signature", edition) }
        writer.write(Signature.type)
        try signature.visit(&writer, in: edition)
    }
}
