import CycladeSchema

extension CascadeTests {
    /// A verdict on battery 1, whose state of health is 7,000 bp.
    static func verdict(
        _ verdict: Verdict,
        _ code: RefusalCode,
        _ field: String = "verdict",
        reason: String = "",
        _ change: @escaping @Sendable (inout RecordAssessment) -> Void = { _ in }
    ) -> Refused {
        Refused("\(verdict) for \(code)", by: "cascade", code, field) { world in
            let id = try world.atCentre(1)
            try world.run(assess(id, soh: 7_000, change), by: "lab")
            return classify(id, verdict, reason: reason)
        }
    }

    static func group(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout Regroup) -> Void
    ) -> Refused {
        Refused(name, by: "cascade", code, field) { _ in regroup([], change) }
    }

    static func parents(
        _ name: String,
        _ code: RefusalCode,
        _ parents: @escaping @Sendable (World) throws -> [String]
    ) -> Refused {
        Refused(name, by: "cascade", code, "parent_ids") { regroup(try parents($0)) }
    }

    /// Two batteries that could be regrouped.
    static func pair(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout Regroup) -> Void
    ) -> Refused {
        Refused(name, by: "cascade", code, field) { world in
            regroup([try world.inCascadePool(1), try world.inCascadePool(2)], change)
        }
    }

    static func use(
        _ name: String,
        _ code: RefusalCode,
        _ field: String = "battery_id",
        _ prepare: @escaping @Sendable (World, String) throws -> Void = { _, _ in },
        change: @escaping @Sendable (inout DeploySecondUse) -> Void = { _ in }
    ) -> Refused {
        Refused(name, by: "cascade", code, field) { world in
            let id = try world.secondUse()
            try prepare(world, id)
            return deploy(id, change)
        }
    }

    /// An enrolled battery of which nothing is known, classified at its owner.
    static func pooledEnrolment(
        in world: World,
        for owner: String = "cascade",
        _ verdict: Verdict = .cascade
    ) throws -> String {
        let id = "ENROL-0123456789ABCDEF"
        let soh: UInt32 = verdict == .cascade ? 5_000 : 1_000
        try world.run(enrol { $0.ownerID = owner }, by: "collector")
        try world.run(assess(id, soh: soh), by: "lab")
        try world.run(openRecall(id), by: owner)
        try world.run(collect(id), by: "collector")
        try world.run(receiveAtCentre([id]), by: owner)
        try world.run(assess(id, soh: soh), by: "lab")
        try world.run(classify(id, verdict), by: owner)
        return id
    }
}
