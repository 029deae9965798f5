import CycladeSchema

// Where batteries are: which of them are heard of, which have gone dark, and who stores how many.

extension Supervisor {
    private var darkMs: UInt64 {
        UInt64(policy.supervision.limits.darkDays) * 86_400_000
    }

    /// An entry bears witness of a battery.
    mutating func hear(_ number: Int, _ entry: SupervisedEntry) {
        batteries[number].lastHeard = entry.mark
        heed(number, false)
        watch(number)
    }

    /// Notes that a battery has gone dark, or is no longer.
    mutating func heed(_ number: Int, _ isDark: Bool) {
        guard batteries[number].isDark != isDark else { return }
        batteries[number].isDark = isDark
        dark[number] = isDark ? batteries[number].lastHeard.leaf : nil
    }

    /// Looks at a leased battery again when it has been silent for too long.
    mutating func watch(_ number: Int) {
        guard darkMs > 0, batteries[number].isLeasedOut, !batteries[number].isWatched else {
            return
        }
        batteries[number].isWatched = true
        watched.add(number, at: batteries[number].lastHeard.time + darkMs)
    }

    /// The look at a battery that was planned for `due`.
    mutating func look(at number: Int, _ due: UInt64) {
        batteries[number].isWatched = false
        let book = batteries[number]
        guard book.isLeasedOut, !book.isDark else { return }
        // Heard of meanwhile: there is a later moment to look.
        guard book.lastHeard.time + darkMs <= due else { return watch(number) }
        heed(number, true)
        find(
            .goneDark,
            of: book.key,
            holder: book.ownerID,
            evidence: [book.lastHeard.leaf],
            at: due,
            "nothing heard since \(DayText(WorkDays.day(of: book.lastHeard.time)))"
        )
    }

    /// Takes a battery out of the stock of its custodian.
    mutating func uncount(_ number: Int) {
        guard let memberID = batteries[number].storedWith, var member = members[memberID] else {
            return
        }
        member.stored -= min(1, member.stored)
        if member.stored <= member.storage { member.isOverStored = false }
        members[memberID] = member
    }

    /// Puts a battery into the stock of its custodian, which may be too much for it.
    mutating func recount(_ number: Int, _ entry: SupervisedEntry) {
        guard let memberID = batteries[number].storedWith else { return }
        members[memberID]?.stored += 1
        guard let member = members[memberID], member.storage > 0, !member.isOverStored,
            member.stored > member.storage
        else { return }
        members[memberID]?.isOverStored = true
        credits.addBad(.conduct, of: memberID, .overCapacity, leaf: entry.leaf, on: entry.day)
        find(
            .overCapacity,
            of: "member/\(memberID)",
            holder: memberID,
            evidence: [entry.leaf],
            at: entry.time,
            "\(member.stored) batteries in points for \(member.storage)"
        )
    }
}

extension BatteryBook {
    /// The member that stores it on its way home: it counts against the room of its points.
    fileprivate var storedWith: String? {
        guard stage == .collected, case .premises(let memberID) = place else { return nil }
        return memberID
    }
}
