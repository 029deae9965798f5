import BatteryHealth

extension EstimatorTraining {
    /// What is learnt from examples.
    ///
    /// - Parameters:
    ///   - examples: What is learnt from.
    ///   - reach: How far features may be outside it, in widths of it.
    /// - Returns: `nil` from fewer than two cells: one tells nothing of others.
    /// - Throws: ``TrainingError`` for a set from which nothing can be learnt.
    static func outcome(
        of examples: [TrainingExample],
        reach: Double = 1
    ) throws(TrainingError) -> Outcome? {
        guard Set(examples.map(\.cell)).count > 1 else { return nil }
        return try EstimatorTraining(examples, reach: reach).fit()
    }
}

extension [TrainingExample] {
    /// Those that are not among `known`: what was learnt from tells nothing of what is not.
    func unknown(to known: [TrainingExample]) -> [TrainingExample] {
        let known = Set(known)
        return filter { !known.contains($0) }
    }
}
