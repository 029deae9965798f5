import CycladeSchema

// Who joins late, and whose keys are changed.

extension Nation {
    /// Days until what one day's blocks hold can be built on: they are signed ahead, a few blocks
    /// at a time.
    static let daysToSettle = 30

    mutating func planMembership() {
        for (index, member) in scenario.cast.enumerated() where member.joinsLater {
            let day = member.fromYear * 365
            agenda.enter(.propose(.admission(index)), on: day)
            agenda.enter(.welcome(index), on: day + Self.daysToSettle)
        }
        agenda.enter(.renewKeys, on: 1_100)
    }

    /// What a member that joins late asks to be admitted as.
    func admission(of member: ScenarioMember) -> AdmitMember {
        var admission = AdmitMember()
        admission.memberID = member.id
        admission.name = member.name
        admission.roles = [member.role.ledgerRole]
        return admission
    }

    /// Someone who was admitted gets its qualification, and work.
    mutating func welcome(_ index: Int) {
        let member = scenario.cast[index]
        publishKey(of: member)
        qualify(member)
        roster.add(member)
    }

    /// Every member registers the key that it will sign with from next month on.
    mutating func renewKeys() {
        for member in roster.all { write(member.id, .rotateKey(RotateKey())) }
        agenda.enter(.retireKeys(members: roster.all.count), on: today + Self.daysToSettle)
    }

    /// Those members, the first of all, end their former keys.
    mutating func retireKeys(of members: Int) {
        for member in roster.all.prefix(members) {
            var revocation = RevokeKey()
            revocation.reason = "Its time is over; another took its place."
            write(member.id, .revokeKey(revocation))
        }
    }
}
