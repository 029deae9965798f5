/// Decodes data units of one kind of frame.
struct UnitDecoder {
    let edition: Edition
    let command: Command
    let answer: AnswerFlag
    let schema: UserBodySchema

    /// A unit, and how many bytes from its beginning a signature covers.
    typealias Decoded = (unit: DataUnit, signedByteCount: Int?)

    /// Decodes a unit that is not encrypted.
    func decode(_ bytes: [UInt8]) -> Decoded {
        unsafe bytes.withUnsafeBytes { buffer in
            var reader = unsafe ByteReader(buffer)
            do throws(UnitProblem) {
                var decoded = try decodeContent(&reader)
                if decoded.unit.remainder == nil, reader.remaining > 0 {
                    decoded.unit.remainder = remainder(&reader, from: reader.offset, .leftOver)
                }
                return decoded
            } catch {
                return (DataUnit(.opaque, remainder: remainder(&reader, from: 0, error)), nil)
            }
        }
    }

    private func remainder(
        _ reader: inout ByteReader,
        from offset: Int,
        _ problem: UnitProblem
    ) -> Remainder {
        reader.move(to: reader.count)
        return Remainder(offset: offset, problem: problem, bytes: reader.slice(from: offset))
    }

    private func decodeContent(_ reader: inout ByteReader) throws(UnitProblem) -> Decoded {
        let isAnswer = answer != .command
        switch (command, edition) {
        case _ where reader.count == 0 && isAnswer: return (DataUnit(.empty), nil)
        case _ where reader.count == 6 && isAnswer: return (DataUnit(try time(&reader)), nil)
        case (.realtime, _), (.reissue, _): return try report(&reader)
        case (.activation, .y2025) where !isAnswer: return try activation(&reader)
        default: return (DataUnit(try plainContent(&reader, isAnswer: isAnswer)), nil)
        }
    }

    private func plainContent(
        _ reader: inout ByteReader,
        isAnswer: Bool
    ) throws(UnitProblem) -> DataUnit.Content {
        switch (command, edition) {
        case (.vehicleLogin, .y2016): .login2016(try structure(&reader))
        case (.vehicleLogin, .y2025): .login2025(try structure(&reader))
        case (.vehicleLogout, _), (.platformLogout, _): .logout(try structure(&reader))
        case (.platformLogin, _): .platformLogin(try structure(&reader))
        case (.heartbeat, _), (.timeSync, _):
            reader.count == 0 ? .empty : try time(&reader)
        case (.activation, .y2025), (.activationAnswer, .y2025):
            .activationAnswer(try structure(&reader))
        case (.keyExchange, .y2025): .keyExchange(try structure(&reader))
        case (.parameterQuery, .y2016) where !isAnswer:
            .parameterQuery(try structure(&reader))
        case (.parameterQuery, .y2016), (.parameterSet, .y2016):
            .parameters(try ParameterList(from: &reader))
        case (.terminalControl, .y2016): .control(try structure(&reader))
        case _ where reader.count == 0: .empty
        default: throw .undefinedUnit(command)
        }
    }

    private func time(_ reader: inout ByteReader) throws(UnitProblem) -> DataUnit.Content {
        do throws(ByteReader.Shortfall) {
            return .time(try reader.readTime())
        } catch {
            throw UnitProblem(error, body: nil)
        }
    }

    private func structure<Content: Structure>(
        _ reader: inout ByteReader
    ) throws(UnitProblem) -> Content {
        var content = Content()
        do throws(ByteReader.Shortfall) {
            try content.visit(&reader, in: edition)
        } catch {
            throw UnitProblem(error, body: nil)
        }
        return content
    }

    private func activation(_ reader: inout ByteReader) throws(UnitProblem) -> Decoded {
        var activation = Activation()
        do throws(ByteReader.Shortfall) {
            try activation.visitSigned(&reader)
            let signed = reader.offset
            try activation.signature.visit(&reader, in: edition)
            return (DataUnit(.activation(activation)), signed)
        } catch {
            throw UnitProblem(error, body: nil)
        }
    }
}
