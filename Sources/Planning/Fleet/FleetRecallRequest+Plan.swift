extension FleetRecallRequest {
    /// Proposes who hands in where and when, and what is carried to which centre.
    ///
    /// As many packs are placed as the flow can, and at the least cost of detours, carriage and
    /// fees: exactly so among the sites near each pack, for damaged packs first and then for sound
    /// ones. Masses and loads are packed afterwards, lateness follows from the windows; both are in
    /// the costs. Of equal costs names decide, so the same request has the same plan everywhere.
    ///
    /// **Complexity.** About O(packs × log sites + sites × centres) to set up. The flow's time grows
    /// a little faster than its arcs: some 16 for each pack, one for each site and centre.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` when the costs exceed all money.
    public func plan() throws(PlanningError) -> FleetRecallPlan {
        try RecallProblem(self).plan()
    }

    /// The plan that follows from given routes, for comparison with other ways of choosing them.
    ///
    /// - Parameter routes: One for each of ``packs``; they are not checked against capacities.
    /// - Returns: The plan; a pack without a route has no centre.
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` when the costs exceed all money.
    package func plan(along routes: [RecallRoute?]) throws(PlanningError) -> FleetRecallPlan {
        let problem = RecallProblem(self)
        var capacity = RecallCapacity(of: problem)
        for (pack, route) in routes.enumerated() {
            if let route { capacity.enter(problem.items[pack], route) }
        }
        var assembly = PlanAssembly(problem, routes: routes, capacity: capacity)
        return try assembly.plan { _ in .noCentreCapacity }
    }
}

extension RecallProblem {
    /// The plan along the best routes.
    func plan() throws(PlanningError) -> FleetRecallPlan {
        let routing = RecallRouting(self)
        var assembly = PlanAssembly(
            self,
            routes: routing.routes,
            capacity: routing.capacity
        )
        return try assembly.plan { routing.reason(for: $0) }
    }
}
