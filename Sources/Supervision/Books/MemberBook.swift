import CycladeSchema

/// What supervision knows of a member.
struct MemberBook: Sendable {
    var roles: [Role] = []
    var qualifications: [QualificationKind: GrantQualification] = [:]
    var revoked: [QualificationKind: UInt64] = [:]
    /// How many batteries its collection points store, and how many called home it holds.
    var storage: UInt64 = 0
    var stored: UInt64 = 0
    var isOverStored = false
    /// The year in China of its newest dismantling, and the mass treated in it.
    var treatedYear = 0
    var treatedG: UInt64 = 0
    var isOverTreating = false
    var residual = ResidualBook()

    /// Whether it holds a qualification at a moment.
    func holds(_ kind: QualificationKind, at time: UInt64) -> Bool {
        guard let terms = qualifications[kind] else { return false }
        let end = min(terms.validUntilMs, revoked[kind] ?? .max)
        return terms.validFromMs <= time && time < end
    }
}

/// How the masses of a member's dismantlings add up.
struct ResidualBook: Sendable {
    /// The dismantlings that are looked at together.
    static let window = 20

    struct Dismantling: Sendable {
        let leaf: UInt64
        let massG: UInt64
        /// What came out less what went in.
        let residualG: Int64
    }

    private(set) var recent: [Dismantling] = []
    var isBeyond = false

    mutating func add(_ dismantling: Dismantling) {
        if recent.count == Self.window { recent.removeFirst() }
        recent.append(dismantling)
    }

    /// The unexplained part of the window's mass in basis points; `nil` before the window is full.
    ///
    /// Measurement errors of both signs cancel; a part that is put aside does not.
    var residualBp: UInt64? {
        guard recent.count == Self.window else { return nil }
        let mass = recent.reduce(0) { $0 + $1.massG }
        let residual = recent.reduce(0) { $0 + $1.residualG }
        return mass == 0 ? nil : residual.magnitude * 10_000 / mass
    }
}
