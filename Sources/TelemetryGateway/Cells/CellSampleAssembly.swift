import GBT32960

/// Makes samples of the single cells of one battery of its vehicles' reports.
///
/// What a report splits over several frames of one time is put together; a bounded number of
/// times is open, and beyond it the oldest is given up.
struct CellSampleAssembly {
    /// What has come of one time.
    fileprivate struct Open {
        let time: BeijingTime
        /// The packs of which a part has come, and those of which all has.
        var packs: [UInt8: [UInt16]?] = [:]
        var probes: [UInt8: [Double?]] = [:]

        var isComplete: Bool { !packs.isEmpty && packs.values.allSatisfy { $0 != nil } }
    }

    private static let mostOpen = 8

    private var parts = CellVoltageAssembly()
    /// The oldest first.
    private var open: [Open] = []

    /// Takes the next report.
    ///
    /// - Parameters:
    ///   - report: What the vehicle sent.
    ///   - edition: Of the frame.
    ///   - second: Its own time, in Unix seconds.
    /// - Returns: The cells, once there are all of every pack that frames of this time have begun.
    mutating func add(
        _ report: VehicleReport,
        _ edition: Edition,
        at second: UInt32
    ) -> CellSample? {
        let index = place(of: report.time)
        for body in report.bodies {
            switch body {
            case .voltages(let packs):
                for pack in packs.elements { add(pack, edition, to: index) }
            case .temperatures(let groups):
                for group in groups.elements {
                    open[index].probes[group.number] = group.probes.readings.map(\.value)
                }
            default: break
            }
        }
        guard open[index].isComplete else { return nil }
        return CellSample(open.remove(at: index), at: second)
    }

    private mutating func place(of time: BeijingTime) -> Int {
        if let index = open.firstIndex(where: { $0.time == time }) { return index }
        if open.count == Self.mostOpen { open.removeFirst() }
        open.append(Open(time: time))
        return open.count - 1
    }

    private mutating func add(_ pack: PackVoltages, _ edition: Edition, to index: Int) {
        let number = pack.number
        // Only 2016 splits the cells of a pack.
        guard edition == .y2016 else {
            open[index].packs[number] = .some(pack.cells.raw.elements)
            return
        }
        let known = open[index].packs[number] ?? nil
        open[index].packs[number] = .some(known)
        for case .complete(_, let millivolts) in parts.add(pack, at: open[index].time) {
            open[index].packs[number] = .some(millivolts)
        }
    }
}

extension CellSample {
    /// Cells and probes in the order of the packs' numbers; `nil` without a cell.
    fileprivate init?(_ open: CellSampleAssembly.Open, at second: UInt32) {
        let millivolts = open.packs.sorted { $0.key < $1.key }.flatMap { $0.value ?? [] }
        guard !millivolts.isEmpty else { return nil }
        self.second = second
        // The two largest stand for abnormal and invalid.
        voltages = millivolts.map { $0 < 0xFFFE ? Double($0) / 1_000 : nil }
        temperatures = open.probes.sorted { $0.key < $1.key }.flatMap(\.value)
    }
}
