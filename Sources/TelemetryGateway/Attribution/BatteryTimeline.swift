public import GBT32960

/// Which batteries were in which vehicle when, by the ledger.
///
/// A value made from facts: whoever follows the ledger makes a new one when there are more.
///
/// - **Complexity.** Logarithmic in the changes of one vehicle.
public struct BatteryTimeline: Sendable {
    /// How near to a change a frame is attributed to none, in milliseconds, both ends included.
    ///
    /// Clocks of stations, vehicles and the ledger differ by seconds, and a pack's last frames may
    /// still be in a terminal's memory.
    public static let swapMarginMs: UInt64 = 60_000

    /// From a moment on, what is in the vehicle.
    struct Step: Hashable, Sendable {
        let fromMs: UInt64
        let fitted: [String]
    }

    private var steps: [SenderID: [Step]]

    /// Creates the timeline of facts in any order; facts of one moment count in the order given.
    ///
    /// What changes nothing, such as the removal of a battery that is not there, has no effect.
    public init(_ facts: [BatteryFact]) {
        var steps: [SenderID: [Step]] = [:]
        let ordered = facts.enumerated().sorted {
            ($0.element.atMs, $0.offset) < ($1.element.atMs, $1.offset)
        }
        for (_, fact) in ordered {
            Self.apply(fact, to: &steps[fact.vehicle, default: []])
        }
        self.steps = steps
    }

    /// Puts what the ledger now says of one vehicle in the place of what it said.
    ///
    /// - Parameters:
    ///   - vehicle: As its frames name it.
    ///   - facts: All that happened to its batteries; without any, the vehicle is known and empty.
    public mutating func replace(_ vehicle: SenderID, _ facts: [BatteryFact]) {
        steps[vehicle] = BatteryTimeline(facts).steps[vehicle] ?? []
    }

    private static func apply(_ fact: BatteryFact, to steps: inout [Step]) {
        let before = steps.last?.fitted ?? []
        var fitted = before.filter { $0 != fact.batteryID }
        if fact.change == .installed { fitted.append(fact.batteryID) }
        guard fitted != before else { return }
        // A swap takes one battery out and puts another in at the same moment.
        if steps.last?.fromMs == fact.atMs { steps.removeLast() }
        steps.append(Step(fromMs: fact.atMs, fitted: fitted))
    }

    /// The batteries that were in a vehicle at a moment or later.
    func batteries(of vehicle: SenderID, since atMs: UInt64) -> Set<String> {
        guard let steps = steps[vehicle] else { return [] }
        let next = steps.partitioningIndex { $0.fromMs >= atMs }
        return Set(steps[max(0, next - 1)...].flatMap(\.fitted))
    }

    /// Whether the ledger knows the vehicle.
    public func knows(_ vehicle: SenderID) -> Bool { steps[vehicle] != nil }

    /// The battery of a vehicle at a moment, by the ledger alone.
    ///
    /// - Parameters:
    ///   - vehicle: As its frames name it.
    ///   - atMs: The frame's own time, Unix milliseconds.
    /// - Returns: The battery, or why there is none.
    public func battery(of vehicle: SenderID, atMs: UInt64) -> Attribution {
        guard let period = period(of: vehicle, atMs: atMs) else { return .none(.unknownVehicle) }
        guard !period.isNearChange(atMs) else { return .none(.nearSwap) }
        switch period.fitted.count {
        case 0: return .none(.noBattery)
        case 1: return .battery(period.fitted[0])
        default: return .none(.severalBatteries)
        }
    }

    /// The time around a moment in which the vehicle's batteries stay the same.
    func period(of vehicle: SenderID, atMs: UInt64) -> Period? {
        guard let steps = steps[vehicle] else { return nil }
        let next = steps.partitioningIndex { $0.fromMs > atMs }
        return Period(
            current: next > 0 ? steps[next - 1] : nil,
            before: next > 1 ? steps[next - 2].fitted : [],
            next: next < steps.count ? steps[next] : nil
        )
    }
}

extension BatteryTimeline {
    /// A time without a change.
    struct Period {
        /// `nil` before the first change.
        let current: Step?
        /// What was there before the current step.
        let before: [String]
        let next: Step?

        var fitted: [String] { current?.fitted ?? [] }

        func isNearChange(_ atMs: UInt64) -> Bool {
            isSoonAfterChange(atMs) || isShortlyBeforeChange(atMs)
        }

        func isSoonAfterChange(_ atMs: UInt64) -> Bool {
            guard let current, atMs >= current.fromMs else { return false }
            return atMs - current.fromMs <= swapMarginMs
        }

        func isShortlyBeforeChange(_ atMs: UInt64) -> Bool {
            guard let next, next.fromMs > atMs else { return false }
            return next.fromMs - atMs <= swapMarginMs
        }
    }
}

extension Array {
    /// The index of the first element for which `belongs` is true, where none after it is false.
    func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
