/// Puts the cells of one vehicle's batteries together that 2016 splits over several frames.
///
/// A frame holds at most 200 cells; the parts of a battery have the same time and tell where they
/// begin. Parts may come in any order and more than once. A bounded number of sets is open, so that
/// late frames may come between others: beyond it the oldest is given up.
public struct CellVoltageAssembly: Sendable {
    /// The cells of one battery at one time.
    public struct Key: Hashable, Sendable {
        public let time: BeijingTime
        /// The subsystem's number.
        public let pack: UInt8
    }

    /// What came of a part.
    public enum Outcome: Hashable, Sendable {
        /// All cells, mV as the frames had them: 0xFFFE abnormal, 0xFFFF invalid.
        case complete(Key, millivolts: [UInt16])
        /// A set was given up; the numbers of the cells that never came, from 1.
        case incomplete(Key, total: Int, missing: [ClosedRange<Int>])
        /// A part fits no set and is dropped.
        case refused(Key, Problem)
    }

    /// Why a part fits no set.
    public enum Problem: Hashable, Sendable {
        /// The total or the first cell has no value, or the part goes beyond the total.
        case impossible
        /// The total is beyond the limit of the assembly.
        case tooMany(Int)
        /// Another part told another total.
        case totalChanged(from: Int, to: Int)
    }

    private let maximumCells: Int
    private let maximumOpen: Int
    /// The open sets, the oldest first; also those complete, so that a repeated part is known.
    private var sets: [CellSet] = []

    /// Creates an assembly for one vehicle; it holds at most three bytes for each cell of each set.
    ///
    /// - Parameters:
    ///   - maximumCells: The most cells of a battery, at least 1.
    ///   - maximumOpen: The most sets that are open, at least 1.
    public init(maximumCells: Int = 4_096, maximumOpen: Int = 8) {
        self.maximumCells = max(1, maximumCells)
        self.maximumOpen = max(1, maximumOpen)
    }

    /// Takes the voltages of one battery of one frame.
    public mutating func add(_ pack: PackVoltages, at time: BeijingTime) -> [Outcome] {
        let key = Key(time: time, pack: pack.number)
        guard case .value(let total) = pack.cellTotal.counts,
            case .value(let first) = pack.firstCell.counts,
            case .list(let cells) = pack.cells.raw,
            first >= 1, !cells.isEmpty, first + Int64(cells.count) - 1 <= total
        else { return [.refused(key, .impossible)] }
        guard total <= maximumCells else { return [.refused(key, .tooMany(Int(total)))] }
        return add(cells, from: Int(first) - 1, of: Int(total), key)
    }

    /// Gives up all sets that are open.
    public mutating func finish() -> [Outcome] {
        defer { sets = [] }
        return sets.compactMap(\.givenUp)
    }

    private mutating func add(
        _ cells: [UInt16],
        from first: Int,
        of total: Int,
        _ key: Key
    ) -> [Outcome] {
        var outcomes: [Outcome] = []
        let index: Int
        if let open = sets.firstIndex(where: { $0.key == key }) {
            index = open
        } else {
            if sets.count == maximumOpen, let givenUp = sets.removeFirst().givenUp {
                outcomes.append(givenUp)
            }
            sets.append(CellSet(key: key, total: total))
            index = sets.count - 1
        }
        let known = sets[index].total
        guard known == total else {
            return outcomes + [.refused(key, .totalChanged(from: known, to: total))]
        }
        if sets[index].fill(cells, from: first) {
            outcomes.append(.complete(key, millivolts: sets[index].millivolts))
        }
        return outcomes
    }
}
