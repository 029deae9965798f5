/// What is left of a life, told from how its capacity went so far.
///
/// Whole lives of like cells tell it best. Where fewer than five are known, a law is carried on:
/// that of root and line, or after a knee the one that falls ever faster. No law is carried on
/// beyond three times what was seen, and nothing is told before 3 % were lost.
public struct RemainingLife: Hashable, Sendable, Codable {
    /// How it was told.
    public enum Method: String, Hashable, Sendable, Codable {
        /// By whole lives of like cells.
        case library
        /// By a law of root and line.
        case fadeLaw
        /// By a law that falls ever faster, fitted to the last part.
        case exponentialFade
    }

    /// What to keep in mind.
    public enum Remark: Hashable, Sendable, Codable {
        /// No life of the library fits, or its lives do not tell each other, so that a law was taken.
        case noMatch
        /// The upper bound is farther than a law is carried on.
        case openUpwards(times: Double)
    }

    public let method: Method
    /// The use at the end of life.
    public let end: Estimate
    /// The use from the last measurement to the end.
    public let left: Estimate
    /// The months from the last measurement to the end; `nil` where the use a month is not known.
    public let months: Estimate?
    /// What was lost so far, as a part of what it had at first.
    public let fade: Double
    /// The end as the times of the use that was seen: what is above 1 was not seen.
    public let reach: Double
    public let knee: Knee?
    public let remarks: [Remark]

    /// Before so much is lost, as a part of what there was at first, nothing is told.
    public static let leastFade = 0.03
    /// A law is carried on to at most so many times what was seen.
    public static let mostReach = 3.0
    /// The least number of measurements.
    public static let leastCount = 6
    /// A rise of more than this part is none of the battery's own.
    public static let mostRise = 0.03
    /// The capacities that can be, as parts of the rated one.
    public static let plausibleCapacities = 0.02...1.5

    /// Tells the remaining life.
    ///
    /// - Parameters:
    ///   - history: The capacities so far, as parts of the rated one.
    ///   - limit: The capacity at which life ends, as a part of the rated one.
    ///   - library: Whole lives of like cells that end at the same limit.
    ///   - usePerMonth: How much it is used in a month.
    /// - Throws: ``RemainingLifeRefusal`` when it cannot be told.
    public init(
        of history: Trajectory,
        until limit: Double,
        library: TrajectoryLibrary? = nil,
        usePerMonth: Double? = nil
    ) throws(RemainingLifeRefusal) {
        guard limit > 0, limit < 1 else { throw .limit(limit) }
        if let usePerMonth, !(usePerMonth > 0 && usePerMonth.isFinite) { throw .pace(usePerMonth) }
        if let library, library.limit != limit { throw .otherLimit(limit, library: library.limit) }
        fade = try Self.fade(of: history, until: limit)
        let (first, last) = (history.uses.first ?? 0, history.uses.last ?? 0)
        let told: (method: Method, end: Estimate)
        if let end = library?.end(of: history), end.upper.isFinite {
            (told, knee) = ((.library, end), Knee(of: history))
        } else {
            knee = Knee(of: history)
            told = try Self.byLaw(history, until: limit, hasKnee: knee != nil)
        }
        method = told.method
        end = told.end
        left = told.end.shifted(by: -last)
        months = usePerMonth.map { told.end.shifted(by: -last).scaled(by: 1 / $0) }
        reach = (told.end.value - first) / (last - first)
        let upper = (told.end.upper - first) / (last - first)
        remarks =
            (library != nil && told.method != .library ? [.noMatch] : [])
            + (upper > Self.mostReach ? [.openUpwards(times: upper)] : [])
    }

    /// What was lost so far.
    ///
    /// - Throws: Why that does not show how it goes on.
    private static func fade(
        of history: Trajectory,
        until limit: Double
    ) throws(RemainingLifeRefusal) -> Double {
        let capacities = history.capacities
        guard let middle = capacities.median, plausibleCapacities.contains(middle) else {
            throw .implausible(capacity: capacities.median ?? 0)
        }
        guard capacities.count >= leastCount else {
            throw .tooFew(count: capacities.count, needed: leastCount)
        }
        if let end = history.end(below: limit) { throw .ended(use: end) }
        if let rise = history.rise, rise.part > mostRise {
            throw .rises(by: rise.part, use: rise.use)
        }
        let ends = min(Trajectory.smoothing, capacities.count / 2)
        let start = capacities.prefix(ends).median ?? 0
        guard plausibleCapacities.contains(start) else { throw .implausible(capacity: start) }
        let fade = 1 - (capacities.suffix(ends).median ?? 0) / start
        guard fade >= leastFade else { throw .notEnoughFade(fade, needed: leastFade) }
        return fade
    }

    /// What the law tells that fits the life's age.
    private static func byLaw(
        _ history: Trajectory,
        until limit: Double,
        hasKnee: Bool
    ) throws(RemainingLifeRefusal) -> (Method, Estimate) {
        let span = (history.uses.first ?? 0)...(history.uses.last ?? 0)
        let (method, told): (Method, LawForecast?)
        if hasKnee {
            let law = LawForecast.Law(
                end: { ExponentialFade(fitting: $0)?.use(until: limit) },
                error: exponentialError
            )
            (method, told) = (.exponentialFade, LawForecast(law, history.lastPart, seen: span))
        } else {
            let law = LawForecast.Law(
                end: { FadeLaw(fitting: $0)?.use(until: limit) },
                error: lawError
            )
            (method, told) = (.fadeLaw, LawForecast(law, history, seen: span))
        }
        guard let told else { throw .noLaw }
        guard told.reach <= mostReach else { throw .tooFar(times: told.reach, most: mostReach) }
        return (method, told.end)
    }

    /// Measured on the 195 beginnings of lives to which the law could be carried on: most bend later.
    private static let lawError = (sooner: 0.59, later: 0.1)
    /// Measured on 156 beginnings with a knee: what falls ever faster often comes to rest again.
    private static let exponentialError = (sooner: 0.4, later: 2.0)
}

extension Trajectory {
    /// How many measurements in a row one that is off cannot move the middle of.
    static let smoothing = 5

    /// The last three tenths of the measurements: what a law of the knee is fitted to.
    fileprivate var lastPart: Trajectory {
        let count = max(uses.count * 3 / 10, RemainingLife.leastCount)
        return Trajectory(uses: uses.suffix(count), capacities: capacities.suffix(count)) ?? self
    }

    /// The largest rise from some measurements to the same number after them, as a part of them,
    /// and where it is; `nil` if there are too few.
    fileprivate var rise: (part: Double, use: Double)? {
        let width = min(Self.smoothing, uses.count / 2)
        guard width > 0 else { return nil }
        return (width...uses.count - width).compactMap { index in
            guard let before = capacities[index - width..<index].median,
                let after = capacities[index..<index + width].median, before > 0
            else { return nil }
            return (after / before - 1, uses[index])
        }
        .max { $0.part < $1.part }
    }

    private init?(uses: ArraySlice<Double>, capacities: ArraySlice<Double>) {
        self.init(uses: Array(uses), capacities: Array(capacities))
    }
}

extension Estimate {
    fileprivate func shifted(by offset: Double) -> Estimate {
        Estimate(value: value + offset, lower: lower + offset, upper: upper + offset)
    }

    fileprivate func scaled(by factor: Double) -> Estimate {
        Estimate(value: value * factor, lower: lower * factor, upper: upper * factor)
    }
}
