package import Foundation

/// The programs that are built with the tests.
package enum BuiltProgram {
    /// The program of this name beside the test bundle; `nil` if it was not built.
    package static func find(_ name: String) -> URL? {
        let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let working = FileManager.default.currentDirectoryPath
        let folders = [
            folder, folder.deletingLastPathComponent(), URL(filePath: "\(working)/.build/debug"),
        ]
        return folders.map { $0.appending(path: name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
