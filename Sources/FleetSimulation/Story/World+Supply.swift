import CycladeSchema

// From the maker to the road: models, packs, contracts, vehicles, leases and stations.

extension World {
    mutating func registerModels() {
        guard !designs.isEmpty else { return }
        qualify(Story.cascadeUser, for: .cascadeUse)
        qualify(Story.dismantler, for: .dismantling)
        for design in designs {
            write(Story.batteryMaker, .registerModel(design.registration))
        }
    }

    private mutating func qualify(_ member: String, for kind: QualificationKind) {
        var qualification = GrantQualification()
        qualification.memberID = member
        qualification.kind = kind
        qualification.standard = "GB/T 33598"
        qualification.process = kind == .dismantling ? "disassembly" : "regrouping"
        qualification.capacityKgPerYear = 100_000_000
        qualification.validFromMs = Story.foundingTime
        // Longer than any measured life lasts.
        qualification.validUntilMs = Story.foundingTime + 50 * 366 * 24 * 60 * 60 * 1_000
        write(Story.regulator, .grantQualification(qualification))
    }

    /// Makes the packs of a station and hands them over under a contract.
    mutating func make(_ group: Int) {
        let design = designs[stations[group].design]
        for life in stations[group].lives {
            let pack = makePack(design, lots: [])
            stations[group].packs.append(units.count)
            units.append(
                Unit(
                    id: pack,
                    design: stations[group].design,
                    members: [Unit.Member(life: life, cyclesDone: 0)],
                    isSecondUse: false,
                    group: group,
                    owner: Story.assetManager
                )
            )
        }
        deliver(
            stations[group].packs.map { units[$0].id },
            of: design,
            named: "delivery-\(group + 1)"
        )
        agenda.enter(.accept(group: group), on: today + 2)
    }

    /// Makes one pack of `design`; what recovered material goes into it is given in `lots`.
    mutating func makePack(_ design: PackDesign, lots: [LotUse]) -> String {
        var birth = MakeBattery()
        birth.code = code(Story.makerCode, design: design, traceability: "CYCLADE")
        birth.modelID = design.modelID
        birth.lots = lots
        write(Story.batteryMaker, .makeBattery(birth))
        return birth.code
    }

    /// Opens a supply contract for packs and delivers them.
    mutating func deliver(_ packs: [String], of design: PackDesign, named delivery: String) {
        var contract = OpenSupplyContract()
        contract.contractID = name("supply")
        contract.buyerID = Story.assetManager
        contract.modelID = design.modelID
        contract.quantity = UInt32(packs.count)
        contract.priceCommitment = confidences.price(
            of: "supply/\(contract.contractID)",
            batteries: packs.count,
            for: Story.batteryMaker
        )
        write(Story.batteryMaker, .openSupplyContract(contract))
        var handover = DeliverBatteries()
        handover.deliveryID = delivery
        handover.contractID = contract.contractID
        handover.batteryIds = packs
        write(Story.batteryMaker, .deliverBatteries(handover))
    }

    mutating func acceptDelivery(_ delivery: String) {
        var acceptance = AcceptDelivery()
        acceptance.deliveryID = delivery
        write(Story.assetManager, .acceptDelivery(acceptance))
    }

    mutating func accept(_ group: Int) {
        acceptDelivery("delivery-\(group + 1)")
        send(
            stations[group].packs.map { units[$0].id },
            from: Story.assetManager,
            to: Story.swapOperator
        )
        agenda.enter(.outfit(group: group), on: today + 1)
    }

    /// Sends batteries from one member's premises to another's.
    mutating func send(_ batteries: [String], from sender: String, to receiver: String) {
        var dispatch = Dispatch()
        dispatch.shipmentID = name("shipment")
        dispatch.toMemberID = receiver
        dispatch.batteryIds = batteries
        write(sender, .dispatch(dispatch))
        var receipt = Receive()
        receipt.shipmentID = dispatch.shipmentID
        write(receiver, .receive(receipt))
    }

