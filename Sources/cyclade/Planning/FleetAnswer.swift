import Planning
import Vocabulary

/// A fleet's plan, for programs.
struct FleetAnswer: PlanAnswer {
    struct Costs: Encodable {
        let detourFen: Int64
        let latenessFen: Int64
        let carriageFen: Int64
        let loadFeesFen: Int64
        let centreFeesFen: Int64
        let totalFen: Int64
    }

    let appointments: [AppointmentAnswer]
    let loads: [LoadAnswer]
    let unplaced: [UnplacedAnswer]
    let costs: Costs

    init(_ plan: FleetRecallPlan) {
        appointments = plan.appointments.map(AppointmentAnswer.init)
        loads = plan.loads.map(LoadAnswer.init)
        unplaced = plan.unplaced.map { UnplacedAnswer($0.battery, $0.reason) }
        costs = Costs(
            detourFen: plan.costs.detour.rawValue,
            latenessFen: plan.costs.lateness.rawValue,
            carriageFen: plan.costs.carriage.rawValue,
            loadFeesFen: plan.costs.loadFees.rawValue,
            centreFeesFen: plan.costs.centreFees.rawValue,
            totalFen: plan.costs.total.rawValue
        )
    }

    var text: String {
        PlanText.parts(
            AppointmentAnswer.table(appointments),
            LoadAnswer.table(loads),
            UnplacedAnswer.table(unplaced),
            summary
        )
    }

    private var summary: String {
        let costs = [
            ("drivers' ways", costs.detourFen), ("lateness", costs.latenessFen),
            ("carriage", costs.carriageFen), ("load fees", costs.loadFeesFen),
            ("centres' fees", costs.centreFeesFen), ("together", costs.totalFen),
        ]
        let table = TextTable(
            header: ["cost", ""],
            rows: costs.map { [$0.0, PlanText.yuan($0.1)] }
        )
        return "\(table)\n\nappointments: \(appointments.count), loads: \(loads.count), "
            + "batteries without a place: \(unplaced.count)"
    }
}
