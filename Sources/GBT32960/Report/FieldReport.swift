/// Collects the fields of a structure under their names.
struct FieldReport {
    private(set) var members: [ReportValue.Member] = []

    mutating func add(_ name: String, _ value: ReportValue) {
        members.append(ReportValue.Member(name, value))
    }

    mutating func add(_ name: StaticString, _ value: ReportValue) {
        add("\(name)", value)
    }

    /// The fields of one structure.
    static func members(
        of content: some Structure,
        in edition: Edition
    ) -> [ReportValue.Member] {
        var report = FieldReport()
        var content = content
        content.visit(&report, in: edition)
        return report.members
    }

    /// What a body holds: an object, or for a list an array.
    static func value(of body: Body, in edition: Edition) -> ReportValue {
        var report = FieldReport()
        var body = body
        body.visit(&report, in: edition)
        switch body {
        case .motors, .voltages, .temperatures, .stacks:
            return report.members.first?.value ?? .array([])
        case .user(let user):
            return .object(["length": .integer(user.data.count), "data": .hex(user.data)])
        default:
            return .object(report.members)
        }
    }
}

extension ReportValue {
    static func signature(_ signature: Signature) -> ReportValue {
        let algorithm: ReportValue =
            switch signature.algorithm.meaning {
            case .sm2: .string("SM2")
            case .rsa: .string("RSA")
            case .ecc: .string("ECC")
            case nil: .integer(signature.algorithm.raw)
            }
        return .object(["algo": algorithm, "r": .hex(signature.r), "s": .hex(signature.s)])
    }

    static func gear(_ gear: Gear, in edition: Edition) -> ReportValue {
        var members = [
            Member("raw", .integer(gear.raw)),
            Member("gear", .string(gear.position)),
            Member("braking_force", .bool(gear.hasBrakingForce)),
            Member("driving_force", .bool(gear.hasDrivingForce)),
        ]
        if edition == .y2025 { members.append(Member("invalid", .bool(gear.isInvalid))) }
        return .object(members)
    }
}