    /// Opens a station, puts its spares in slots, and brings its vehicles on the road.
    mutating func outfit(_ group: Int) {
        let packs = stations[group].packs
        let spares = packs.count < 2 ? 0 : max(1, packs.count / 8)
        registerStation(group, slots: max(1, spares) + 2)
        if spares > 0 {
            var stocking = StockStation()
            stocking.stationID = stations[group].id
            for (slot, pack) in packs.suffix(spares).enumerated() {
                var placement = SlotPlacement()
                placement.batteryID = units[pack].id
                placement.slot = UInt32(slot)
                stocking.placements.append(placement)
                units[pack].place = .slot(UInt32(slot))
                stations[group].spares.append(pack)
            }
            write(Story.swapOperator, .stockStation(stocking))
        }
        for pack in packs.dropLast(spares) {
            let vehicle = sellVehicle(group)
            lease(vehicle)
            fit(pack, into: vehicle)
            planSwap(of: vehicle)
        }
    }

    private mutating func registerStation(_ group: Int, slots: Int) {
        var station = RegisterStation()
        station.stationID = stations[group].id
        // Within about fifty kilometres of the middle of Shanghai.
        station.latitudeE6 = Int32(31_230_000 + random.whole(in: -400_000...400_000))
        station.longitudeE6 = Int32(121_470_000 + random.whole(in: -400_000...400_000))
        station.slots = UInt32(slots)
        station.modelIds = [designs[stations[group].design].modelID]
        write(Story.swapOperator, .registerStation(station))
    }

    private mutating func sellVehicle(_ group: Int) -> Int {
        let digits = [random.next(), random.next()].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        let vehicle = LeasedVehicle(id: digits.joined(), group: group)
        let subject = "vehicle/\(vehicle.id)"
        var registration = RegisterVehicle()
        registration.vehicleID = vehicle.id
        registration.vinCommitment = confidences.vin(
            of: subject,
            years: today / 365,
            for: Story.vehicleMaker
        )
        write(Story.vehicleMaker, .registerVehicle(registration))
        var toDealer = SellVehicle()
        toDealer.vehicleID = vehicle.id
        toDealer.dealerID = Story.dealer
        write(Story.vehicleMaker, .sellVehicle(toDealer))
        var toOwner = SellVehicle()
        toOwner.vehicleID = vehicle.id
        toOwner.ownerCommitment = confidences.owner(of: subject, for: Story.dealer)
        write(Story.dealer, .sellVehicle(toOwner))
        vehicles.append(vehicle)
        return vehicles.count - 1
    }

    /// Opens a lease for a vehicle of its station's model of pack.
    mutating func lease(_ index: Int) {
        let design = designs[stations[vehicles[index].group].design]
        var offer = OfferLease()
        offer.leaseID = name("lease")
        offer.vehicleID = vehicles[index].id
        offer.dealerID = Story.dealer
        offer.modelID = design.modelID
        offer.leastSohBp = Story.policy.reuseSohBp
        offer.termEndMs = Calendar.morning(of: today + 3_650)
        offer.returnDays = 30
        let (subject, owner) = ("lease/\(offer.leaseID)", Story.assetManager)
        offer.rentCommitment = confidences.rent(of: subject, for: owner)
        offer.depositCommitment = confidences.deposit(of: subject, for: owner)
        offer.paperCommitment = confidences.paper("Lease", of: subject, for: owner)
        write(Story.assetManager, .offerLease(offer))
        var acceptance = AcceptLease()
        acceptance.leaseID = offer.leaseID
        write(Story.dealer, .acceptLease(acceptance))
        vehicles[index].leaseID = offer.leaseID
        vehicles[index].isLeaseOpen = true
    }

    /// Fits a pack of the operator's stock to a vehicle.
    mutating func fit(_ pack: Int, into vehicle: Int) {
        var installation = InstallBattery()
        installation.vehicleID = vehicles[vehicle].id
        installation.batteryID = units[pack].id
        write(Story.swapOperator, .installBattery(installation))
        vehicles[vehicle].pack = pack
        units[pack].place = .vehicle(vehicle)
        beginService(pack)
    }
}
