/// How long transactions took to become durable, and how long their signatures alone take.
struct BenchTally: Sendable {
    private(set) var count = 0
    private(set) var seconds = 0.0
    private(set) var verifySeconds = 0.0

    init() {}

    init(_ figures: BenchRepeat, count: Int) {
        self.count = count
        seconds = Double(count) / figures.perSecond
        verifySeconds = Double(count) / figures.limit
    }

    /// Durable transactions a second.
    var perSecond: Double { Double(count) / seconds }

    /// P-256 verifications a second on all cores.
    var limit: Double { Double(count) / verifySeconds }

    /// What the verifications take of the whole time: throughput over limit.
    var ratio: Double { verifySeconds / seconds }

    static func += (tally: inout BenchTally, other: BenchTally) {
        tally.count += other.count
        tally.seconds += other.seconds
        tally.verifySeconds += other.verifySeconds
    }
}

/// The tallies of commands, in the order in which they came first.
struct CommandTallies: Sendable {
    private(set) var rows: [(command: String, family: BenchFamily, tally: BenchTally)] = []

    /// Adds a phase of one command, which may have had others before.
    mutating func add(
        _ tally: BenchTally,
        of command: String,
        in family: BenchFamily
    ) {
        if let index = rows.firstIndex(where: { $0.command == command }) {
            rows[index].tally += tally
        } else {
            rows.append((command, family, tally))
        }
    }
}
