import CycladeSchema
import FoundationEssentials
import Vocabulary

/// What a rule may know: who signs, when, and the records, read by key.
struct RuleContext {
    let transactionID: Digest
    let ledger: String
    let signer: Member
    /// The block's time in Unix milliseconds.
    let blockTime: UInt64
    /// When it happened, in Unix milliseconds, as the signer says.
    let occurred: UInt64
    let state: LedgerState

    /// The parameters of the rules.
    var policy: Policy { state[.policy] ?? Policy() }

    /// The block's time and so many days.
    func time(in days: UInt64, _ field: String) throws(Refusal) -> UInt64 {
        try sum([blockTime, days * 24 * 60 * 60 * 1_000], field)
    }

    /// The day in China that the block falls on.
    var today: CivilDate {
        get throws(Refusal) {
            do {
                return try CivilDate(utcMilliseconds: UnixMilliseconds(blockTime), offsetHours: 8)
            } catch {
                throw Refusal(.outOfRange, "", "The block's time has no date.")
            }
        }
    }
}

// MARK: - Who

extension RuleContext {
    /// Requires the signer to hold one of `roles`.
    func requireRole(_ roles: Role...) throws(Refusal) {
        guard roles.contains(where: signer.roles.contains) else {
            let names = roles.map { "\($0)" }.joined(separator: " or ")
            throw Refusal(.roleRequired, "member_id", "Only a \(names) may do this.")
        }
    }

    /// Requires `memberID` to be an active member that holds `role`.
    func requireMember(
        _ memberID: String,
        _ role: Role,
        _ field: String
    ) throws(Refusal) {
        let member = try require(.member(memberID), field)
        guard member.standing == .active else {
            throw Refusal(.memberSuspended, field, "\(memberID) is suspended.")
        }
        guard member.roles.contains(role) else {
            throw Refusal(.roleRequired, field, "\(memberID) is not a \(role).")
        }
    }

    /// Requires the signer to be the owner of `battery`.
    func requireOwner(of battery: Battery, _ field: String) throws(Refusal) {
        guard battery.ownerID == signer.memberID else {
            let owner = battery.ownerID.isEmpty ? "a person" : battery.ownerID
            throw Refusal(.notOwner, field, "\(battery.batteryID) belongs to \(owner).")
        }
    }

    /// Requires the signer to be the custodian of `battery`.
    func requireCustodian(of battery: Battery, _ field: String) throws(Refusal) {
        guard battery.custodianID == signer.memberID else {
            throw Refusal(
                .notCustodian,
                field,
                "\(battery.batteryID) is with \(battery.custodianID)."
            )
        }
    }

    /// Requires the signer to hold `battery` on its own premises.
    ///
    /// A battery on its way still has its sender for custodian: the receiver is to have it as sent.
    func requireOnPremises(_ battery: Battery, _ field: String) throws(Refusal) {
        try requireCustodian(of: battery, field)
        guard battery.place.kind == .premises(signer.memberID) else {
            throw Refusal(.wrongPlace, field, "\(battery.batteryID) is not on your premises.")
        }
    }

    /// Requires the signer to be the party that a contract or an offer names.
    func requireParty(_ memberID: String, _ field: String) throws(Refusal) {
        guard memberID == signer.memberID else {
            throw Refusal(.notParty, field, "It is for \(memberID) to do this.")
        }
    }
}

// MARK: - Which records

extension RuleContext {
    /// The record under `key`.
    func require<Value>(
        _ key: RecordKey<Value>,
        _ field: String
    ) throws(Refusal) -> Value {
        guard let value = state[key] else {
            throw Refusal(.notFound, field, "There is no \(key.text).")
        }
        return value
    }

    /// Requires that nothing stands under `key` yet.
    func requireNew<Value>(_ key: RecordKey<Value>, _ field: String) throws(Refusal) {
        guard state[key] == nil else {
            throw Refusal(.alreadyExists, field, "\(key.text) exists already.")
        }
    }

