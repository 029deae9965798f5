import ArgumentParser

/// `cyclade plan`: what the planning library proposes, and why.
struct PlanCommand: AsyncParsableCommand {
    /// The largest request that is read: 64 MiB.
    static let byteLimit = 64 << 20

    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Propose sites, appointments, loads, points, second uses and packs to give.",
        discussion: """
            Each verb reads a question as one JSON object, and prints what it
            proposes, why, what was second, and what cannot be placed. It only
            proposes: nothing is written to a ledger. See docs/planning.md.

            EXAMPLES
              cyclade plan fleet --example > recall.json
              cyclade plan fleet recall.json
              cyclade plan fleet recall.json --json
            """,
        subcommands: [
            PlanVerb<NearestQuestion>.self, PlanVerb<AppointmentQuestion>.self,
            PlanVerb<FleetQuestion>.self, PlanVerb<LoadsQuestion>.self,
            PlanVerb<PointsQuestion>.self, PlanVerb<SecondLifeQuestion>.self,
            PlanVerb<GiveQuestion>.self,
        ]
    )
}
