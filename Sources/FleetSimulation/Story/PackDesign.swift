import CycladeSchema

/// A pack built up from the cell whose life was measured, large enough for a car.
///
/// 96 cells in series, and as many of those strings in parallel as bring the pack nearest to
/// 50 kWh. A pack whose every cell is the measured one keeps the cell's state of health, and its
/// resistance is the cell's times series over parallel. Mass is 6.5 kg for each rated kWh, as of
/// BatPaC's packs (5.0 to 6.7 kg).
struct PackDesign {
    static let targetWh = 50_000.0
    static let gramsPerWh = 6.5

    let modelID: String
    let reuseModelID: String
    let specification: String
    let dataset: Dataset
    let nominalAh: Double
    /// Cells in series: 96 of any chemistry give 307 to 355 V.
    let series = 96
    let parallel: Int
    let capacityMah: UInt64
    let voltageMv: UInt32
    let massG: UInt64

    init(number: Int, dataset: Dataset, nominalAh: Double) {
        self.dataset = dataset
        self.nominalAh = nominalAh
        modelID = "pack-\(number)-\(dataset.rawValue)"
        reuseModelID = "second-use-\(number)-\(dataset.rawValue)"
        let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        specification = String([digits[number / 36 % 36], digits[number % 36]])
        let cellMv =
            switch dataset.chemistry {
            case .lfp: 3_200
            case .ternary: 3_650
            case .lco: 3_700
            default: 3_600
            }
        voltageMv = UInt32(series * cellMv)
        let stringWh = Double(voltageMv) / 1_000 * nominalAh
        parallel = max(1, Int((Self.targetWh / stringWh).rounded()))
        capacityMah = UInt64((nominalAh * 1_000 * Double(parallel)).rounded())
        massG = UInt64(Double(capacityMah) * Double(voltageMv) / 1e6 * Self.gramsPerWh)
    }

    /// Rated energy in Wh.
    var ratedWh: Double { Double(capacityMah) * Double(voltageMv) / 1e6 }

    /// The pack's resistance in microohm, from its cell's in ohm.
    func resistanceUohm(ofCell ohm: Double) -> UInt64 {
        let pack = ohm * Double(series) / Double(parallel) * 1e6
        return UInt64(min(max(1, pack.rounded()), 1e9))
    }

    /// How a new pack is declared.
    var registration: RegisterModel {
        var model = RegisterModel()
        model.modelID = modelID
        model.form = .pack
        model.chemistry = dataset.chemistry
        model.ratedCapacityMah = capacityMah
        model.nominalVoltageMv = voltageMv
        model.massG = massG
        model.manufacturerCode = Story.makerCode
        model.specificationCode = specification
        model.contents = contents
        return model
    }

    /// What a new pack holds, where the cells' chemistry is known.
    private var contents: [MaterialContent] {
        MetalContent.kgPerKWh(of: dataset).map { material, kg in
            var content = MaterialContent()
            content.material = material
            content.massG = UInt64(max(1, kg * ratedWh))
            return content
        }
    }

    /// How a second-use battery of `count` such packs is declared.
    func reuseRegistration(of count: Int) -> RegisterModel {
        var model = registration
        model.modelID = reuseModelID
        model.ratedCapacityMah *= UInt64(count)
        model.massG *= UInt64(count)
        // What parts of other batteries hold follows from those.
        model.contents = []
        model.manufacturerCode = Story.cascadeCode
        return model
    }
}
