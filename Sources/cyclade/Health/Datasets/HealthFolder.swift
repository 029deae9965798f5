import FoundationEssentials

/// A folder of measured batteries, one set of data in each of its folders.
struct HealthFolder {
    let url: URL

    /// The files of a set whose names begin and end so, in order.
    func files(_ set: String, from prefix: String, to suffix: String = ".csv") throws -> [String] {
        let folder = url.appending(path: set)
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
            .sorted()
    }

    /// The SHA-256 of each file of a set, by its name in this folder.
    func digests(of set: String) throws -> [String: String] {
        var digests: [String: String] = [:]
        for file in try files(set, from: "") {
            let path = url.appending(path: set).appending(path: file).path
            let digest = try InputFile(path).digest(limit: MeasurementTable.mostBytes)
            digests["\(set)/\(file)"] = "\(digest)"
        }
        return digests
    }

    /// A table of a set; `nil` if there is none.
    func table(_ set: String, _ name: String, columns: [String]) throws -> MeasurementTable? {
        try MeasurementTable(url.appending(path: set), name, columns: columns)
    }
}
