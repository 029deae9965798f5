/// Whose measurements a set is, and under which licence they are given.
struct DataSource: Sendable {
    /// The folder of the set.
    let folder: String
    let citation: String
    let licence: String

    static let pulseBat = DataSource(
        folder: "pulsebat",
        citation: "PulseBat: Tao et al., Nat. Commun. 15 (2024), 10.1038/s41467-024-54454-0",
        licence: "MIT"
    )
    static let secondLife = DataSource(
        folder: "lsd_second_life",
        citation: "Wang, Gao, Tian, Cell Rep. Phys. Sci. 2025, 10.5281/zenodo.14859405",
        licence: "MIT"
    )
    static let tongji = DataSource(
        folder: "tongji",
        citation: "Zhu et al., Nat. Commun. 13 (2022) 2261, 10.5281/zenodo.6405084",
        licence: "CC BY 4.0, to be checked before it is passed on"
    )
    static let calce = DataSource(
        folder: "calce_cs2",
        citation: "CALCE CS2: He et al., J. Power Sources 196 (2011) 10314",
        licence: "free with citation, to be checked before it is passed on"
    )
    static let nasa = DataSource(
        folder: "nasa_pcoe",
        citation: "Saha and Goebel, Battery Data Set, NASA Ames PCoE, 2007",
        licence: "work of the US Government, to be checked before it is passed on"
    )
}
