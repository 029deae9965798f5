import CycladeSchema
import Planning

// The first day: who may do what, what is on offer, and who works for whom.

extension Nation {
    mutating func foundNation() {
        for member in roster.all { qualify(member) }
        publishKeys()
        for design in designs {
            guard let maker = design.maker else { continue }
            write(roster.batteryMakers[maker].id, .registerModel(design.registration))
        }
        for manager in roster.assetManagers.indices { publishTerms(manager) }
        openPoints()
        openAgreements()
        postIncentive("incentive-collected", .collected)
        postIncentive("incentive-dismantled", .dismantled)
        agenda.enter(.week, on: 7)
        agenda.enter(.month, on: 15)
    }

    mutating func qualify(_ member: ScenarioMember, under edition: String = "GB/T 33598") {
        let kinds: [(QualificationKind, process: String)] =
            switch member.role {
            case .collector:
                [(.collection, "collection and storage"), (.dangerousGoods, "road transport")]
            case .assessor: [(.assessment, "capacity test")]
            case .cascadeUser: [(.cascadeUse, "regrouping")]
            case .dismantler: [(.dismantling, "disassembly and recovery")]
            default: []
            }
        for (kind, process) in kinds {
            var grant = GrantQualification()
            grant.memberID = member.id
            grant.kind = kind
            grant.standard = kind == .dangerousGoods ? "GB/T 38698.1" : edition
            grant.process = process
            // About 400 kg a pack: nobody treats more than the whole fleet in a year.
            grant.capacityKgPerYear = UInt64(options.fleet) * 400
            grant.validFromMs = Calendar.start
            grant.validUntilMs = Calendar.morning(of: agenda.lastDay + 366)
            write(roster.regulator, .grantQualification(grant))
        }
    }

    /// The two plans of an asset manager, which differ in how rent is reckoned, and its schedule.
    private mutating func publishTerms(_ manager: Int) {
        for (plan, basis) in [RentBasis.perMonth, .perKm].enumerated() {
            var terms = PublishPlan()
            terms.planID = planID(manager, plan)
            terms.modelIds = designs.map(\.modelID).filter { !$0.isEmpty }
            terms.leastSohBp = policy.reuseSohBp
            terms.rentBasis = basis
            terms.returnDays = 30
            terms.buyOut = true
            terms.tariffCommitment = confidences.rent(
                of: "plan/\(terms.planID)",
                for: roster.assetManagers[manager]
            )
            write(roster.assetManagers[manager], .publishPlan(terms))
        }
        var schedule = PublishSchedule()
        schedule.scheduleID = scheduleID(manager)
        for (member, shareBp) in scheduleShares(manager) {
            var share = Share()
            share.memberID = member
            share.shareBp = shareBp
            schedule.shares.append(share)
        }
        write(roster.assetManagers[manager], .publishSchedule(schedule))
    }

    func planID(_ manager: Int, _ plan: Int) -> String { "plan-\(manager + 1)-\(plan + 1)" }

    func scheduleID(_ manager: Int) -> String { "proceeds-\(manager + 1)" }

    /// Who shares in the proceeds of an asset manager's packs, in basis points.
    func scheduleShares(_ manager: Int) -> [(member: String, shareBp: UInt32)] {
        [
            (roster.assetManagers[manager], 6_000), (roster.collectors[0], 2_000),
            (roster.dealers[0], 2_000),
        ]
    }

    /// A collection point in every city, and one of every dealer.
    private mutating func openPoints() {
        for city in scenario.cities.indices {
            openPoint("point-\(city + 1)", in: city, of: roster.collectors, city)
        }
        for dealer in roster.dealers.indices {
            let city = dealer % scenario.cities.count
            openPoint("counter-\(dealer + 1)", in: city, of: roster.dealers, dealer)
        }
        // A collector without a city of its own has a yard all the same.
        for collector in roster.collectors.indices.dropFirst(scenario.cities.count) {
            openPoint("yard-\(collector + 1)", in: 0, of: roster.collectors, collector)
        }
        pointDirectory = try? SiteDirectory(points)
    }

    private mutating func openPoint(
        _ id: String,
        in city: Int,
        of members: [String],
        _ member: Int
    ) {
        var point = RegisterCollectionPoint()
        point.pointID = id
        (point.latitudeE6, point.longitudeE6) = scatter(around: city)
        point.capacity = UInt32(200 + options.fleet / 50)
        point.takesDamaged = true
        write(members[member % members.count], .registerCollectionPoint(point))
        list(point)
    }

    private mutating func openAgreements() {
        let principals = roster.assetManagers + roster.batteryMakers.map(\.id)
        for principal in principals {
            for collector in roster.collectors { openAgreement(of: principal, with: collector) }
        }
    }

    mutating func openAgreement(of principal: String, with collector: String) {
        var agreement = OpenNetworkAgreement()
        agreement.agreementID = name("agreement")
        agreement.collectorID = collector
        agreement.region = "China"
        agreement.capacityPerMonth = UInt32(100 + options.fleet / 10)
        agreement.feeCommitment = confidences.price(
            of: "agreement/\(agreement.agreementID)",
            for: principal
        )
        agreement.untilMs = Calendar.morning(of: agenda.lastDay + 366)
        write(principal, .openNetworkAgreement(agreement))
        var acceptance = AcceptNetworkAgreement()
        acceptance.agreementID = agreement.agreementID
        write(collector, .acceptNetworkAgreement(acceptance))
        agreements.append(agreement.agreementID)
    }

    private mutating func postIncentive(_ id: String, _ event: IncentiveEvent) {
        var incentive = PostIncentive()
        incentive.incentiveID = id
        incentive.event = event
        incentive.fenPerEvent = 20_000
        incentive.budgetFen = 20_000 * UInt64(options.fleet) * 10
        incentive.fromMs = Calendar.start
        incentive.untilMs = Calendar.morning(of: agenda.lastDay + 366)
        write(roster.regulator, .postIncentive(incentive))
    }

    /// A place within about thirty kilometres of a city's centre, in millionths of a degree.
    mutating func scatter(around city: Int) -> (latitude: Int32, longitude: Int32) {
        let centre = scenario.cities[city]
        let north = Int(centre.latitude * 1e6) + random.whole(in: -250_000...250_000)
        let east = Int(centre.longitude * 1e6) + random.whole(in: -250_000...250_000)
        return (Int32(north), Int32(east))
    }
}
