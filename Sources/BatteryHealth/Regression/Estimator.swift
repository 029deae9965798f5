/// A value with the interval that holds the true one in nine cases of ten.
public struct Estimate: Hashable, Sendable, Codable {
    public let value: Double
    public let lower: Double
    public let upper: Double

    public init(value: Double, lower: Double, upper: Double) {
        self.value = value
        self.lower = lower
        self.upper = upper
    }
}

/// One measurement of a cell: what was seen, and what a full test said.
public struct TrainingExample: Hashable, Sendable {
    /// The physical cell; its examples are never on both sides of a test.
    public let cell: String
    public let features: [Double]
    public let target: Double

    public init(cell: String, features: [Double], target: Double) {
        self.cell = cell
        self.features = features
        self.target = target
    }
}

/// Says a value from features, and how sure it is; learnt from cells, and calibrated on cells that
/// it had not seen.
public struct Estimator: Hashable, Sendable, Codable {
    /// The most features that one read from a file may have.
    public static let mostFeatures = 1_000

    private let scaling: FeatureScaling
    private let scale: TargetScale
    private let members: [Member]
    private let calibration: IntervalCalibration
    /// How many features it takes.
    public let featureCount: Int

    /// A regression and how much it counts.
    struct Member: Hashable, Sendable, Codable {
        let regression: Regression
        let weight: Double
    }

    init(
        scaling: FeatureScaling,
        scale: TargetScale,
        members: [Member],
        calibration: IntervalCalibration,
        featureCount: Int
    ) {
        self.scaling = scaling
        self.scale = scale
        self.members = members
        self.calibration = calibration
        self.featureCount = featureCount
    }

    /// Reads one that was written before; what a file says may be anything, and is checked.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        scaling = try container.decode(FeatureScaling.self, forKey: .scaling)
        scale = try container.decode(TargetScale.self, forKey: .scale)
        members = try container.decode([Member].self, forKey: .members)
        calibration = try container.decode(IntervalCalibration.self, forKey: .calibration)
        featureCount = try container.decode(Int.self, forKey: .featureCount)
        guard (1...Self.mostFeatures).contains(featureCount), scaling.isSound(featureCount),
            !members.isEmpty, calibration.isSound, scale.isSound,
            members.allSatisfy({ $0.weight > 0 && $0.regression.isSound(featureCount) })
        else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "the parts of the estimator do not fit each other"
                )
            )
        }
    }

    /// How many features are far from all that it has learnt from: where they are many, what is
    /// measured is of another kind, and its value is that of an edge.
    ///
    /// - Returns: `nil` unless there are as many features as it takes.
    public func strangeCount(in features: [Double]) -> Int? {
        features.count == featureCount ? scaling.strangers(in: features) : nil
    }

    /// The value for features in the order of the training set.
    ///
    /// - Returns: `nil` unless there are as many, all are numbers, and so is what follows.
    public func estimate(_ features: [Double]) -> Estimate? {
        guard features.count == featureCount, features.allSatisfy(\.isFinite) else { return nil }
        let row = scaling(features)
        let values = members.map { scale.value($0.regression(row)) }
        let familiarity = members.map { $0.regression.familiarity(of: row) }.min() ?? 1
        let weights = members.map {
            Blend.weight($0.weight, isCurved: $0.regression.isCurved, familiarity)
        }
        let value = Blend.value(values, weights)
        let half = calibration.halfWidth(disagreement: values.deviation)
        guard value.isFinite, half.isFinite else { return nil }
        return Estimate(value: value, lower: value - half, upper: value + half)
    }
}
