/// How many cells a pack has in series, told from its voltage and those of its cells.
///
/// A nominal voltage alone does not tell: makers call the same cell one of 3.6 or of 3.7 V.
public struct SeriesCellCount: Sendable {
    /// What the nominal voltage says.
    private let about: Int
    private var readings = 0
    /// How many readings allow a number of cells.
    private var votes: [Int: Int] = [:]

    private static let leastReadings = 20
    /// How far nominal voltages differ, as a part of them.
    private static let spread = 0.05
    /// What cells can have, in volts.
    private static let cells = 0.5...6
    /// How closely a pack's voltage is read, in volts.
    private static let readTo = 0.05

    /// Creates the count of a pack that has about so many.
    public init(about count: Int) {
        about = count
    }

    /// Whether a number of cells may have the nominal voltage of another.
    static func isNear(_ count: Double, to about: Int) -> Bool {
        abs(count / Double(about) - 1) <= spread
    }

    /// Takes the next reading, which may have anything in it.
    public mutating func add(_ reading: PackReading) {
        guard let voltage = reading.voltage, let high = reading.cellMaximum,
            let low = reading.cellMinimum, Self.cells.contains(low), Self.cells.contains(high),
            Self.isNear(voltage / high, to: about), Self.isNear(voltage / low, to: about)
        else { return }
        // The mean cell is between the lowest and the highest.
        let least = Int(((voltage - Self.readTo) / high).rounded(.up))
        let most = Int(((voltage + Self.readTo) / low).rounded(.down))
        guard least <= most else { return }
        readings += 1
        for count in least...most { votes[count, default: 0] += 1 }
    }

    /// The count: what the nominal voltage says, unless the readings clearly allow another.
    public var count: Int {
        let best = votes.values.max() ?? 0
        guard readings >= Self.leastReadings, votes[about, default: 0] * 2 < best else {
            return about
        }
        let allowed = votes.filter { $0.value == best }.map(\.key)
        return allowed.min { (abs($0 - about), $0) < (abs($1 - about), $1) } ?? about
    }
}
