import CycladeSchema
import FoundationEssentials
import Vocabulary

/// The commands that a benchmark's members send.
enum BenchCommands {
    static let modelID = "pack-50"
    static let commitment = Data(repeating: 0x5A, count: 32)

    static func registerModel(_ id: String = modelID) -> TransactionBody.OneOf_Command {
        var model = RegisterModel()
        model.modelID = id
        model.form = .pack
        model.chemistry = .lfp
        model.ratedCapacityMah = 150_000
        model.nominalVoltageMv = 350_000
        model.massG = 350_000
        model.manufacturerCode = "001"
        model.specificationCode = "A1"
        return .registerModel(model)
    }

    static var openSupplyContract: TransactionBody.OneOf_Command {
        var contract = OpenSupplyContract()
        contract.contractID = "supply-1"
        contract.buyerID = "manager"
        contract.modelID = modelID
        contract.quantity = 10_000_000
        contract.priceCommitment = commitment
        return .openSupplyContract(contract)
    }

    /// The code of the battery with this number; 9,999,999 fit a day.
    static func code(_ number: Int) throws -> String {
        try BatteryCode(
            manufacturer: ManufacturerCode("001"),
            product: .pack,
            type: .b,
            specification: "A1",
            traceability: "0000001",
            date: CivilDate(year: 2026, month: 1, day: 5),
            serial: number + 1
        ).text
    }

    static func make(_ code: String) -> TransactionBody.OneOf_Command {
        var make = MakeBattery()
        make.code = code
        make.modelID = modelID
        return .makeBattery(make)
    }

    static func deliver(
        _ id: String,
        _ codes: [String],
        under contract: String = "supply-1"
    ) -> TransactionBody.OneOf_Command {
        var delivery = DeliverBatteries()
        delivery.deliveryID = id
        delivery.contractID = contract
        delivery.batteryIds = codes
        return .deliverBatteries(delivery)
    }

    static func accept(_ id: String) -> TransactionBody.OneOf_Command {
        var acceptance = AcceptDelivery()
        acceptance.deliveryID = id
        return .acceptDelivery(acceptance)
    }

    static func dispatch(_ id: String, _ codes: [String]) -> TransactionBody.OneOf_Command {
        var dispatch = Dispatch()
        dispatch.shipmentID = id
        dispatch.toMemberID = "operator"
        dispatch.batteryIds = codes
        return .dispatch(dispatch)
    }

    static func receive(_ id: String) -> TransactionBody.OneOf_Command {
        var receive = Receive()
        receive.shipmentID = id
        return .receive(receive)
    }

    static func registerVehicle(_ id: String) -> TransactionBody.OneOf_Command {
        var vehicle = RegisterVehicle()
        vehicle.vehicleID = id
        vehicle.vinCommitment = commitment
        return .registerVehicle(vehicle)
    }

    static func sellVehicle(
        _ id: String,
        to buyer: SellVehicle.OneOf_Buyer
    ) -> TransactionBody.OneOf_Command {
        var sale = SellVehicle()
        sale.vehicleID = id
        sale.buyer = buyer
        return .sellVehicle(sale)
    }

    static func offerLease(_ vehicleID: String, nowMs: UInt64) -> TransactionBody.OneOf_Command {
        var lease = OfferLease()
        lease.leaseID = "lease-\(vehicleID)"
        lease.vehicleID = vehicleID
        lease.dealerID = "dealer"
        lease.modelID = modelID
        lease.leastSohBp = 7_000
        lease.termEndMs = nowMs + 1_000 * 86_400_000
        lease.returnDays = 30
        lease.rentCommitment = commitment
        lease.depositCommitment = commitment
        lease.paperCommitment = commitment
        return .offerLease(lease)
    }

    static func acceptLease(_ vehicleID: String) -> TransactionBody.OneOf_Command {
        var acceptance = AcceptLease()
        acceptance.leaseID = "lease-\(vehicleID)"
        return .acceptLease(acceptance)
    }

    static func install(_ code: String, in vehicleID: String) -> TransactionBody.OneOf_Command {
        var install = InstallBattery()
        install.vehicleID = vehicleID
        install.batteryID = code
        return .installBattery(install)
    }

    static func registerStation(_ id: String) -> TransactionBody.OneOf_Command {
        var station = RegisterStation()
        station.stationID = id
        station.latitudeE6 = 31_230_000
        station.longitudeE6 = 121_470_000
        station.slots = 4
        station.modelIds = [modelID]
        return .registerStation(station)
    }

    static func stock(_ stationID: String, _ code: String) -> TransactionBody.OneOf_Command {
        var placement = SlotPlacement()
        placement.batteryID = code
        var stock = StockStation()
        stock.stationID = stationID
        stock.placements = [placement]
        return .stockStation(stock)
    }

    static func exchange(
        _ stationID: String,
        _ vehicleID: String,
        taken: String,
        into slot: UInt32,
        given: String
    ) -> Swap {
        var swap = Swap()
        swap.stationID = stationID
        swap.vehicleID = vehicleID
        swap.taken.batteryID = taken
        swap.taken.socBp = 1_800
        swap.taken.energyWh = 9_450
        swap.takenSlot = slot
        swap.given.batteryID = given
        swap.given.socBp = 9_500
        swap.given.energyWh = 49_800
        return swap
    }

    static func assess(_ code: String, sohBp: UInt32) -> TransactionBody.OneOf_Command {
        var assessment = RecordAssessment()
        assessment.batteryID = code
        assessment.kind = .estimate
        assessment.method = "awtls-1"
        assessment.sohBp = sohBp
        assessment.sohLowBp = sohBp - 150
        assessment.sohHighBp = sohBp + 150
        assessment.resistanceUohm = 42_000
        assessment.cycleCount = 700
        assessment.evidence = [commitment]
        return .recordAssessment(assessment)
    }
}
