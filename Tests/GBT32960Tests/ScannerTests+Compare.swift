import Testing

@testable import GBT32960

extension ScannerTests {
    /// Expects the scanner to find what the frame's values say, cells and probes too.
    func expectSame(_ bytes: [UInt8], _ scanner: inout ReportScanner) throws {
        let received = try ReceivedFrame(bytes)
        guard case .report = received.frame.unit.content else { return }
        unsafe try scanner.scan(bytes.span.bytes)
        var expected = try Findings(received)
        let packs = expected.packs
        let groups = expected.probes
        expected.packs = []
        expected.probes = []
        #expect(Findings(scanner) == expected)

        try #require(scanner.packs.count == packs.count)
        var index = 0
        for (found, pack) in zip(scanner.packs, packs) {
            #expect(found.number == pack.number && found.voltage == pack.voltage)
            #expect(found.current == pack.current && found.firstCell == pack.firstCell)
            #expect(found.cellTotal == pack.cellTotal)
            #expect(found.cells == index..<index + pack.cells.count)
            for reading in pack.cells.readings {
                let volts = reading.value.map { Float($0 / 1_000) }
                expectClose(scanner.cellVolts.value(at: index), volts)
                index += 1
            }
        }
        #expect(scanner.cellVolts.count == index)

        try #require(scanner.probeGroups.count == groups.count)
        index = 0
        for (found, group) in zip(scanner.probeGroups, groups) {
            #expect(found.number == group.number)
            for reading in group.probes.readings {
                #expect(scanner.probeCelsius.value(at: index) == reading.value.map { Float($0) })
                index += 1
            }
        }
        #expect(scanner.probeCelsius.count == index)
    }

    private func expectClose(_ found: Float?, _ expected: Float?) {
        guard let found, let expected else {
            #expect(found == expected)
            return
        }
        #expect(abs(found - expected) <= expected.ulp)
    }
}
