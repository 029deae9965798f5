/// How long the sealed form of a payload is, so that its length says little of its content.
///
/// An amount takes one to eight bytes and a name a few to dozens: sealed as they are, the length of
/// a blob would tell large rents from small ones, and one owner from another. So every payload of
/// up to 252 bytes, which is every amount, place and VIN, fills the same 256 bytes. A longer one is
/// padded by the PADMÉ rule (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and
/// Communication with PURBs", PoPETs 2019): at most 12 % more, and lengths that differ in their
/// leading bits only.
enum PaddedLength {
    /// The length of everything small.
    static let least = 256

    /// The length to which `count` bytes are padded.
    static func of(_ count: Int) -> Int {
        guard count > least else { return least }
        let exponent = Int.bitWidth - 1 - count.leadingZeroBitCount
        let bitsOfExponent = Int.bitWidth - exponent.leadingZeroBitCount
        let step = 1 << (exponent - bitsOfExponent)
        return (count + step - 1) / step * step
    }
}
