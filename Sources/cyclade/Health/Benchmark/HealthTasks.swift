/// Everything that is scored.
enum HealthTasks {
    /// The scores of the tasks whose names begin so.
    static func scores(
        train: HealthFolder,
        test: HealthFolder?,
        only prefix: String
    ) throws -> [String: HealthScore] {
        var scores: [String: HealthScore] = [:]
        for task in EstimatorTask.all where task.name.hasPrefix(prefix) {
            scores[task.name] = try task.score(train: train, test: test)
        }
        for task in LifeTask.all where task.name.hasPrefix(prefix) {
            scores[task.name] = try task.score(train: train, test: test)
        }
        if EarlyLifeTask.name.hasPrefix(prefix) {
            scores[EarlyLifeTask.name] = try EarlyLifeTask.score(train: train, test: test)
        }
        func add(_ names: [String], _ make: () throws -> [String: HealthScore]) rethrows {
            guard names.contains(where: { $0.hasPrefix(prefix) }) else { return }
            scores.merge(try make().filter { $0.key.hasPrefix(prefix) }) { $1 }
        }
        try add(ClassTasks.names) { try ClassTasks.scores(train: train, test: test) }
        try add(FieldTasks.names) { try FieldTasks.scores(on: test ?? train) }
        try add(RegroupTasks.names) { try RegroupTasks.scores(train: train, test: test) }
        return scores
    }
}
