// How first lives end, each counted once.

extension Supervisor {
    /// A battery's first life is over.
    mutating func endFirstLife(_ number: Int, _ entry: SupervisedEntry) {
        guard batteries[number].parents.isEmpty, !batteries[number].firstLife.hasEnded else {
            return
        }
        batteries[number].firstLife.hasEnded = true
        indicators.endedFirstLife.add(1, entry.leaf)
        countReceipt(number)
    }

    /// Counts a battery as received, when its first life is over and a centre has it.
    mutating func countReceipt(_ number: Int) {
        let life = batteries[number].firstLife
        guard life.hasEnded, !life.isReceived, let leaf = life.receivedLeaf else { return }
        batteries[number].firstLife.isReceived = true
        indicators.received.add(1, leaf)
    }

    /// A battery went into a second-use battery.
    mutating func cascade(_ number: Int, _ entry: SupervisedEntry) {
        endFirstLife(number, entry)
        let life = batteries[number].firstLife
        guard life.hasEnded, !life.isCascaded else { return }
        batteries[number].firstLife.isCascaded = true
        indicators.cascaded.add(1, entry.leaf)
    }
}
