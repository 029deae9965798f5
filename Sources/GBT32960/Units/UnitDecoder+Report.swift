extension UnitDecoder {
    /// Decodes a report as far as it can be understood.
    ///
    /// - Throws: ``UnitProblem`` when there is not even a time.
    func report(_ reader: inout ByteReader) throws(UnitProblem) -> Decoded {
        var report: VehicleReport
        do throws(ByteReader.Shortfall) {
            report = VehicleReport(time: try reader.readTime())
        } catch {
            throw UnitProblem(error, body: nil)
        }
        var signedByteCount: Int?
        while reader.remaining > 0, report.signature == nil {
            let start = reader.offset
            do throws(UnitProblem) {
                signedByteCount = try next(&reader, into: &report)
            } catch {
                reader.move(to: reader.count)
                let remainder = Remainder(
                    offset: start,
                    problem: error,
                    bytes: reader.slice(from: start)
                )
                return (DataUnit(.report(report), remainder: remainder), nil)
            }
        }
        return (DataUnit(.report(report)), signedByteCount)
    }

    /// Reads a type and what follows it; returns where a signature begins if it is one.
    private func next(
        _ reader: inout ByteReader,
        into report: inout VehicleReport
    ) throws(UnitProblem) -> Int? {
        let start = reader.offset
        var type: UInt8?
        do throws(ByteReader.Shortfall) {
            let found = try reader.read(UInt8.self)
            type = found
            if found == Signature.type, edition == .y2025 {
                var signature = Signature()
                try signature.visit(&reader, in: edition)
                report.signature = signature
                return start
            }
            if (0x80...0xFE).contains(found) {
                let form = schema.form(of: found)
                report.bodies.append(
                    .user(try UserBody(type: found, from: &reader, form: form))
                )
                return nil
            }
            if var body = Body(type: found, in: edition) {
                try body.visit(&reader, in: edition)
                report.bodies.append(body)
                return nil
            }
        } catch {
            throw UnitProblem(error, body: type)
        }
        throw .unknownBody(type ?? 0)
    }
}
