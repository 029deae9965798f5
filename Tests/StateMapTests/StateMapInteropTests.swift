import Foundation
import StateMap
import TestSupport
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

    @Test("Python accepts every proof")
    func accepts() async throws {
        let lines = try [0, 1, 2, 40, 1_000].flatMap(lines)
        let verdict = try await judge(lines)
        #expect(verdict.status == 0)
        #expect(verdict.output == "\(lines.count)\n")
    }

    @Test("Python refuses a proof of another value")
    func refuses() async throws {
        let line = try #require(try lines(of: 40).first)
        let forged = Line(
            key: line.key,
            value: "00",
            root: line.root,
            siblings: line.siblings,
            terminal: line.terminal
        )
        #expect(try await judge([forged]).status == 1)
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
    private func judge(_ lines: [Line]) async throws -> Program.Result {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "state-map-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let encoder = JSONEncoder()
        var text = Data()
        for line in lines { text += try encoder.encode(line) + Data("\n".utf8) }
        try text.write(to: file)

        let script = Repository.interop.appending(path: "python/check_state_map.py")
        return try await Program.run(Program.find("python3"), [script.path, file.path])
    }
}
