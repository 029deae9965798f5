import CycladeSchema
import Rulebook
import Testing

@testable import Supervision

@Suite("Indicators")
struct IndicatorTests {
    @Test("each first life ends once, and is received and cascaded once")
    func rates() {
        var watch = Watch { $0.supervision.limits.darkDays = 0 }
        for id in ["b-1", "b-2", "b-3", "b-4"] { watch.fit(id, on: 0) }
        watch.recall("b-1", on: 10)
        watch.collect("b-1", on: 12)
        watch.receive("b-1", at: "cascade", on: 14)
        watch.classify("b-1", .cascade, on: 15)
        watch.add(watch.born("r-1") { $0.parents = ["b-1"] }, by: "cascade", on: 16)
        // Home at the end of its lease and fit: its first life goes on.
        watch.recall("b-2", .endOfLease, on: 20)
        watch.receive("b-2", on: 22)
        watch.classify("b-2", .reuse, on: 23)
        // Home at the end of its lease and not fit.
        watch.recall("b-3", .endOfLease, on: 30)
        watch.receive("b-3", on: 34)
        watch.classify("b-3", .dismantle, on: 35)
        watch.add(watch.moved("b-4", "bank", .abroadIn("NO"), .exported), on: 40)
        let indicators = watch.supervisor.indicators
        #expect(indicators.endedFirstLife.amount == 3)
        #expect(indicators.received.amount == 2)
        #expect(indicators.cascaded.amount == 1)
        #expect(indicators.secondUseBatteries.amount == 1)
        #expect(indicators.recyclingRateBp == 6_666)
        #expect(indicators.cascadeRateBp == 3_333)
        // 4, 2 and 4 days, and the milliseconds by which each block follows its leaf.
        let mean = (indicators.meanJourneyMs ?? 0) / 86_400_000
        #expect(mean == 3)
        #expect(indicators.endedFirstLife.leaves.count == 3)
        #expect(indicators.endedFirstLife.leaves == indicators.endedFirstLife.leaves.sorted())
    }

    @Test("material is held against what the batteries were declared to hold")
    func materials() {
        var watch = Watch()
        watch.declareModel()
        watch.fit("b-1", on: 0)
        let leaf = watch.dismantle(
            ["b-1"],
            [(.lithium, 3_600), (.copper, 27_440)],
            waste: 268_960,
            on: 5
        )
        let indicators = watch.supervisor.indicators
        #expect(indicators.recoveryBp(of: .lithium) == 9_000)
        #expect(indicators.recoveryBp(of: .copper) == 9_800)
        #expect(indicators.recoveryBp(of: .nickel) == nil)
        #expect(indicators.recoveredG[.lithium]?.leaves == [leaf])
        #expect(indicators.dismantledG.amount == 300_000)
    }

    @Test("what came out of batteries of unknown content, or implausibly, counts for no rate")
    func incomparable() {
        var watch = Watch()
        watch.declareModel()
        for id in ["b-1", "b-2"] { watch.fit(id, on: 0) }
        watch.dismantle(["b-1"], [(.lithium, 3_600)], waste: 296_400, on: 5)
        // Ten times what it held.
        watch.dismantle(["b-2"], [(.lithium, 40_000)], waste: 260_000, on: 6)
        let known = watch.supervisor.indicators
        #expect(known.recoveryBp(of: .lithium) == 9_000)
        #expect(known.recoveredG[.lithium]?.amount == 43_600)
        #expect(known.comparedG[.lithium]?.amount == 3_600)

        // A battery whose model says nothing of its content.
        var other = Watch()
        other.fit("b-3", on: 0)
        other.dismantle(["b-3"], [(.lithium, 3_600)], waste: 296_400, on: 5)
        #expect(other.supervisor.indicators.recoveryBp(of: .lithium) == nil)
    }

    @Test("a delivery is worth the index less the discount")
    func value() {
        var watch = Watch()
        var index = PriceIndex()
        (index.indexID, index.fenPerKg) = ("lithium", 46_300)
        watch.add([.material(.indexOpened(index))], by: "regulator", on: 0)
        var contract = MaterialContract()
        (contract.contractID, contract.sellerID, contract.indexID) = ("c-1", "smelter", "lithium")
        contract.discountBp = 1_500
        watch.add([.material(.contractOpened(contract))], by: "smelter", on: 1)
        var delivery = DeliverMaterial()
        delivery.contractID = "c-1"
        var lot = LotDelivery()
        lot.massG = 2_000
        delivery.lots = [lot]
        let leaf = watch.add([], .deliverMaterial(delivery), by: "smelter", on: 2)
        let value = watch.supervisor.indicators.valueFen["smelter"]
        // 2 kg × 463 yuan × 0.85.
        #expect(value?.amount == 78_710)
        #expect(value?.leaves == [leaf])
    }

    @Test("the source's year comes out by the source's factors")
    func savings() {
        // 228,900 t were recycled in 2021.
        let savings = Savings(dismantledG: 228_900_000_000)
        #expect(savings.carbonDioxideG / 1_000_000 == 542_310)
        #expect(savings.rawMaterialG / 1_000_000 == 274_680)
        #expect(savings.standardCoalG / 1_000_000 == 22_890)
        #expect(savings.landCm2 / 10_000 == 1_716_750)
    }
}
