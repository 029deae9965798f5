import Testing

/// From where a walk through a battery's life sets out, and how far it goes.
struct LifeBeginning: CustomTestStringConvertible, Sendable {
    let name: String
    /// The steps that lead there from a world without the battery.
    let steps: [String]
    let depth: Int

    var testDescription: String { name }
}

extension LifeBeginning {
    /// Birth, for its whole first life; and what lies further on, for the lives that meet there.
    ///
    /// - Parameter isLong: Whether to walk further from what lies beyond birth.
    /// - Returns: Birth first.
    static func all(isLong: Bool) -> [LifeBeginning] {
        [LifeBeginning(name: "birth", steps: [], depth: 8)]
            + later.map { LifeBeginning(name: $0.name, steps: $0.steps, depth: isLong ? 8 : 4) }
    }

    private static let lease = "meets an open lease"

    private static let later: [(name: String, steps: [String])] = [
        ("an operator's stock", inStock),
        ("a leased vehicle", inVehicle),
        ("a person's own vehicle", inVehicle + ["is bought out"]),
        ("a collector", collected),
        ("the cascade pool", pooled),
        ("a second use", pooled + ["is regrouped", "is put to its second use"]),
        ("a dismantler", forDismantling),
    ]

    private static let inStock = [
        lease, "is made", "is delivered", "has its delivery accepted", "is sent to swapper",
        "arrives",
    ]

    private static let inVehicle = inStock + ["is installed"]

    private static let collected =
        inVehicle + ["is found worn", "is called home: belowStandard", "is collected"]

    private static let pooled =
        collected + [
            "is received by the cascade", "is found worn", "is judged: cascade",
            "is offered to cascade", "has its offer accepted",
        ]

    private static let forDismantling =
        collected + [
            "is received by the dismantler", "is found spent", "is judged: dismantle",
            "is offered to dismantler", "has its offer accepted",
        ]
}
