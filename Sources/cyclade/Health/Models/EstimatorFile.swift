import BatteryHealth
import FoundationEssentials

/// An estimator in a file: what it is shown, what it was learnt from, and how well it does.
struct EstimatorFile: Codable {
    /// What it was learnt from.
    struct Training: Codable {
        /// Whose measurements, and under which licence.
        let source: String
        let licence: String
        /// The SHA-256 of each file, by its name in the folder that was learnt from.
        let files: [String: String]
        let cells: Int
        let examples: Int
    }

    /// How it did on cells that it had not seen.
    struct Metrics: Codable {
        /// The root of the mean square of the errors, in per cent of the rated capacity.
        let rmse: Double
        /// The part of the true values that lay in their intervals of 90 %.
        let coverage90: Double
    }

    /// Counts up when what the files hold is written otherwise.
    static let format = 1
    static let mostBytes = 64 << 20

    let format: Int
    /// What it tells, such as `pulse.lfp20`: the state of health, in per cent of the rated capacity.
    let task: String
    let input: EstimatorInput
    let training: Training
    let metrics: Metrics
    let estimator: Estimator

    /// Reads a file.
    ///
    /// - Throws: Why it cannot be read, or the status to end with once it was said what is wrong.
    static func read(_ path: String) throws -> EstimatorFile {
        let bytes = try InputFile(path).bytes(limit: mostBytes)
        let file: EstimatorFile
        do {
            file = try JSONDecoder().decode(EstimatorFile.self, from: Data(bytes))
        } catch {
            throw ExitStatus.saying(
                ExitStatus.usage,
                "\(path) holds no estimator: \(reason(error)). Make one with 'cyclade health train'."
            )
        }
        guard file.format == format else {
            throw ExitStatus.saying(
                ExitStatus.usage,
                "\(path) has format \(file.format), not \(format): use the version that wrote it."
            )
        }
        guard file.input.isSound, file.input.featureCount == file.estimator.featureCount else {
            throw ExitStatus.saying(
                ExitStatus.usage,
                "\(path) holds no estimator: what it is shown does not fit its parts."
            )
        }
        return file
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "'\(key.stringValue)' is missing"
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context), DecodingError.dataCorrupted(let context):
            context.codingPath.map(\.stringValue).joined(separator: ".") + " "
                + context.debugDescription
        default: "\(error)"
        }
    }

    /// Writes the file: equal estimators give equal bytes.
    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(self).write(to: URL(filePath: path), options: .atomic)
    }
}
