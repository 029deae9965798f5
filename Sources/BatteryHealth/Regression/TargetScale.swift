/// On which scale a value follows from features.
enum TargetScale: Hashable, Sendable, Codable {
    /// The value itself.
    case plain
    /// One over the value, which is at most twice `greatest`.
    ///
    /// A cell that took a known charge, and shows it by its voltage, tells one over its capacity.
    case reciprocal(greatest: Double)

    /// The scales on which values can be told.
    static func scales(for values: [Double]) -> [TargetScale] {
        guard let least = values.min(), let greatest = values.max(), least > 0 else {
            return [.plain]
        }
        return [.plain, .reciprocal(greatest: greatest)]
    }

    /// Whether values can be told on it.
    var isSound: Bool {
        switch self {
        case .plain: true
        case .reciprocal(let greatest): greatest.isFinite && greatest > 0
        }
    }

    /// A value on the scale.
    func callAsFunction(_ value: Double) -> Double {
        switch self {
        case .plain: value
        case .reciprocal: 1 / value
        }
    }

    /// The value that is `scaled` on the scale.
    func value(_ scaled: Double) -> Double {
        switch self {
        case .plain: scaled
        case .reciprocal(let greatest): 1 / max(scaled, 1 / (2 * greatest))
        }
    }
}
