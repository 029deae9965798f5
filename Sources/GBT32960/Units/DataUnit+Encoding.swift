extension DataUnit {
    /// The bytes of the unit in `edition`.
    ///
    /// - Throws: ``EncodingError`` for a value that the edition cannot express.
    public func encoded(in edition: Edition) throws(EncodingError) -> [UInt8] {
        var writer = ByteWriter()
        try content.write(to: &writer, in: edition)
        if let remainder { writer.write(remainder.bytes) }
        guard writer.bytes.count <= FrameHeader.maximumUnitLength else {
            throw .unitTooLong(writer.bytes.count)
        }
        return writer.bytes
    }
}

extension DataUnit.Content {
    fileprivate func write(
        to writer: inout ByteWriter,
        in edition: Edition
    ) throws(EncodingError) {
        switch self {
        case .empty, .opaque: break
        case .time(let time): writer.write(time.bytes)
        case .login2016(let login): try writer.write(login, .y2016, in: edition)
        case .login2025(let login): try writer.write(login, .y2025, in: edition)
        case .logout(let logout): try writer.write(logout, in: edition)
        case .platformLogin(let login): try writer.write(login, in: edition)
        case .report(let report): try report.write(to: &writer, in: edition)
        case .activation(let activation): try writer.write(activation, .y2025, in: edition)
        case .activationAnswer(let answer): try writer.write(answer, .y2025, in: edition)
        case .keyExchange(let exchange): try writer.write(exchange, .y2025, in: edition)
        case .parameterQuery(let query): try writer.write(query, .y2016, in: edition)
        case .parameters(let list):
            guard edition == .y2016 else { throw .notInEdition("parameters", edition) }
            try list.write(to: &writer)
        case .control(let control): try writer.write(control, .y2016, in: edition)
        case .sealed(let bytes): writer.write(bytes)
        }
    }
}

extension ByteWriter {
    /// Writes a structure that exists only in the edition `own`, or in both if `nil`.
    fileprivate mutating func write<Content: Structure>(
        _ content: Content,
        _ own: Edition? = nil,
        in edition: Edition
    ) throws(EncodingError) {
        guard own == nil || own == edition else {
            throw .notInEdition("\(Content.self)", edition)
        }
        var content = content
        try content.visit(&self, in: edition)
    }
}
