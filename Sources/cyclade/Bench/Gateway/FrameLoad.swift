import GBT32960
import Glibc
import Vocabulary

/// Sends reports as many terminals do, over blocking sockets and on one thread: little work, so that
/// the gateway has the cores.
struct FrameLoad {
    /// What it came to.
    struct Outcome: Codable {
        let frames: Int
        /// From the first report to the answer of the last heartbeat, which comes behind all that
        /// is durable.
        let seconds: Double
        let cpuSeconds: Double
    }

    let port: Int
    /// Reports in all, the same number of each terminal.
    let frames: Int
    let connections: Int
    let framesPerWrite: Int

    /// Seconds between the reports of a terminal, by their own time.
    static let period: UInt64 = 10

    /// The vehicle of a number.
    static func vehicle(_ number: Int) -> SenderID? {
        SenderID("LBENCH32960" + String("\(1_000_000 + number)".dropFirst()))
    }

    /// Logs all terminals in, calls `whenReady`, and sends.
    ///
    /// - Throws: ``BenchError`` when the gateway answers otherwise than with success.
    func run(endingAt endMs: UInt64, whenReady: () -> Void) throws -> Outcome {
        try OpenFiles.raise(to: connections + 64)
        var terminals = try (0..<connections).map { try LoadTerminal($0, port: port) }
        try logIn(terminals, at: endMs)
        whenReady()
        let perTerminal = UInt64(frames / connections)
        let start = ContinuousClock.now
        var sent: UInt64 = 0
        while sent < perTerminal {
            let count = min(UInt64(framesPerWrite), perTerminal - sent)
            for index in terminals.indices {
                let first = endMs - (perTerminal - sent) * Self.period * 1_000
                try terminals[index].report(count, from: first)
            }
            sent += count
        }
        for terminal in terminals { try terminal.beat() }
        for terminal in terminals { try terminal.readAnswer(to: .heartbeat) }
        let elapsed = ContinuousClock.now - start
        for terminal in terminals { terminal.close() }
        return Outcome(
            frames: Int(perTerminal) * connections,
            seconds: elapsed.seconds,
            cpuSeconds: Usage.cpuSeconds
        )
    }

    /// All at once, since the answer to each waits for the disk.
    private func logIn(_ terminals: [LoadTerminal], at ms: UInt64) throws {
        for terminal in terminals { try terminal.logIn(at: ms) }
        for terminal in terminals { try terminal.readAnswer(to: .vehicleLogin) }
    }

    /// Logs all terminals in, and holds the links until standard input ends.
    func hold(at nowMs: UInt64, whenReady: () -> Void) throws {
        try OpenFiles.raise(to: connections + 64)
        let terminals = try (0..<connections).map { try LoadTerminal($0, port: port) }
        try logIn(terminals, at: nowMs)
        whenReady()
        while readLine() != nil {}
        for terminal in terminals { terminal.close() }
    }
}

/// One terminal of a load.
private struct LoadTerminal {
    private let vehicle: SenderID
    private let descriptor: Int32
    private var bytes: [UInt8] = []

    private static let template = BenchReports.of2016
    private static let timeOffset = FrameHeader.byteCount

    init(_ number: Int, port: Int) throws {
        guard let vehicle = FrameLoad.vehicle(number) else {
            throw BenchError.setUp("too many terminals")
        }
        self.vehicle = vehicle
        descriptor = try Self.connect(to: port)
    }

    private static func connect(to port: Int) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw BenchError.setUp("socket: \(lastSystemMessage())") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let outcome = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard outcome == 0 else { throw BenchError.setUp("connect: \(lastSystemMessage())") }
        var one: Int32 = 1
        unsafe setsockopt(
            descriptor,
            Int32(IPPROTO_TCP),
            TCP_NODELAY,
            &one,
            socklen_t(MemoryLayout<Int32>.size)
        )
        return descriptor
    }

    func logIn(at ms: UInt64) throws {
        var login = Login2016()
        login.time = try GBT32960.BeijingTime(UnixMilliseconds(ms))
        login.sequence = 1
        try send(Frame(.y2016, .vehicleLogin, sender: vehicle, unit: DataUnit(.login2016(login))))
    }

    func beat() throws {
        try send(Frame(.y2016, .heartbeat, sender: vehicle, unit: DataUnit(.empty)))
    }

    private func send(_ frame: Frame) throws { try Self.send(frame.encoded(), descriptor) }

    /// Sends reports with times that follow each other.
    mutating func report(_ count: UInt64, from ms: UInt64) throws {
        bytes.removeAll(keepingCapacity: true)
        for number in 0..<count {
            let time = try GBT32960.BeijingTime(
                UnixMilliseconds(ms + number * FrameLoad.period * 1_000)
            )
            let start = bytes.count
            bytes += Self.template
            replace(at: start + 4, with: vehicle.bytes, in: start)
            replace(at: start + Self.timeOffset, with: time.bytes, in: start)
        }
        try Self.send(bytes, descriptor)
    }

    /// Puts other bytes into the frame at `start`, and keeps its check right.
    private mutating func replace(at offset: Int, with new: [UInt8], in start: Int) {
        let check = start + Self.template.count - 1
        for (index, byte) in new.enumerated() {
            bytes[check] ^= bytes[offset + index] ^ byte
            bytes[offset + index] = byte
        }
    }

    private static func send(_ bytes: [UInt8], _ descriptor: Int32) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes[sent...].withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw BenchError.setUp("send: \(lastSystemMessage())") }
            sent += count
        }
    }

    /// Waits for an answer; it must be success.
    func readAnswer(to command: Command) throws {
        var header = [UInt8](repeating: 0, count: FrameHeader.byteCount)
        try receive(&header)
        let found = try FrameHeader(unsafe header.span.bytes)
        var rest = [UInt8](repeating: 0, count: found.frameLength - header.count)
        try receive(&rest)
        guard found.command == command, found.answer == .success else {
            throw BenchError.setUp("the gateway answers \(found.command) with \(found.answer)")
        }
    }

    private func receive(_ bytes: inout [UInt8]) throws {
        var got = 0
        while got < bytes.count {
            let count = unsafe bytes[got...].withUnsafeMutableBytes {
                unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
            }
            guard count > 0 else { throw BenchError.setUp("the gateway has closed a link") }
            got += count
        }
    }

    func close() { Glibc.close(descriptor) }
}

/// How many files a process may have open.
enum OpenFiles {
    /// Raises the limit, as far as the system lets.
    static func raise(to count: Int) throws {
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_cur < rlim_t(count) else { return }
        limit.rlim_cur = rlim_t(count)
        limit.rlim_max = max(limit.rlim_max, rlim_t(count))
        guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw BenchError.setUp("\(count) open files are not allowed; raise 'ulimit -n'")
        }
    }
}
