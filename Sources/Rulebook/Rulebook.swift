public import CycladeSchema
public import Vocabulary

/// A transaction as the rules see it: its form and its signature have been checked.
public struct OrderedTransaction: Sendable {
    /// The transaction's id.
    public let id: Digest
    /// What it asks for.
    public let body: TransactionBody

    /// Creates a transaction whose signature the caller has verified under the key it names.
    public init(id: Digest, body: TransactionBody) {
        self.id = id
        self.body = body
    }
}

/// The consortium's rules.
///
/// Deciding reads records and changes nothing; applying the events changes records and refuses
/// nothing. Both depend on nothing else: no clock, no randomness, no floating point. Two nodes that
/// execute the same transactions at the same block times reach the same records.
public enum Rulebook {
    /// The longest time, in milliseconds, that a transaction may be valid beyond its block.
    public static let longestValidity: UInt64 = 10 * 60 * 1_000

    /// How long, in milliseconds, a proposal can be approved: 30 days.
    public static let proposalLifetime: UInt64 = 30 * 24 * 60 * 60 * 1_000

    /// Decides what `transaction` does to `state` in a block of the given time.
    ///
    /// - Parameters:
    ///   - transaction: The transaction to decide.
    ///   - blockTime: The block's time in Unix milliseconds.
    ///   - state: The records; left as they are.
    /// - Returns: The events to apply, in order; never empty.
    /// - Throws: The refusal, when a rule forbids the transaction.
    public static func decide(
        _ transaction: OrderedTransaction,
        at blockTime: UInt64,
        in state: LedgerState
    ) throws(Refusal) -> [Event] {
        let body = transaction.body
        try checkValidity(of: body, at: blockTime)
        let signer = try checkAuthority(of: body, in: state)
        guard let command = body.command else {
            throw Refusal(.malformed, "command", "The transaction asks for nothing.")
        }
        let context = RuleContext(
            transactionID: transaction.id,
            ledger: body.ledger,
            signer: signer,
            blockTime: blockTime,
            occurred: body.occurredMs,
            state: state
        )
        return try command.decide(context)
    }

    /// Checks that a transaction may stand in a block of the given time.
    public static func checkValidity(
        of body: TransactionBody,
        at blockTime: UInt64
    ) throws(Refusal) {
        guard body.validUntilMs >= blockTime else {
            throw Refusal(.expired, "valid_until_ms", "Sign it again with a later time.")
        }
        guard body.validUntilMs - blockTime <= longestValidity else {
            throw Refusal(.validTooLong, "valid_until_ms", "At most 10 minutes ahead.")
        }
        guard body.occurredMs > 0 else {
            throw Refusal(.invalidValue, "occurred_ms", "Say when it happened.")
        }
        guard body.occurredMs <= body.validUntilMs else {
            throw Refusal(.occurredInFuture, "occurred_ms", "It has not happened yet.")
        }
    }

    /// Checks that the signing member and its key may sign.
    ///
    /// - Returns: The signing member.
    public static func checkAuthority(
        of body: TransactionBody,
        in state: LedgerState
    ) throws(Refusal) -> Member {
        guard let member = state[.member(body.memberID)] else {
            throw Refusal(.unknownMember, "member_id", "No member has this id.")
        }
        guard member.standing == .active else {
            throw Refusal(.memberSuspended, "member_id", "The member is suspended.")
        }
        guard let key = state[.key(body.memberID, body.keyID)] else {
            throw Refusal(.unknownKey, "key_id", "The member has registered no such key.")
        }
        guard key.revokedMs == 0 else {
            throw Refusal(.keyRevoked, "key_id", "Sign with a key that is still valid.")
        }
        return member
    }
}

