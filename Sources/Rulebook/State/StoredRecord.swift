public import CycladeSchema

/// A kind of record that the state holds.
public protocol StoredRecord: Sendable {
    /// The record as the content of its envelope.
    var content: Record.OneOf_Content { get }

    /// The record in `content`, or `nil` if that holds another kind.
    init?(_ content: Record.OneOf_Content)
}

extension Policy: StoredRecord {
    public var content: Record.OneOf_Content { .policy(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .policy(let value) = content else { return nil }
        self = value
    }
}

extension Consortium: StoredRecord {
    public var content: Record.OneOf_Content { .consortium(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .consortium(let value) = content else { return nil }
        self = value
    }
}

extension Member: StoredRecord {
    public var content: Record.OneOf_Content { .member(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .member(let value) = content else { return nil }
        self = value
    }
}

extension MemberKey: StoredRecord {
    public var content: Record.OneOf_Content { .memberKey(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .memberKey(let value) = content else { return nil }
        self = value
    }
}

extension KeyOwner: StoredRecord {
    public var content: Record.OneOf_Content { .keyOwner(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .keyOwner(let value) = content else { return nil }
        self = value
    }
}

extension Proposal: StoredRecord {
    public var content: Record.OneOf_Content { .proposal(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .proposal(let value) = content else { return nil }
        self = value
    }
}

extension Manufacturer: StoredRecord {
    public var content: Record.OneOf_Content { .manufacturer(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .manufacturer(let value) = content else { return nil }
        self = value
    }
}

extension Model: StoredRecord {
    public var content: Record.OneOf_Content { .model(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .model(let value) = content else { return nil }
        self = value
    }
}

extension Battery: StoredRecord {
    public var content: Record.OneOf_Content { .battery(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .battery(let value) = content else { return nil }
        self = value
    }
}

extension SupplyContract: StoredRecord {
    public var content: Record.OneOf_Content { .supplyContract(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .supplyContract(let value) = content else { return nil }
        self = value
    }
}

extension Handover: StoredRecord {
    public var content: Record.OneOf_Content { .handover(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .handover(let value) = content else { return nil }
        self = value
    }
}

extension Vehicle: StoredRecord {
    public var content: Record.OneOf_Content { .vehicle(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .vehicle(let value) = content else { return nil }
        self = value
    }
}

extension Lease: StoredRecord {
    public var content: Record.OneOf_Content { .lease(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .lease(let value) = content else { return nil }
        self = value
    }
}

extension Station: StoredRecord {
    public var content: Record.OneOf_Content { .station(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .station(let value) = content else { return nil }
        self = value
    }
}

extension MaterialLot: StoredRecord {
    public var content: Record.OneOf_Content { .materialLot(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .materialLot(let value) = content else { return nil }
        self = value
    }
}

extension PriceIndex: StoredRecord {
    public var content: Record.OneOf_Content { .priceIndex(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .priceIndex(let value) = content else { return nil }
        self = value
    }
}

extension MaterialContract: StoredRecord {
    public var content: Record.OneOf_Content { .materialContract(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .materialContract(let value) = content else { return nil }
        self = value
    }
}

extension Qualification: StoredRecord {
    public var content: Record.OneOf_Content { .qualification(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .qualification(let value) = content else { return nil }
        self = value
    }
}

extension Plan: StoredRecord {
    public var content: Record.OneOf_Content { .plan(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .plan(let value) = content else { return nil }
        self = value
    }
}

extension Gateway: StoredRecord {
    public var content: Record.OneOf_Content { .gateway(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .gateway(let value) = content else { return nil }
        self = value
    }
}

extension Correction: StoredRecord {
    public var content: Record.OneOf_Content { .correction(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .correction(let value) = content else { return nil }
        self = value
    }
}

extension Irregularity: StoredRecord {
    public var content: Record.OneOf_Content { .irregularity(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .irregularity(let value) = content else { return nil }
        self = value
    }
}

extension CollectionPoint: StoredRecord {
    public var content: Record.OneOf_Content { .collectionPoint(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .collectionPoint(let value) = content else { return nil }
        self = value
    }
}

extension NetworkAgreement: StoredRecord {
    public var content: Record.OneOf_Content { .networkAgreement(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .networkAgreement(let value) = content else { return nil }
        self = value
    }
}

extension Notice: StoredRecord {
    public var content: Record.OneOf_Content { .notice(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .notice(let value) = content else { return nil }
        self = value
    }
}

extension Schedule: StoredRecord {
    public var content: Record.OneOf_Content { .schedule(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .schedule(let value) = content else { return nil }
        self = value
    }
}

extension Statement: StoredRecord {
    public var content: Record.OneOf_Content { .statement(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .statement(let value) = content else { return nil }
        self = value
    }
}

extension Incentive: StoredRecord {
    public var content: Record.OneOf_Content { .incentive(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .incentive(let value) = content else { return nil }
        self = value
    }
}

extension IncentiveClaim: StoredRecord {
    public var content: Record.OneOf_Content { .incentiveClaim(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .incentiveClaim(let value) = content else { return nil }
        self = value
    }
}

extension CommittedPayload: StoredRecord {
    public var content: Record.OneOf_Content { .committedPayload(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .committedPayload(let value) = content else { return nil }
        self = value
    }
}

extension Warning: StoredRecord {
    public var content: Record.OneOf_Content { .warning(self) }
    public init?(_ content: Record.OneOf_Content) {
        guard case .warning(let value) = content else { return nil }
        self = value
    }
}
