import CycladeSchema

/// An entry that someone will say is not so; its number in the story is its place in the list.
struct PendingCorrection {
    let recordKey: String
    let battery: String
    let memberID: String
    let reason: String
}

// What was recorded in error, and appeals that the regulator grants.

extension Nation {
    /// Has the entry just written corrected a month later.
    mutating func correctLast(
        of recordKey: String,
        about battery: String,
        by memberID: String,
        because reason: String
    ) {
        citeLast()
        let number = corrections.count
        corrections.append(
            PendingCorrection(
                recordKey: recordKey,
                battery: battery,
                memberID: memberID,
                reason: reason
            )
        )
        agenda.enter(.correct(number), on: today + Self.daysToSettle)
    }

    mutating func correct(_ number: Int) {
        let pending = corrections[number]
        var correction = CorrectRecord()
        correction.recordKey = pending.recordKey
        correction.reason = pending.reason
        correction.evidenceCommitment = confidences.paper(
            "Evidence",
            of: "battery/\(pending.battery)",
            for: pending.memberID
        )
        write(pending.memberID, .correctRecord(correction), reference: .entry(number))
    }
}
