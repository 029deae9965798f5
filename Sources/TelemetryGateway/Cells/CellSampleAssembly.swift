import GBT32960

/// Makes samples of the single cells of one battery of its vehicles' reports.
struct CellSampleAssembly {
    private var parts = CellVoltageAssembly()

    /// Takes the next report.
    ///
    /// - Parameters:
    ///   - report: What the vehicle sent.
    ///   - edition: Of the frame.
    ///   - second: Its own time, in Unix seconds.
    /// - Returns: The cells, once every pack of the report has all of its own.
    mutating func add(
        _ report: VehicleReport,
        _ edition: Edition,
        at second: UInt32
    ) -> CellSample? {
        var packs: [(number: UInt8, millivolts: [UInt16])] = []
        for pack in report.packVoltages {
            // Only 2016 splits the cells of a pack.
            let complete = edition == .y2025 ? pack.cells.raw.elements : add(pack, at: report.time)
            guard let complete else { return nil }
            packs.append((pack.number, complete))
        }
        let millivolts = packs.sorted { $0.number < $1.number }.flatMap(\.millivolts)
        guard !millivolts.isEmpty else { return nil }
        return CellSample(
            second: second,
            // The two largest stand for abnormal and invalid.
            voltages: millivolts.map { $0 < 0xFFFE ? Double($0) / 1_000 : nil },
            temperatures: report.probes
        )
    }

    private mutating func add(_ pack: PackVoltages, at time: BeijingTime) -> [UInt16]? {
        for case .complete(_, let millivolts) in parts.add(pack, at: time) { return millivolts }
        return nil
    }
}

extension VehicleReport {
    fileprivate var packVoltages: [PackVoltages] {
        bodies.flatMap { body -> [PackVoltages] in
            guard case .voltages(let packs) = body else { return [] }
            return packs.elements
        }
    }

    /// In °C.
    fileprivate var probes: [Double?] {
        bodies.flatMap { body -> [Double?] in
            guard case .temperatures(let packs) = body else { return [] }
            return packs.elements.flatMap { $0.probes.readings.map(\.value) }
        }
    }
}
