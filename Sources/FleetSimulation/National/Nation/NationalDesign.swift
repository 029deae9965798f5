import CycladeSchema
import Vocabulary

/// A model of pack: what it is rated at, how it ages, and what it holds.
struct NationalDesign {
    /// How a new pack is declared; without a model id if it is older than the ledger.
    let registration: RegisterModel
    let pack: PackDesign
    let law: FadeLaw
    /// The index of its maker; `nil` if it is older than the ledger.
    let maker: Int?

    /// Kilograms for each rated kWh that count beside the metals of ``MetalContent``: BatPaC 5.2's
    /// NMC 622 and LFP packs (health.md 5.3).
    private static func structure(_ dataset: Dataset) -> [(material: RecoveredMaterial, kg: Double)]
    {
        dataset == .simulatedLFP
            ? [(.graphite, 0.9554), (.steel, 1.482)]
            : [(.graphite, 0.8529), (.steel, 1.292)]
    }

    init(number: Int, dataset: Dataset, maker: Int?, of makers: [ScenarioMember]) {
        law = dataset == .simulatedLFP ? .lfp : .nmc
        pack = PackDesign(number: number, dataset: dataset, nominalAh: law.nominalAh)
        self.maker = maker
        var model = pack.registration
        let kind = dataset == .simulatedLFP ? "lfp" : "nmc"
        model.modelID = maker.map { "\(makers[$0].id)-\(kind)" } ?? ""
        model.manufacturerCode = maker.map { makers[$0].code } ?? ""
        let kWh = pack.ratedWh / 1_000
        let parts = MetalContent.kgPerKWh(of: dataset) + Self.structure(dataset)
        model.contents = parts.map { part in
            var content = MaterialContent()
            content.material = part.material
            content.massG = UInt64((part.kg * kWh * 1_000).rounded())
            return content
        }
        registration = model
    }

    var modelID: String { registration.modelID }
    var ratedWh: Double { pack.ratedWh }

    /// How a second-use battery of `size` such packs is declared.
    func reuse(of size: Int, by user: ScenarioMember) -> RegisterModel {
        var model = registration
        model.modelID = "\(user.id)-\(pack.specification)-\(size)"
        model.manufacturerCode = user.code
        model.ratedCapacityMah *= UInt64(size)
        model.massG *= UInt64(size)
        for part in model.contents.indices { model.contents[part].massG *= UInt64(size) }
        return model
    }

    /// State of health in basis points after `cycles` at a pace, never below 1 %.
    func healthBp(after cycles: Double, pace: Double) -> Int {
        let health = law.health(after: Int(cycles), pace: pace)
        return max(100, Int((health * 10_000).rounded()))
    }

    /// The first whole number of cycles from `cycles` on that leaves no more than `bp`.
    func cycles(until bp: Int, pace: Double) -> Double {
        var low = 0
        var high = 20_000
        while low < high {
            let middle = (low + high) / 2
            if healthBp(after: Double(middle), pace: pace) > bp {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return Double(low)
    }

    /// The letter of its codes.
    var letter: BatteryTypeLetter { pack.dataset == .simulatedLFP ? .b : .e }
}
