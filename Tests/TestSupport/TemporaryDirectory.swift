import Foundation

/// A directory that goes with the test.
package final class TemporaryDirectory: Sendable {
    package let path: String

    /// Names a new directory and, unless told otherwise, makes it.
    package init(isMade: Bool = true) throws {
        path =
            FileManager.default.temporaryDirectory
            .appending(path: "cyclade-test-\(UUID().uuidString.prefix(8))").path
        guard isMade else { return }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
