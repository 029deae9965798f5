/// Why nothing can be learnt from a training set.
public enum TrainingError: Error, Hashable, Sendable {
    /// There are no examples.
    case noExamples
    /// All examples are of one cell: how an estimator does on others cannot be known.
    case oneCell(String)
    /// An example has another number of features than the first.
    case featureCount(index: Int, found: Int)
    /// An example holds what is no number.
    case notANumber(index: Int)
    /// No regression can be fitted.
    case singular
}

extension TrainingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noExamples: "there is nothing to learn from"
        case .oneCell(let cell):
            "all examples are of one cell, \(cell): add cells, to know how others are judged"
        case .featureCount(let index, let found):
            "example \(index + 1) has \(found) features, unlike the first"
        case .notANumber(let index): "example \(index + 1) holds what is no number"
        case .singular: "the features do not tell the examples apart"
        }
    }
}
