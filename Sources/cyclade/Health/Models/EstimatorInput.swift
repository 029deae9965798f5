import BatteryHealth

/// What an estimator is shown of a cell.
enum EstimatorInput: Hashable, Sendable, Codable {
    /// A charge with a steady current, between two voltages.
    case chargeWindow(from: Double, to: Double, steps: Int)
    /// The voltage at rest, and so many answers to pulses.
    case pulses(answers: Int)

    /// What the columns of a file of such measurements must be.
    var columns: [String] {
        switch self {
        case .chargeWindow: ["t_s", "voltage_V", "current_A"]
        case .pulses(let answers): (1...answers + 1).map { "U\($0)" }
        }
    }

    /// How many features are made of such a measurement.
    var featureCount: Int {
        switch self {
        // All of the charge, its steps, and the height and place of the steepest.
        case .chargeWindow(_, _, let steps): steps + 3
        case .pulses(let answers): answers + 1
        }
    }

    /// Whether there can be such measurements.
    var isSound: Bool {
        switch self {
        case .chargeWindow(let from, let to, let steps):
            ChargeWindow(from: from, to: to, stepCount: steps) != nil
        case .pulses(let answers): (1...Estimator.mostFeatures).contains(answers)
        }
    }
}

extension EstimatorInput {
    /// As the file of an estimator has the window of a set.
    init(_ window: ChargeWindow) {
        self = .chargeWindow(from: window.lower, to: window.upper, steps: window.stepCount)
    }
}
