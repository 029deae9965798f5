import Vocabulary

extension BatteryModelOptions {
    /// The digest of the model's file, which is evidence of what is judged by it; `nil` without one.
    ///
    /// - Throws: Why it cannot be read.
    func digest() throws -> Digest? {
        try file.map { try InputFile($0).digest(limit: BatteryModelFile.mostBytes) }
    }
}
