import TestSupport
import Testing

@testable import GBT32960

/// What a scanner found, and what the values of the same frame say that it must find.
struct Findings: Equatable {
    var time: BeijingTime
    var vehicle: VehicleBody?
    var motors: [Motor] = []
    var position: PositionBody?
    var extremes: ExtremesBody?
    var level: Quantity?
    var flags: AlarmFlags?
    var faultCount = 0
    var packs: [PackVoltages] = []
    var probes: [PackTemperatures] = []
    var types: [UInt8] = []
    var problemOffset: Int?
    var signedByteCount: Int?

    init(_ received: ReceivedFrame) throws {
        guard case .report(let report) = received.frame.unit.content else {
            throw ReportScanner.ScanError.noTime
        }
        time = report.time
        for body in report.bodies {
            types.append(try #require(body.type(in: received.header.edition)))
            add(body)
        }
        if report.signature != nil { types.append(0xFF) }
        problemOffset = received.frame.unit.remainder?.offset
        signedByteCount = received.signedBytes?.count
    }

    private mutating func add(_ body: Body) {
        switch body {
        case .vehicle(let body): vehicle = body
        case .motors(let list): motors += list.elements
        case .position(let body): position = body
        case .extremes(let body): extremes = body
        case .alarm(let body):
            level = body.level
            flags = body.flags
            faultCount = [
                body.storageFaults, body.motorFaults, body.engineFaults, body.otherFaults,
            ]
            .reduce(0) { $0 + $1.count }
        case .voltages(let list): packs += list.elements
        case .temperatures(let list): probes += list.elements
        default: break
        }
    }

    init(_ scanner: borrowing ReportScanner) {
        time = scanner.time
        vehicle = scanner.vehicle
        motors = scanner.motors
        position = scanner.position
        extremes = scanner.extremes
        level = scanner.alarm?.level
        flags = scanner.alarm?.flags
        faultCount = scanner.alarm?.faultCount ?? 0
        types = scanner.places.map(\.type)
        problemOffset = scanner.problem?.offset
        signedByteCount = scanner.signedByteCount
    }
}

@Suite("The fast path")
struct ScannerTests {
    @Test("finds in every vector what the values of the frame say")
    func vectors() throws {
        var scanner = ReportScanner()
        for bytes in try Vector.frames() { try expectSame(bytes.repaired, &scanner) }
    }

    @Test("finds the same as the slow path in any report", arguments: 0..<6 as Range<UInt64>)
    func random(seed: UInt64) throws {
        var random = RandomFrame(seed: seed + 1_000)
        var generator = SplitMix64(seed: seed)
        var scanner = ReportScanner()
        for index in 0..<100 {
            let frame = try random.report(index.isMultiple(of: 2) ? .y2016 : .y2025).encoded()
            try expectSame(frame, &scanner)
            for _ in 0..<5 {
                let length = Int.random(in: 31...frame.count, using: &generator)
                try expectSame(Array(frame.prefix(length)).repaired, &scanner)
            }
        }
    }

    @Test("refuses what is no report with the right check")
    func refusals() throws {
        var scanner = ReportScanner()
        var random = RandomFrame(seed: 3)
        var frame = try random.report(.y2016).encoded()
        frame[2] = 0x01
        expect(.notReport(.vehicleLogin), frame.repaired, &scanner)
        frame[2] = 0x02
        frame[21] = 0x03
        expect(.encrypted(.aes128), frame.repaired, &scanner)
        frame[21] = 0x01
        expect(.noTime, Array(frame.prefix(30)).repaired, &scanner)
        expect(.frame(.tooShort(5)), Array(frame.prefix(5)), &scanner)
        #expect(scanner.header == nil)
        let length = frame.count
        expect(.frame(.length(expected: length, found: length + 1)), frame + [0], &scanner)
    }

    @Test("a refused frame leaves nothing of the one before it")
    func clears() throws {
        var scanner = ReportScanner()
        let frames = try Vector.frames()
        let report = try #require(frames.first { $0.count == 586 && $0[2] == 2 })
        try expectSame(report, &scanner)
        #expect(scanner.cellVolts.count == 192)
        expect(.frame(.tooShort(0)), [], &scanner)
        #expect(scanner.vehicle == nil)
        #expect(scanner.motors.isEmpty && scanner.packs.isEmpty && scanner.places.isEmpty)
        #expect(scanner.cellVolts.count == 0)
    }

    private func expect(
        _ error: ReportScanner.ScanError,
        _ frame: [UInt8],
        _ scanner: inout ReportScanner
    ) {
        do throws(ReportScanner.ScanError) {
            unsafe try scanner.scan(frame.span.bytes)
            Issue.record("scanned")
        } catch let found {
            #expect(found == error)
        }
    }
}
