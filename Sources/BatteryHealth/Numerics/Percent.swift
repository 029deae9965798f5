/// Parts of 1 as a person reads them.
enum Percent {
    /// A part in per cent, to a tenth.
    static func text(_ part: Double) -> String {
        let tenths = (part * 1_000).rounded() / 10
        return Int(exactly: tenths).map { "\($0) %" } ?? "\(tenths) %"
    }
}
