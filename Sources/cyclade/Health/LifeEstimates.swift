import BatteryHealth
import FleetSimulation
import FoundationEssentials

/// What estimators say of measured cells by their raw charges, where a collection has them.
enum LifeEstimates {
    /// The estimates of each cell, by an estimator that was learnt from the others.
    ///
    /// - Parameters:
    ///   - dataset: The collection.
    ///   - folder: The folder of all collections.
    /// - Returns: The estimates by cell; empty without raw charges of two cells or more.
    /// - Throws: Why the charges cannot be read, or the status to end with once it was said.
    static func of(
        _ dataset: Dataset,
        in folder: String
    ) throws -> [String: [MeasuredLife.Estimate]] {
        guard let set = WindowSet(dataset) else { return [:] }
        do {
            let observations = try set.observations(in: HealthFolder(url: URL(filePath: folder)))
            guard let outcome = try EstimatorTraining.outcome(of: observations.map(\.example))
            else { return [:] }
            var estimates: [String: [MeasuredLife.Estimate]] = [:]
            for (index, observation) in observations.enumerated() {
                let estimate = MeasuredLife.Estimate(
                    cycle: observation.cycle,
                    percent: observation.example.target + outcome.crossValidatedErrors[index],
                    halfWidth: outcome.crossValidatedHalfWidths[index]
                )
                if let estimate {
                    estimates[observation.example.cell, default: []].append(estimate)
                }
            }
            return estimates
        } catch let problem as MeasurementTable.Problem {
            throw ExitStatus.saying(ExitStatus.usage, "\(problem).")
        }
    }
}

extension WindowSet {
    /// The charges of a collection; `nil` if it has none.
    fileprivate init?(_ dataset: Dataset) {
        switch dataset {
        case .nasa: self = .nasa
        case .calce: self = .calce
        case .nasaTemperature, .hust, .xjtu, .tbsi, .matr, .simulatedLFP, .simulatedNMC: return nil
        }
    }
}

extension MeasuredLife.Estimate {
    /// A state of health in per cent, as the ledger has it; `nil` if it is no number.
    fileprivate init?(cycle: Int, percent: Double, halfWidth: Double) {
        func basisPoints(_ percent: Double) -> UInt32? {
            percent.isFinite ? UInt32(min(max(percent, 0), 150) * 100 + 0.5) : nil
        }
        guard let value = basisPoints(percent), let low = basisPoints(percent - halfWidth),
            let high = basisPoints(percent + halfWidth)
        else { return nil }
        self.init(cycle: cycle, sohBp: value, intervalBp: min(low, value)...max(high, value))
    }
}
