import Planning
import Vocabulary

/// An appointment, for programs.
struct AppointmentAnswer: Encodable {
    let batteryId: String
    let condition: String
    let stationId: String?
    let pointId: String?
    let replacementModelId: String?
    let from: BeijingTime
    let until: BeijingTime
    let distanceM: Int64
    let costFen: Int64
    let why: ExplanationAnswer

    init(_ appointment: RecallAppointment) {
        batteryId = appointment.battery.text
        condition = "\(appointment.condition)"
        stationId = appointment.site.stationID
        pointId = appointment.site.pointID
        replacementModelId = appointment.held?.text
        from = BeijingTime(appointment.window.start)
        until = BeijingTime(appointment.window.end)
        distanceM = appointment.distance.rawValue
        costFen = appointment.cost.rawValue
        why = ExplanationAnswer(appointment.explanation)
    }

    /// One line an appointment.
    static func table(_ appointments: [AppointmentAnswer]) -> String? {
        PlanText.table(
            [
                "battery", "hand in at", "in Beijing", "pack held", "way", "cost", "why", "at",
                "second", "at",
            ],
            appointments.map { appointment in
                [
                    appointment.batteryId, appointment.why.choice,
                    "\(appointment.from.minute)-\(appointment.until.clock)",
                    appointment.replacementModelId ?? "-",
                    PlanText.kilometres(appointment.distanceM),
                    PlanText.yuan(appointment.costFen),
                ] + appointment.why.cells
            }
        )
    }
}
