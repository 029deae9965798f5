extension ParameterList {
    /// Reads a list to its end.
    ///
    /// - Throws: ``UnitProblem`` when it ends too early or a parameter's length is unknown.
    init(from reader: inout ByteReader) throws(UnitProblem) {
        let count: Int
        do throws(ByteReader.Shortfall) {
            time = try reader.readTime()
            count = Int(try reader.read(UInt8.self))
        } catch {
            throw UnitProblem(error, body: nil)
        }
        if count >= 0xFE {
            parameters = count == 0xFF ? .invalid : .abnormal
            return
        }
        var items: [Parameter] = []
        for _ in 0..<count { items.append(try Parameter(from: &reader, after: items)) }
        parameters = .list(items)
    }

    func write(to writer: inout ByteWriter) throws(EncodingError) {
        writer.write(time.bytes)
        try writer.writeCount(of: parameters, .byte, "parameters")
        var before: [Parameter] = []
        for parameter in parameters.elements {
            guard parameter.bytes.count == Parameter.length(of: parameter.id, after: before) else {
                throw .inconsistent(field: parameter.name)
            }
            writer.write(parameter.id)
            writer.write(parameter.bytes)
            before.append(parameter)
        }
    }
}

extension Parameter {
    init(from reader: inout ByteReader, after before: [Parameter]) throws(UnitProblem) {
        do throws(ByteReader.Shortfall) {
            id = try reader.read()
            bytes = []
        } catch {
            throw UnitProblem(error, body: nil)
        }
        guard let length = Self.length(of: id, after: before) else { throw .unknownParameter(id) }
        do throws(ByteReader.Shortfall) {
            bytes = try reader.read(byteCount: length)
        } catch {
            throw UnitProblem(error, body: nil)
        }
    }

    /// The bytes of the value of `id`; `nil` if they cannot be known.
    ///
    /// A domain is as long as the parameter numbered one less says, which must stand before it.
    static func length(of id: UInt8, after before: [Parameter]) -> Int? {
        switch form(of: id) {
        case .byte: 1
        case .word: 2
        case .version: 5
        case .domain: before.last { $0.id == id - 1 }?.bytes.first.map(Int.init)
        case nil: nil
        }
    }
}
