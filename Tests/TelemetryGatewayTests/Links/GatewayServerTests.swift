import Foundation
import GBT32960
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import TestSupport
import Testing

@testable import TelemetryGateway

@Suite("A gateway on a socket", .serialized)
struct GatewayServerTests {
    @Test("answers a terminal byte by byte as a client of others expects")
    func terminal() async throws {
        try await RunningGateway.run { gateway in
            _ = try await gateway.speak("terminal")
            #expect(gateway.sink.records.map { $0.bytes[2] } == [1, 2, 4])
            #expect(gateway.sink.records.allSatisfy { $0.receivedMs > 1_700_000_000_000 })
        }
    }

    @Test("speaks through TLS where it has a certificate")
    func tls() async throws {
        let folder = try TemporaryDirectory()
        let (key, certificate) = ("\(folder.path)/key.pem", "\(folder.path)/certificate.pem")
        let made = try await Program.run(
            try Program.find("openssl"),
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                "-keyout", key, "-out", certificate,
            ]
        )
        try #require(made.status == 0, "\(made.output)")
        let tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map {
                .certificate($0)
            },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
        )
        try await RunningGateway.run {
            $0.tls = tls
        } _: { gateway in
            _ = try await gateway.speak("terminal", certificate)
            #expect(gateway.sink.records.map { $0.bytes[2] } == [1, 2, 4])
        }
    }

    @Test("answers a platform, and lets what follows its login wait for the password")
    func platform() async throws {
        try await RunningGateway.run { gateway in
            _ = try await gateway.speak("platform", "user17", "secret")
            #expect(gateway.sink.records.first?.bytes[2] == 2)
            #expect(gateway.sink.records.allSatisfy { $0.bytes[2] != 5 })
        }
    }

    @Test("answers who has ended its own side")
    func halfOpen() async throws {
        try await RunningGateway.run { gateway in
            _ = try await gateway.speak("half-open")
            #expect(gateway.sink.records.map { $0.bytes[2] } == [1, 2])
        }
    }

    @Test("takes a thousand terminals at once")
    func thousand() async throws {
        let vehicles = (0..<1_000).map { index in
            Samples.sender("LTEST32960VE" + String("\(100_000 + index)".dropFirst()))
        }
        let register = FixedVehicleRegister(vehicles, fleet: FleetSettings(name: "f"))
        try await RunningGateway.run(register: register) { gateway in
            _ = try await gateway.speak("many", "1000", "3")
            #expect(gateway.sink.records.count == 5_000)
            let text = gateway.registry.text
            #expect(text.contains("cyclade_gateway_links_opened_total 1000\n"))
            #expect(text.contains("cyclade_gateway_frames_total{result=\"accepted\"} 5000\n"))
        }
    }

    @Test("turns away more links than it may have")
    func tooMany() async throws {
        try await RunningGateway.run {
            $0.limits.connections = 2
        } _: { gateway in
            // Which of them is one too many is for the event loops to find.
            var links: [any Channel] = []
            for _ in 0..<3 { links.append(try await connect(gateway)) }
            while links.allSatisfy(\.isActive) { try await Task.sleep(for: .milliseconds(5)) }
            #expect(links.count { $0.isActive } == 2)
            #expect(
                gateway.registry.text.contains(
                    "links_closed_total{reason=\"connection_limit\"} 1\n"
                )
            )
        }
    }

    @Test("loses nothing that it acknowledged when it drains under load")
    func drain() async throws {
        let sink = MemorySink(delay: .milliseconds(50))
        let register = FixedVehicleRegister([Samples.vin], fleet: FleetSettings(name: "f"))
        let acknowledged = try await RunningGateway.run(sink, register: register) { gateway in
            async let output = gateway.speak("acknowledged", "10")
            while sink.records.count < 1_000 { try await Task.sleep(for: .milliseconds(5)) }
            await gateway.group.triggerGracefulShutdown()
            let words = try await output.split(whereSeparator: \.isWhitespace)
            return try #require(words.last.flatMap { Int($0) })
        }
        let numbers = sink.records.map { Int($0.bytes[32]) << 8 | Int($0.bytes[33]) }
        #expect(acknowledged > 0)
        // The first so many are there, each once, in their order.
        #expect(numbers.count >= acknowledged)
        #expect(numbers == Array(0..<numbers.count))
    }

    @Test("shows its metrics to this machine")
    func metricsEndpoint() async throws {
        let registry = PrometheusRegistry.forGateway()
        _ = GatewayMetrics(factory: registry)
        let (ports, portsIn) = AsyncStream.makeStream(of: Int.self)
        let endpoint = MetricsEndpoint(registry, port: 0) { portsIn.yield($0) }
        let group = ServiceGroup(services: [endpoint], logger: .init(label: "test"))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            for await port in ports {
                let text = try await request("GET /metrics HTTP/1.1\r\nhost: x\r\n\r\n", port)
                #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(text.hasSuffix(registry.text))
                let other = try await request("GET / HTTP/1.1\r\nhost: x\r\n\r\n", port)
                #expect(other.hasPrefix("HTTP/1.1 404 "))
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func connect(_ gateway: RunningGateway) async throws -> any Channel {
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: gateway.port).get()
    }

    /// Everything that is answered to `text` until the end.
    private func request(_ text: String, _ port: Int) async throws -> String {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ""
            for try await buffer in inbound { answer += String(buffer: buffer) }
            return answer
        }
    }
}
