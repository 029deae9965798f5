package import Foundation

/// The checkout that the tests belong to.
package enum Repository {
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The judges in other languages.
    package static let interop = root.appending(path: "Tests/Interop")

    /// A file or folder of the data beside the checkout; skips the test where it is missing.
    package static func shared(_ path: String) throws -> URL {
        let url = root.deletingLastPathComponent().appending(path: "shared/\(path)")
        guard FileManager.default.fileExists(atPath: url.path) else { try skip("no ../shared") }
        return url
    }
}
