import CycladeSchema

// The phases in their order: what rests on something comes in a later phase.

extension BenchLife {
    /// A whole life: each of the ledger's commands, at least once.
    static let course: [BenchPhase] =
        admitting + supplying + driving + confiding + callingHome + endingLease + judging
        + reusing + recovering

    private static let admitting: [BenchPhase] = [
        { $0.admission }, { $0.approval },
        { try $0.newKey() }, { $0.keyEnd },
        { $0.qualification }, { $0.qualificationEnd },
        { $0.suspension }, { $0.reinstatement },
        { $0.policy },
    ]

    private static let supplying: [BenchPhase] = [
        { $0.model }, { $0.birth },
        { $0.contract }, { $0.delivery }, { $0.deliveryEnd },
        { $0.dispatch }, { $0.arrival },
        { $0.enrolment }, { $0.export },
    ]

    private static let driving: [BenchPhase] = [
        { $0.stationBirth }, { $0.stock }, { $0.unstock },
        { $0.vehicleBirth }, { $0.saleToDealer }, { $0.sale },
        { $0.plan }, { $0.offerLease("lease") }, { $0.acceptLease("lease") },
        { $0.install($0.pack, by: "operator") },
        { $0.amendment }, { $0.payment }, { $0.reminder },
        { $0.hold }, { $0.release }, { $0.swap },
        { $0.telemetry }, { $0.maintenance }, { $0.correction },
    ]

    private static let confiding: [BenchPhase] = [
        { $0.encryptionKey }, { $0.payload }, { $0.access }, { $0.accessEnd }, { $0.payloadEnd },
    ]

    private static let callingHome: [BenchPhase] = [
        { $0.point }, { $0.agreement }, { $0.agreementAccepted }, { $0.agreementEnd },
        { $0.assess([$0.spare], sohBp: 7_500) },
        { $0.warning }, { $0.acknowledgement },
        { $0.recall($0.spare, .belowStandard) },
        { $0.notice }, { $0.answer },
        { $0.appointment }, { $0.retirement },
    ]

    private static let endingLease: [BenchPhase] = [
        { $0.breach }, { $0.assignment }, { $0.resale }, { $0.demand },
        { $0.recall($0.pack, .endOfLease) },
        { $0.loss }, { $0.lossEnd }, { $0.find },
        { $0.leaseEnd }, { $0.deposit },
        { $0.irregularity }, { $0.confirmation },
        { $0.offerLease("again", plan: $0.id("plan")) }, { $0.acceptLease("again") },
        { $0.install($0.third, by: "garage") }, { $0.buyOut },
        { $0.scrapDeclaration }, { $0.removal }, { $0.scrap }, { $0.destruction },
    ]

    private static let judging: [BenchPhase] = [
        { $0.collect($0.pair) },
        { $0.incentive }, { $0.claim }, { $0.schedule }, { $0.statement },
        { $0.ship("home", $0.pair, to: "cascade") }, { $0.close("home", by: "cascade") },
        { $0.receive($0.pair, by: "cascade") },
        { $0.assess($0.pair, sohBp: 7_500) },
        { $0.classify($0.pair, .cascade, by: "cascade") },
    ]

    private static let reusing: [BenchPhase] = [
        { $0.offer("early", $0.pair, by: "manager", to: "cascade") },
        { $0.takeBack("early", by: "manager") },
        { $0.offer("pool", $0.pair, by: "manager", to: "cascade") },
        { $0.accept("pool", by: "cascade") },
        { $0.regrouping }, { $0.deployment }, { $0.homecoming },
    ]

    private static let recovering: [BenchPhase] = [
        { $0.collect([$0.secondUse]) },
        { $0.ship("last", [$0.secondUse], to: "dismantler") },
        { $0.close("last", by: "dismantler") },
        { $0.receive([$0.secondUse], by: "dismantler") },
        { $0.assess([$0.secondUse], sohBp: 1_500) },
        { $0.classify([$0.secondUse], .dismantle, by: "dismantler") },
        { $0.offer("end", [$0.secondUse], by: "cascade", to: "dismantler") },
        { $0.accept("end", by: "dismantler") },
        { $0.dismantling },
        { $0.price }, { $0.materialContract }, { $0.materialDelivery },
    ]
}
