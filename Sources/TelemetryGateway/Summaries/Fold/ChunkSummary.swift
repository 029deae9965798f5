/// What is told of one battery in one stretch: a pure fold over its samples in the order of time.
struct ChunkSummary: Hashable, Sendable {
    private(set) var whole = Aggregate()
    private(set) var parts: [SessionPart] = []
    /// By the number of the alarm's bit.
    private(set) var alarms: [Int: AlarmPart] = [:]
    /// Of all fields, by lane.
    private(set) var dirty = [DirtyCount](repeating: DirtyCount(), count: 8)
    /// For the stretch after this.
    private(set) var carry = Carry()
    /// Unix seconds of the first and last sample.
    private(set) var first: UInt32?
    private(set) var last: UInt32?

    private var before: Carry
    /// The statuses of the last sample without a dirty value.
    private var clean = SIMD8<UInt8>.zero

    /// Folds the samples of a stretch.
    ///
    /// - Parameters:
    ///   - samples: In the order of time, at most one for each second.
    ///   - before: What the stretch before left; samples longer ago than a pause do not matter.
    init(_ samples: [Sample], after before: Carry) {
        self.before = before
        for sample in samples { add(sample) }
    }

    private mutating func add(_ sample: Sample) {
        first = first ?? sample.second
        last = sample.second
        whole.add(sample)
        countDirty(sample)
        if sample.activity != .unknown { addToSession(sample) }
        if sample.speaksOfAlarms { addAlarms(sample) }
        before.add(sample)
        carry.add(sample)
    }

    private mutating func addToSession(_ sample: Sample) {
        let previous = before.known.flatMap { $0.isRecent(at: sample) ? $0 : nil }
        if let previous { whole.add(from: previous, to: sample) }
        let continues = previous?.activity == sample.activity
        if continues, carry.known != nil, !parts.isEmpty {
            parts[parts.count - 1].add(sample)
        } else {
            parts.append(SessionPart(sample))
        }
        if continues, let previous { parts[parts.count - 1].add(from: previous, to: sample) }
    }

    private mutating func addAlarms(_ sample: Sample) {
        let previous = before.alarms.flatMap { $0.isRecent(at: sample) ? $0 : nil }
        let risen = sample.alarmFlags & ~(previous?.alarmFlags ?? 0)
        var rest = sample.alarmFlags
        while rest != 0 {
            let bit = rest.trailingZeroBitCount
            rest &= rest - 1
            var part = alarms[bit] ?? AlarmPart(first: sample.second, last: 0, rises: 0)
            part.last = sample.second
            if risen >> UInt32(bit) & 1 == 1 { part.rises += 1 }
            alarms[bit] = part
        }
    }

    private mutating func countDirty(_ sample: Sample) {
        // Nearly all samples of a stretch are clean in the same way.
        guard sample.statuses != clean else { return }
        let isClean = SampleField.allCases.allSatisfy {
            let status = sample.statuses[$0.rawValue]
            return status == FieldStatus.absent.rawValue || status == FieldStatus.valid.rawValue
        }
        guard !isClean else {
            clean = sample.statuses
            return
        }
        for lane in 0..<8 { dirty[lane].add(sample.statuses[lane]) }
    }
}

extension Sample {
    /// Whether no pause lies between this sample and a later one.
    fileprivate func isRecent(at later: Sample) -> Bool {
        later.second >= second && later.second - second <= FoldRules.longestPause
    }
}
