extension PackReading {
    /// Whether a charger gives current, not a brake.
    var isCharging: Bool {
        guard let current, current < -1 else { return false }
        switch charging {
        case .parked, .complete: return true
        case .driving, nil: return (speed ?? 0) == 0
        case .some(.none): return false
        }
    }
}
