/// The cells of one battery at one time, as far as they have come.
struct CellSet: Sendable {
    let key: CellVoltageAssembly.Key
    private(set) var millivolts: [UInt16]
    private var isFilled: [Bool]
    private var missingCount: Int

    init(key: CellVoltageAssembly.Key, total: Int) {
        self.key = key
        millivolts = [UInt16](repeating: .max, count: total)
        isFilled = [Bool](repeating: false, count: total)
        missingCount = total
    }

    var total: Int { millivolts.count }

    /// Fills in cells, which must be within the total; returns whether that completes the set.
    mutating func fill(_ cells: [UInt16], from first: Int) -> Bool {
        let missingBefore = missingCount
        for (offset, cell) in cells.enumerated() {
            millivolts[first + offset] = cell
            if !isFilled[first + offset] {
                isFilled[first + offset] = true
                missingCount -= 1
            }
        }
        return missingCount == 0 && missingBefore > 0
    }

    /// The report that the set is given up; `nil` if it is complete.
    var givenUp: CellVoltageAssembly.Outcome? {
        missingCount == 0 ? nil : .incomplete(key, total: total, missing: missing)
    }

    /// The numbers of the cells that have not come, from 1.
    private var missing: [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for (index, isThere) in isFilled.enumerated() where !isThere {
            if let last = ranges.last, last.upperBound == index {
                ranges[ranges.count - 1] = last.lowerBound...index + 1
            } else {
                ranges.append(index + 1...index + 1)
            }
        }
        return ranges
    }
}
