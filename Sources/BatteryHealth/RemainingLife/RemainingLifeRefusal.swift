/// Why no remaining life is told.
public enum RemainingLifeRefusal: Error, Hashable, Sendable, Codable {
    /// There are fewer measurements than any law needs.
    case tooFew(count: Int, needed: Int)
    /// Months have not passed since the first measurement.
    case tooShort(months: Double, needed: Double)
    /// A capacity that no battery has, as a part of the rated one.
    case implausible(capacity: Double)
    /// What was lost so far does not show how it goes on; parts of what it had at first.
    case notEnoughFade(Double, needed: Double)
    /// Capacity rose for good: something was replaced, or the measurement changed.
    case rises(by: Double, use: Double)
    /// The limit was reached already.
    case ended(use: Double)
    /// No law fits what was measured.
    case noLaw
    /// The end is farther than can be told: the times of what was seen.
    case tooFar(times: Double, most: Double)
    /// A limit that is no part of 1 between 0 and 1.
    case limit(Double)
    /// The library's lives end at another limit.
    case otherLimit(Double, library: Double)
    /// A use a month that is none.
    case pace(Double)
}

extension RemainingLifeRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooFew(let count, let needed):
            "not enough data: \(count) of \(needed) measurements needed"
        case .tooShort(let months, let needed):
            "not enough data: \(rounded(months)) of \(rounded(needed)) months needed"
        case .implausible(let capacity):
            "a capacity of \(Percent.text(capacity)) of the rated one cannot be: check its unit"
        case .notEnoughFade(let fade, let needed):
            "not enough fade: \(Percent.text(fade)) of \(Percent.text(needed)) needed"
        case .rises(let rise, let use):
            "the capacity rises by \(Percent.text(rise)) at a use of \(rounded(use)): "
                + "give only what came after"
        case .ended(let use): "the end was reached at a use of \(rounded(use))"
        case .noLaw: "no law fits how the capacity went"
        case .tooFar(let times, let most):
            "too far to tell: the end is at \(rounded(times)) times what was seen, "
                + "and at most \(rounded(most)) times is told"
        case .limit(let limit): "a life cannot end at \(Percent.text(limit)) of the rated capacity"
        case .otherLimit(let limit, let library):
            "the library's lives end at \(Percent.text(library)), not at \(Percent.text(limit))"
        case .pace(let pace): "a use of \(rounded(pace)) a month is none"
        }
    }

    private func rounded(_ number: Double) -> String {
        let tenths = (number * 10).rounded() / 10
        return Int(exactly: tenths).map { "\($0)" } ?? "\(tenths)"
    }
}
