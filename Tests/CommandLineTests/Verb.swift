import Planning

@testable import cyclade

/// A verb of `cyclade plan`.
enum Verb: String, CaseIterable {
    case nearest
    case appointment
    case fleet
    case loads
    case points
    case secondLife = "second-life"
    case give

    var question: any PlanQuestion.Type {
        switch self {
        case .nearest: NearestQuestion.self
        case .appointment: AppointmentQuestion.self
        case .fleet: FleetQuestion.self
        case .loads: LoadsQuestion.self
        case .points: PointsQuestion.self
        case .secondLife: SecondLifeQuestion.self
        case .give: GiveQuestion.self
        }
    }

    var example: JSONValue {
        get throws { try JSONParser.value(of: Array(question.example.utf8)) }
    }

    /// Keys that must not be left out.
    var needed: Set<String> {
        switch self {
        case .nearest: ["latitude_e6", "sites", "station_id"]
        case .appointment: ["pack", "intake", "model_ids", "detour_fen_per_km", "period"]
        case .fleet:
            [
                "packs", "mass_g", "condition", "intake", "centres", "fee_fen", "load_limits",
                "detour_fen_per_km", "carriage_fen_per_km", "load_fee_fen", "window_minutes",
            ]
        case .loads: ["ready_at", "carriage_fen_per_km", "load_limits", "centre_id"]
        case .points: ["expected", "candidates", "cost_fen", "reach_m", "detour_fen_per_km"]
        case .secondLife: ["chemistry", "chemistries", "scenario", "most_soh_bp", "power_w"]
        case .give: ["promise", "least_energy_wh", "packs", "cycles", "per_rest_day"]
        }
    }

    /// Why a request is refused; `nil` if it is not.
    func error(in request: JSONValue) -> RequestError? {
        do throws(RequestError) {
            _ = try question.init(RequestItem(request, at: ""))
            return nil
        } catch {
            return error
        }
    }

    /// Whether a request that can be read has an answer; it may be too large in sum.
    func answers(_ request: JSONValue) throws(PlanningError) -> Bool {
        guard let question = try? question.init(RequestItem(request, at: "")) else { return false }
        do throws(PlanningError) {
            return try !question.answer().text.isEmpty
        } catch .outOfRange(.totalFen, _, _) {
            return false
        }
    }

    /// Why a request is refused; `nil` if it is not.
    func error(in text: String) -> RequestError? {
        do throws(RequestError) {
            _ = try question.init(parsing: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }
}
