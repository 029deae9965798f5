import CycladeSchema
import Vocabulary

extension RegisterModel {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.batteryMaker, .cascadeUser)
        _ = try context.parse(modelID, "model_id") { try ModelID($0) }
        try context.requireNew(.model(modelID), "model_id")
        try context.requireKnown(form, not: .unspecified, "form")
        try context.requireKnown(chemistry, not: .unspecified, "chemistry")
        try context.requireRange(ratedCapacityMah, RatedValues.capacityMah, "rated_capacity_mah")
        try context.requireRange(nominalVoltageMv, RatedValues.voltageMv, "nominal_voltage_mv")
        try context.requireRange(massG, RatedValues.massG, "mass_g")
        try requireContents(context)
        _ = try context.parse(manufacturerCode, "manufacturer_code") { try ManufacturerCode($0) }
        _ = try context.parse(specificationCode, "specification_code") {
            try SpecificationCode($0)
        }
        var events = [Event.model(.registered(self, by: context.signer.memberID))]
        if let owner = context.state[.manufacturer(manufacturerCode)] {
            guard owner.memberID == context.signer.memberID else {
                throw Refusal(.codeNotYours, "manufacturer_code", "It is \(owner.memberID)'s.")
            }
        } else {
            events.append(.model(.manufacturerNamed(manufacturerCode, context.signer.memberID)))
        }
        return events
    }

    /// Requires each material once, and no more of them than the battery weighs.
    private func requireContents(_ context: RuleContext) throws(Refusal) {
        guard Set(contents.map(\.material)).count == contents.count else {
            throw Refusal(.duplicateInList, "contents", "Name each material only once.")
        }
        for content in contents {
            try context.requireKnown(content.material, not: .unspecified, "contents")
            try context.requireRange(content.massG, 1...massG, "contents")
        }
        guard try context.sum(contents.map(\.massG), "contents") <= massG else {
            throw Refusal(.massBalance, "contents", "They weigh more than the battery.")
        }
    }
}

extension MakeBattery {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.batteryMaker)
        let code = try context.parse(code, "code") { try BatteryCode($0) }
        guard !code.isSecondUse else {
            throw Refusal(.codeMismatch, "code", "Only Regroup makes second-use batteries.")
        }
        try context.requireNew(.battery(code.text), "code")
        let model = try context.requireOwnModel(modelID, matching: code)
        let parts = try context.requireParts(parts, of: model.design, code)
        try context.requireLots(lots, within: model.design.massG)

        var battery = Battery(of: model, at: context)
        battery.batteryID = code.text
        battery.parts = self.parts
        battery.moduleCount = UInt32(max(1, parts.count))
        battery.lots = lots
        return [.battery(.born(battery))]
            + parts.map { .battery(.builtIn($0.batteryID, into: code.text)) }
            + lots.map { .material(.consumed($0.lotID, massG: $0.massG)) }
    }
}

extension EnrolBattery {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let id = try context.parse(batteryID, "battery_id") { try BatteryID($0) }
        try requireRight(to: id, context)
        try context.requireNew(.battery(batteryID), "battery_id")
        try context.requireKnown(form, not: .unspecified, "form")
        try context.requireKnown(chemistry, not: .unspecified, "chemistry")
        if hasRatedCapacityMah {
            try context.requireRange(
                ratedCapacityMah,
                RatedValues.capacityMah,
                "rated_capacity_mah"
            )
        }
        if hasNominalVoltageMv {
            try context.requireRange(nominalVoltageMv, RatedValues.voltageMv, "nominal_voltage_mv")
        }
        if hasMassG { try context.requireRange(massG, RatedValues.massG, "mass_g") }
        _ = try context.require(.member(ownerID), "owner_id")
        try context.requireCommitment(photoCommitment, "photo_commitment")

        var battery = Battery()
        battery.batteryID = batteryID
        battery.form = form
        battery.chemistry = chemistry
        battery.ratedCapacityMah = ratedCapacityMah
        battery.nominalVoltageMv = nominalVoltageMv
        battery.massG = massG
        battery.ownerID = ownerID
        battery.custodianID = context.signer.memberID
        battery.place.premises = context.signer.memberID
        battery.stage = .inStock
        battery.moduleCount = 1
        return [.battery(.born(battery))]
    }

    /// Requires a signer that may enrol, under a code that is not another's to give.
    ///
    /// Whose a manufacturer code is can make batteries under it at any time. Nobody else takes one
    /// of its codes: a battery of its make that others find bears an enrolment number.
    private func requireRight(to id: BatteryID, _ context: RuleContext) throws(Refusal) {
        guard case .code(let code) = id else {
            return try context.requireRole(.collector, .assessor, .dealer)
        }
        if let maker = context.state[.manufacturer(code.manufacturer.text)] {
            guard maker.memberID == context.signer.memberID else {
                throw Refusal(
                    .codeNotYours,
                    "battery_id",
                    "It is for \(maker.memberID) to enrol it; others use an enrolment number."
                )
            }
        } else {
            try context.requireRole(.collector, .assessor, .dealer)
        }
        try context.requireBorn(code, "battery_id")
    }
}

