import Foundation
import StateMap
import Testing
import Vocabulary

/// An outside judge: a Python program that shares no code with this package.
@Suite("State map in Python")
struct StateMapInteropTests {
    struct Line: Encodable {
        struct Leaf: Encodable {
            let path: String
            let valueHash: String
        }

        let key: String
        let value: String?
        let root: String
        let siblings: [String]
        let terminal: Leaf?
    }

    @Test("Python accepts every proof", .enabled(if: python != nil))
    func accepts() throws {
        let lines = try [0, 1, 2, 40, 1_000].flatMap(lines)
        let (status, output) = try judge(lines)
        #expect(status == 0)
        #expect(output == "\(lines.count)\n")
    }

    @Test("Python refuses a proof of another value", .enabled(if: python != nil))
    func refuses() throws {
        let line = try #require(try lines(of: 40).first)
        let forged = Line(
            key: line.key,
            value: "00",
            root: line.root,
            siblings: line.siblings,
            terminal: line.terminal
        )
        let (status, _) = try judge([forged])
        #expect(status == 1)
    }

    /// A line for each key of a numbered map, up to 50, and for 50 keys outside it.
    private func lines(of count: Int) throws -> [Line] {
        let map = try numberedMap(count)
        let root = map.root.description
        let indices = Array(0..<min(count, 50)) + Array(count..<count + 50)
        return indices.map { index in
            let proof = map.proof(for: numberedEntry(index).path)
            var leaf: Line.Leaf?
            if case .leaf(let path, let valueHash) = proof.terminal {
                leaf = Line.Leaf(path: path.description, valueHash: valueHash.description)
            }
            return Line(
                key: numberedKey(index).hex,
                value: index < count ? numberedValue(index).hex : nil,
                root: root,
                siblings: proof.siblings.map(\.description),
                terminal: leaf
            )
        }
    }

    /// Runs the judge over a file of these lines.
    private func judge(_ lines: [Line]) throws -> (status: Int32, output: String) {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "state-map-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let encoder = JSONEncoder()
        var text = Data()
        for line in lines { text += try encoder.encode(line) + Data("\n".utf8) }
        try text.write(to: file)

        let process = Process()
        let interpreter: URL = try #require(python)
        process.executableURL = interpreter
        process.arguments = [script.path, file.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: printed, as: UTF8.self))
    }
}

/// The first `python3` on the search path; `nil` where there is none.
private let python: URL? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for folder in path.split(separator: ":") {
        let candidate = "\(folder)/python3"
        if FileManager.default.isExecutableFile(atPath: candidate) {
            return URL(filePath: candidate)
        }
    }
    return nil
}()

private let script = URL(filePath: #filePath)
    .deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Interop/python/check_state_map.py")
