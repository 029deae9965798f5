import CycladeSchema

/// What a pack holds and what dismantling gets back.
///
/// Contents in kg for each rated kWh are BatPaC 5.2's; a pack's content does not fade with its
/// health. LCO is not among them: its lithium and cobalt follow from LiCoO2 (60.2 % cobalt, 7.1 %
/// lithium, 0.145 Ah/g at 3.7 V), its copper and aluminium are NCA's. Of cells whose chemistry
/// the source does not say, only copper and aluminium are counted. Recovered shares are the least
/// that China's conditions of 2024 allow (lithium 90 %, nickel, cobalt and manganese 98 %; copper
/// and aluminium 98 % by their draft). No figure is at hand for graphite and steel: they count as
/// waste.
enum MetalContent {
    /// Kilograms for each rated kWh, in the order of the materials' numbers.
    static func kgPerKWh(of dataset: Dataset) -> [(material: RecoveredMaterial, kg: Double)] {
        switch dataset {
        case .hust, .matr, .simulatedLFP:
            [(.lithium, 0.0890), (.copper, 0.5655), (.aluminium, 0.7970)]
        case .xjtu:
            [
                (.lithium, 0.1057), (.nickel, 0.4361), (.cobalt, 0.1751), (.manganese, 0.2449),
                (.copper, 0.3976), (.aluminium, 0.6247),
            ]
        case .tbsi:
            [
                (.lithium, 0.0922), (.nickel, 0.6078), (.cobalt, 0.0763), (.manganese, 0.0711),
                (.copper, 0.3644), (.aluminium, 0.5953),
            ]
        case .simulatedNMC:
            [
                (.lithium, 0.1035), (.nickel, 0.5120), (.cobalt, 0.1713), (.manganese, 0.1597),
                (.copper, 0.3940), (.aluminium, 0.6208),
            ]
        case .calce:
            [(.lithium, 0.132), (.cobalt, 1.122), (.copper, 0.3808), (.aluminium, 0.6058)]
        case .nasa, .nasaTemperature:
            [(.copper, 0.3808), (.aluminium, 0.6058)]
        }
    }

    /// The share of a material's content that dismantling gets back.
    static func recovered(_ material: RecoveredMaterial) -> Double {
        material == .lithium ? 0.90 : 0.98
    }

    /// A market price in fen for each kg: dollars of health.md 5.5 at 7.13 yuan; manganese and
    /// aluminium have no figure there and are set to 2 and 2.5 dollars.
    static func fenPerKg(_ material: RecoveredMaterial) -> UInt64 {
        switch material {
        case .lithium: 46_300
        case .nickel: 15_330
        case .cobalt: 27_020
        case .manganese: 1_430
        case .copper: 6_050
        case .aluminium: 1_780
        default: 100
        }
    }
}
