import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import cyclade

@Suite("Telemetry on the command line")
struct TelemetryCommandTests {
    @Test("the vectors' frames are printed as an independent decoder reads them")
    func vectors() throws {
        let file = try Repository.shared("data/gbt32960/vectors.json")
        let read = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        let vectors = try #require(read as? [[String: Any]])
        let hex = vectors.compactMap { $0["hex"] as? String }
        let printed = try decode(hex.joined(separator: "\n") + "\n", "--json")
        #expect(printed.status == 0, "\(printed.errors)")
        let lines = printed.output.split(separator: "\n")
        try #require(lines.count == vectors.count)
        for (line, vector) in zip(lines, vectors) {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let decoded = try #require(object as? NSDictionary)
            let expected = try #require(vector["expected"] as? NSDictionary)
            #expect(decoded == expected, "\(vector["name"] ?? "")")
        }
    }

    @Test("bytes and lines of digits say the same, and damage between frames is told")
    func forms() throws {
        let frames = [BenchReports.of2016, BenchReports.of2025]
        let lines = try decode(frames.map(\.hex).joined(separator: "\n"), "--json")
        #expect(lines.status == 0, "\(lines.errors)")
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/frames.bin"
        try Data(frames.joined()).write(to: URL(filePath: path))
        let bytes = try CommandLine.cyclade("telemetry", "decode", path, "--json")
        #expect(bytes.status == 0 && bytes.output == lines.output)

        let garbage: [UInt8] = [0x23, 0x23, 1, 2, 3]
        try Data(frames[0] + garbage + frames[1]).write(to: URL(filePath: path))
        let damaged = try CommandLine.cyclade("telemetry", "decode", path, "--json")
        #expect(damaged.status == 1)
        #expect(damaged.output.split(separator: "\n").count == 3)
        #expect(damaged.output.contains("\"offset\": 586, \"byte_count\": 5"))
        #expect(damaged.errors.contains("2 frames, 0 of them with a wrong check; 1 pieces"))
    }

    @Test("bytes that begin within a frame are bytes, also from standard input")
    func begunCapture() async throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/frames.bin"
        let frames = [BenchReports.of2016, BenchReports.of2025]
        try Data(frames[0].dropFirst(100) + frames[1]).write(to: URL(filePath: path))
        let shell = try Program.find("sh")
        let piped = try await Program.run(
            shell,
            ["-c", "\(try Program.cyclade.path) telemetry decode - < \(path)"]
        )
        #expect(piped.status == 1)
        #expect(piped.output.contains("1 frames, 0 of them with a wrong check"), "\(piped.output)")
    }

    @Test(
        "what is no frame is said, with where and why",
        arguments: [
            ("zz", "line"), ("232", "not an even number"), ("2323", "2 bytes, fewer than"),
            ("414243" + String(repeating: "00", count: 30), "expected 2323 or 2424"),
            (String(repeating: "23", count: 70_000), "more digits than"),
        ]
    )
    func refused(line: String, problem: String) throws {
        let decoded = try decode(line + "\n")
        #expect(decoded.status == 1)
        #expect(decoded.output.contains(problem), "\(decoded.output.prefix(200))")
    }

    @Test("a frame with a wrong check is decoded for information")
    func wrongCheck() throws {
        var frame = BenchReports.of2016
        frame[frame.count - 1] ^= 1
        let decoded = try decode(frame.hex, "--json")
        #expect(decoded.status == 0)
        #expect(decoded.output.contains("\"bcc_ok\": false"))
        #expect(decoded.errors.contains("1 of them with a wrong check"))
    }

    @Test("the benchmark's frames have the sizes that it names", arguments: [0, 1])
    func benchmark(number: Int) throws {
        let frame = [BenchReports.of2016, BenchReports.of2025][number]
        #expect(frame.count == [586, 828][number])
        let decoded = try decode(frame.hex, "--json")
        #expect(decoded.output.contains("\"bcc_ok\": true"))
        #expect(!decoded.output.contains("undecoded"))
    }

    private func decode(_ input: String, _ options: String...) throws -> CommandLine.Outcome {
        let directory = try TemporaryDirectory()
        let file = "\(directory.path)/frames.hex"
        try input.write(toFile: file, atomically: true, encoding: .utf8)
        return try CommandLine.cyclade(["telemetry", "decode", file] + options)
    }
}
