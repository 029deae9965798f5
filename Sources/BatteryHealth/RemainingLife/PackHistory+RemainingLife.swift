extension PackHistory {
    /// What is left of its life in the present use, told from the capacities of its months.
    ///
    /// Each month stands for itself: the capacity of ``capacities`` remembers a hundred charges, and
    /// is behind by as many.
    ///
    /// - Parameters:
    ///   - limit: The state of health at which this use ends, as a part of 1.
    ///   - library: Whole lives of like packs over months, which end at ``limit``; without one a law
    ///     is carried on.
    ///   - time: When its history begins, in seconds by the device; what was before, such as
    ///     before a module was replaced, is not looked at.
    /// - Returns: The remaining life, its use in months.
    /// - Throws: ``RemainingLifeRefusal`` when it cannot be told.
    public func remainingLife(
        until limit: Double = Decision.leastForVehicles,
        library: TrajectoryLibrary? = nil,
        since time: Double = -.infinity
    ) throws(RemainingLifeRefusal) -> RemainingLife {
        let charges = sessions.filter { $0.start.time >= time && $0.isComparable }
        guard let first = charges.first?.end.time, let last = charges.last?.end.time else {
            throw .tooFew(count: 0, needed: RemainingLife.leastCount)
        }
        let months = (last - first) / Self.secondsPerMonth
        guard months >= Self.leastMonths else {
            throw .tooShort(months: months, needed: Self.leastMonths)
        }
        let byMonth = Dictionary(grouping: charges) { charge in
            ((charge.end.time - first) / Self.secondsPerMonth).rounded(.down)
        }
        .sorted { $0.key < $1.key }
        guard
            let trajectory = Trajectory(
                uses: byMonth.map { $0.key + 0.5 },
                capacities: byMonth.map { capacity(of: $0.value) / model.ratedCapacity }
            )
        else { throw .noLaw }
        return try RemainingLife(
            of: trajectory,
            until: limit,
            library: library,
            usePerMonth: 1
        )
    }

    /// What the charges of a month say together, in ampere-hours: deep ones count for more.
    private func capacity(of charges: [ChargeSession]) -> Double {
        let charge = charges.reduce(0) {
            $0 + $1.charge * model.capacityFactor(from: $1.temperature)
        }
        return charge / charges.reduce(0) { $0 + $1.stateOfChargeChange }
    }

    private static let secondsPerMonth = 30.44 * 86_400
    private static let leastMonths = 6.0
}

extension ChargeSession {
    /// Whether it is deep, whole and warm enough to be compared with those of other months.
    fileprivate var isComparable: Bool {
        stateOfChargeChange >= 0.2 && gapCount == 0
            && temperature.map { (5...45).contains($0) } ?? true
    }
}