/// Limits of rated values, wide enough for any pack and safe to multiply.
enum RatedValues {
    static let capacityMah: ClosedRange<UInt64> = 1...1_000_000_000
    static let voltageMv: ClosedRange<UInt32> = 1...10_000_000
    static let massG: ClosedRange<UInt64> = 1...1_000_000_000
}

extension RuleContext {
    /// The signer's model of that id, whose codes `code` follows, with a date that has come.
    func requireOwnModel(
        _ modelID: String,
        matching code: BatteryCode
    ) throws(Refusal) -> Model {
        let model = try require(.model(modelID), "model_id")
        guard model.makerID == signer.memberID else {
            throw Refusal(.codeNotYours, "model_id", "The model is \(model.makerID)'s.")
        }
        let design = model.design
        guard code.manufacturer.text == design.manufacturerCode,
            code.specification == design.specificationCode,
            code.product == design.form.product,
            code.type == Chemistry(design.chemistry)?.letter
        else {
            throw Refusal(.codeMismatch, "code", "The code is not one of model \(modelID).")
        }
        try requireBorn(code, "code")
        return model
    }

    /// Requires a code whose production date has come.
    fileprivate func requireBorn(_ code: BatteryCode, _ field: String) throws(Refusal) {
        guard code.productionDate <= (try today) else {
            throw Refusal(.dateInFuture, field, "\(code.productionDate) has not come yet.")
        }
    }

    /// The parts of a new battery: the signer's own, in its hands, not used yet, and adding up.
    fileprivate func requireParts(
        _ partIDs: [String],
        of design: RegisterModel,
        _ code: BatteryCode
    ) throws(Refusal) -> [Battery] {
        try requireDistinct(partIDs, "parts")
        var parts: [Battery] = []
        for partID in partIDs {
            let part = try require(.battery(partID), "parts")
            try requireOwner(of: part, "parts")
            try requireStage(of: part, .made, .inStock, field: "parts")
            try requireOnPremises(part, "parts")
            try requireNoOffer(of: part, "parts")
            guard part.form.rawValue > design.form.rawValue else {
                throw Refusal(
                    .layoutMismatch,
                    "parts",
                    "A \(part.form) is no part of a \(design.form)."
                )
            }
            guard part.chemistry == design.chemistry else {
                throw Refusal(.layoutMismatch, "parts", "\(partID) is of another chemistry.")
            }
            parts.append(part)
        }
        guard !parts.isEmpty else { return [] }
        let energy = try sum(parts.map(\.ratedEnergyUwh), "parts")
        guard
            !Conservation.differs(
                energy,
                from: design.ratedEnergyUwh,
                byMoreThan: policy.conservationToleranceBp
            )
        else {
            throw Refusal(.layoutMismatch, "parts", "The parts' energy is not the model's.")
        }
        guard try sum(parts.map(\.massG), "parts") <= design.massG else {
            throw Refusal(.layoutMismatch, "parts", "The parts weigh more than the model.")
        }
        return parts
    }

    /// Requires lots of the signer's own with enough left, together lighter than the battery.
    fileprivate func requireLots(_ lots: [LotUse], within massG: UInt64) throws(Refusal) {
        try requireDistinct(lots.map(\.lotID), "lots")
        for use in lots {
            let lot = try require(.lot(use.lotID), "lots")
            guard lot.ownerID == signer.memberID else {
                throw Refusal(.notOwner, "lots", "\(use.lotID) is not yours.")
            }
            guard use.massG > 0, use.massG <= lot.remainingG else {
                throw Refusal(.insufficient, "lots", "\(use.lotID) has \(lot.remainingG) g left.")
            }
        }
        guard try sum(lots.map(\.massG), "lots") <= massG else {
            throw Refusal(.notConserved, "lots", "More material than the battery weighs.")
        }
    }
}

extension Battery {
    /// Rated energy in microwatt-hours: exact, as capacity in mAh times voltage in mV.
    var ratedEnergyUwh: UInt64 {
        ratedCapacityMah.multipliedReportingOverflow(by: UInt64(nominalVoltageMv)).partialValue
    }

    /// A battery of `model`, new, at its maker.
    init(of model: Model, at context: RuleContext) {
        self.init()
        form = model.design.form
        chemistry = model.design.chemistry
        modelID = model.design.modelID
        ratedCapacityMah = model.design.ratedCapacityMah
        nominalVoltageMv = model.design.nominalVoltageMv
        massG = model.design.massG
        makerID = model.makerID
        ownerID = model.makerID
        custodianID = model.makerID
        place.premises = model.makerID
        stage = .made
        madeMs = context.blockTime
    }
}

extension RegisterModel {
    /// Rated energy in microwatt-hours.
    var ratedEnergyUwh: UInt64 {
        ratedCapacityMah.multipliedReportingOverflow(by: UInt64(nominalVoltageMv)).partialValue
    }
}
