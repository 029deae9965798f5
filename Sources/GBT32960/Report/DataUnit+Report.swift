extension DataUnit {
    /// Makes the members of a report's `unit`.
    ///
    /// - Parameters:
    ///   - edition: The edition of the frame.
    ///   - signedByteCount: How many bytes of the unit a signature covers, if there is one.
    /// - Returns: The content, the signature and what is left undecoded.
    func members(in edition: Edition, signedByteCount: Int?) -> [ReportValue.Member] {
        var report = FieldReport()
        for member in content.members(in: edition) { report.add(member.name, member.value) }
        if let signature, let signedByteCount {
            report.add("signed_bytes", .integer(signedByteCount))
            report.add("signature", .signature(signature))
        }
        if let remainder {
            report.add(
                "undecoded",
                .object([
                    "at": .integer(remainder.offset),
                    "reason": .string("\(remainder.problem)"),
                    "hex": .hex(remainder.bytes),
                ])
            )
        }
        return report.members
    }

    /// The signature of a report or an activation.
    public var signature: Signature? {
        switch content {
        case .report(let report): report.signature
        case .activation(let activation): activation.signature
        default: nil
        }
    }
}

extension DataUnit.Content {
    fileprivate func members(in edition: Edition) -> [ReportValue.Member] {
        switch self {
        case .empty, .opaque: []
        case .time(let time): [ReportValue.Member("time", .time(time))]
        case .login2016(let login): FieldReport.members(of: login, in: edition)
        case .login2025(let login): FieldReport.members(of: login, in: edition)
        case .logout(let logout): FieldReport.members(of: logout, in: edition)
        case .platformLogin(let login): FieldReport.members(of: login, in: edition)
        case .report(let report): report.members(in: edition)
        case .activation(let activation): activation.members
        case .activationAnswer(let answer): FieldReport.members(of: answer, in: edition)
        case .keyExchange(let exchange): FieldReport.members(of: exchange, in: edition)
        case .parameterQuery(let query): FieldReport.members(of: query, in: edition)
        case .parameters(let list): list.members
        case .control(let control): control.members
        case .sealed(let bytes): [ReportValue.Member("encrypted", .hex(bytes))]
        }
    }
}

extension VehicleReport {
    fileprivate func members(in edition: Edition) -> [ReportValue.Member] {
        let bodies = bodies.map { body in
            ReportValue.object([
                "type": body.type(in: edition).map { .integer($0) } ?? .null,
                "name": .string(body.name),
                "value": FieldReport.value(of: body, in: edition),
            ])
        }
        return [
            ReportValue.Member("time", .time(time)), ReportValue.Member("bodies", .array(bodies)),
        ]
    }
}

extension Activation {
    fileprivate var members: [ReportValue.Member] {
        var report = FieldReport()
        var activation = self
        activation.visitSigned(&report)
        return report.members
    }
}