extension TransactionBody.OneOf_Command {
    /// Hands the command to the rules of its family.
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        switch self {
        case .admitMember(let command): try command.decide(context)
        case .suspendMember(let command): try command.decide(context)
        case .reinstateMember(let command): try command.decide(context)
        case .approve(let command): try command.decide(context)
        case .rotateKey(let command): try command.decide(context)
        case .revokeKey(let command): try command.decide(context)
        case .grantQualification(let command): try command.decide(context)
        case .revokeQualification(let command): try command.decide(context)
        case .setPolicy(let command): try command.decide(context)
        case .publishEncryptionKey(let command): try command.decide(context)
        case .registerModel(let command): try command.decide(context)
        case .makeBattery(let command): try command.decide(context)
        case .enrolBattery(let command): try command.decide(context)
        case .reportLost(let command): try command.decide(context)
        case .reportFound(let command): try command.decide(context)
        case .reportExported(let command): try command.decide(context)
        case .reportDestroyed(let command): try command.decide(context)
        case .openSupplyContract(let command): try command.decide(context)
        case .deliverBatteries(let command): try command.decide(context)
        case .acceptDelivery(let command): try command.decide(context)
        case .offerTransfer(let command): try command.decide(context)
        case .acceptTransfer(let command): try command.decide(context)
        case .withdrawOffer(let command): try command.decide(context)
        case .dispatch(let command): try command.decide(context)
        case .receive(let command): try command.decide(context)
        case .registerVehicle(let command): try command.decide(context)
        case .sellVehicle(let command): try command.decide(context)
        case .installBattery(let command): try command.decide(context)
        case .removeBattery(let command): try command.decide(context)
        case .resellVehicle(let command): try command.decide(context)
        case .declareScrap(let command): try command.decide(context)
        case .scrapVehicle(let command): try command.decide(context)
        case .offerLease(let command): try command.decide(context)
        case .acceptLease(let command): try command.decide(context)
        case .demandReturn(let command): try command.decide(context)
        case .closeLease(let command): try command.decide(context)
        case .publishPlan(let command): try command.decide(context)
        case .amendLease(let command): try command.decide(context)
        case .assignLease(let command): try command.decide(context)
        case .recordPayment(let command): try command.decide(context)
        case .remindLessee(let command): try command.decide(context)
        case .recordBreach(let command): try command.decide(context)
        case .settleLoss(let command): try command.decide(context)
        case .settleDeposit(let command): try command.decide(context)
        case .buyOut(let command): try command.decide(context)
        case .registerStation(let command): try command.decide(context)
        case .stockStation(let command): try command.decide(context)
        case .unstockStation(let command): try command.decide(context)
        case .swap(let command): try command.decide(context)
        case .retireAtSwap(let command): try command.decide(context)
        case .holdBattery(let command): try command.decide(context)
        case .releaseHold(let command): try command.decide(context)
        case .recordAssessment(let command): try command.decide(context)
        case .anchorTelemetry(let command): try command.decide(context)
        case .correctRecord(let command): try command.decide(context)
        case .recordMaintenance(let command): try command.decide(context)
        case .recordIrregularity(let command): try command.decide(context)
        case .confirmIrregularity(let command): try command.decide(context)
        case .openRecall(let command): try command.decide(context)
        case .collectBattery(let command): try command.decide(context)
        case .receiveAtCentre(let command): try command.decide(context)
        case .scheduleRecall(let command): try command.decide(context)
        case .openShipment(let command): try command.decide(context)
        case .closeShipment(let command): try command.decide(context)
        case .notifyOwner(let command): try command.decide(context)
        case .answerNotice(let command): try command.decide(context)
        case .registerCollectionPoint(let command): try command.decide(context)
        case .openNetworkAgreement(let command): try command.decide(context)
        case .acceptNetworkAgreement(let command): try command.decide(context)
        case .endNetworkAgreement(let command): try command.decide(context)
        case .publishSchedule(let command): try command.decide(context)
        case .settleStatement(let command): try command.decide(context)
        case .postIncentive(let command): try command.decide(context)
        case .claimIncentive(let command): try command.decide(context)
        case .classify(let command): try command.decide(context)
        case .regroup(let command): try command.decide(context)
        case .deploySecondUse(let command): try command.decide(context)
        case .returnFromSecondUse(let command): try command.decide(context)
        case .dismantle(let command): try command.decide(context)
        case .postPriceIndex(let command): try command.decide(context)
        case .openMaterialContract(let command): try command.decide(context)
        case .deliverMaterial(let command): try command.decide(context)
        case .commitPayload(let command): try command.decide(context)
        case .grantAccess(let command): try command.decide(context)
        case .revokeAccess(let command): try command.decide(context)
        case .destroyPayloadKey(let command): try command.decide(context)
        case .raiseWarning(let command): try command.decide(context)
        case .acknowledgeWarning(let command): try command.decide(context)
        }
    }
}