    /// Requires `battery` to be at one of `stages`.
    func requireStage(
        of battery: Battery,
        _ stages: Stage...,
        field: String
    ) throws(Refusal) {
        guard stages.contains(battery.stage) else {
            let names = stages.map { "\($0)" }.joined(separator: " or ")
            throw Refusal(
                .wrongStage,
                field,
                "\(battery.batteryID) is \(battery.stage), and must be \(names)."
            )
        }
    }

    /// Requires that no offer of `battery` waits for an answer.
    func requireNoOffer(of battery: Battery, _ field: String) throws(Refusal) {
        guard battery.offeredTo.isEmpty else {
            throw Refusal(
                .offerPending,
                field,
                "\(battery.batteryID) is on offer to \(battery.offeredTo)."
            )
        }
    }
}

// MARK: - Which values

extension RuleContext {
    /// The most batteries or lots that one transaction may name.
    static let longestList = 256

    /// Parses an identifier, a code or another word of the trade.
    func parse<Word>(
        _ text: String,
        _ field: String,
        as parser: (String) throws -> Word
    ) throws(Refusal) -> Word {
        do {
            return try parser(text)
        } catch {
            throw Refusal(.invalidValue, field, "\(error)")
        }
    }

    /// Requires a salted commitment: 32 bytes.
    func requireCommitment(_ bytes: Data, _ field: String) throws(Refusal) {
        guard bytes.count == Digest.byteCount else {
            throw Refusal(.invalidValue, field, "A commitment is 32 bytes.")
        }
    }

    /// Requires free text of at most 200 bytes without control characters.
    func requireText(_ text: String, _ field: String) throws(Refusal) {
        guard (1...200).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x20 }) else {
            throw Refusal(.invalidValue, field, "Write 1 to 200 bytes of text on one line.")
        }
    }

    /// Requires a value of an enumeration that this rulebook knows.
    func requireKnown<Value: CaseIterable & Hashable>(
        _ value: Value,
        not unspecified: Value,
        _ field: String
    ) throws(Refusal) {
        guard value != unspecified, Value.allCases.contains(value) else {
            throw Refusal(.invalidValue, field, Self.choice(of: Value.self, but: unspecified))
        }
    }

    /// What may be chosen instead of a value that an enumeration does not have.
    static func choice<Value: CaseIterable & Equatable>(
        of _: Value.Type,
        but unspecified: Value
    ) -> String {
        let names = Value.allCases.filter { $0 != unspecified }.map { "\($0)" }
        return "Choose one of \(names.joined(separator: ", "))."
    }

    /// Requires a number within limits.
    func requireRange<Value: FixedWidthInteger>(
        _ value: Value,
        _ limits: ClosedRange<Value>,
        _ field: String
    ) throws(Refusal) {
        guard limits.contains(value) else {
            throw Refusal(
                .outOfRange,
                field,
                "\(value) is not within \(limits.lowerBound) to \(limits.upperBound)."
            )
        }
    }

    /// Requires a list that is neither empty, too long, nor with anything twice.
    func requireList(_ list: [String], _ field: String) throws(Refusal) {
        guard !list.isEmpty else {
            throw Refusal(.emptyList, field, "Name at least one.")
        }
        try requireDistinct(list, field)
    }

    /// Requires a list that is neither too long nor with anything twice; it may be empty.
    func requireDistinct(_ list: [String], _ field: String) throws(Refusal) {
        guard list.count <= Self.longestList else {
            throw Refusal(.tooMany, field, "Name at most \(Self.longestList).")
        }
        guard Set(list).count == list.count else {
            throw Refusal(.duplicateInList, field, "Name each only once.")
        }
    }

    /// The sum of `amounts`, refused where it overflows.
    func sum(_ amounts: some Sequence<UInt64>, _ field: String) throws(Refusal) -> UInt64 {
        var total: UInt64 = 0
        for amount in amounts {
            let (sum, overflow) = total.addingReportingOverflow(amount)
            guard !overflow else {
                throw Refusal(.overflow, field, "The sum is too large.")
            }
            total = sum
        }
        return total
    }
}
