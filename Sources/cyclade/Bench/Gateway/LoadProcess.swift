import Foundation

/// This program once more, as the load on a gateway: its memory and time are not the gateway's.
struct LoadProcess {
    private let process = Process()
    private let output = Pipe()
    private let input = Pipe()

    /// Starts `cyclade bench gateway-load` with arguments.
    init(_ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["bench", "gateway-load"] + arguments
        process.standardOutput = output
        process.standardInput = input
        try process.run()
    }

    /// Waits for a line of its output; `nil` at the end.
    @concurrent
    func line() async -> String? {
        var bytes: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first {
            guard byte != UInt8(ascii: "\n") else { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }

    /// Ends its input, and waits for its end; whether it ended well.
    @concurrent
    func finish() async -> Bool {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
