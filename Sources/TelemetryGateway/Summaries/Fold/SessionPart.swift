/// A run of samples of one activity within one stretch; parts of neighbours make a session.
struct SessionPart: Hashable, Sendable {
    let activity: Activity
    /// Unix seconds of the first and the last sample.
    let start: UInt32
    private(set) var end: UInt32
    /// 0.1 %, the first and the last that are valid.
    private(set) var socStart: Int64?
    private(set) var socEnd: Int64?
    private(set) var aggregate = Aggregate()

    /// Begins a part with a sample.
    init(_ sample: Sample) {
        activity = sample.activity
        start = sample.second
        end = sample.second
        socStart = sample[.soc].map(Int64.init)
        socEnd = socStart
        aggregate.add(sample)
    }

    init(
        activity: Activity,
        start: UInt32,
        end: UInt32,
        socStart: Int64?,
        socEnd: Int64?,
        aggregate: Aggregate
    ) {
        (self.activity, self.start, self.end) = (activity, start, end)
        (self.socStart, self.socEnd) = (socStart, socEnd)
        self.aggregate = aggregate
    }

    /// Goes on with the next sample.
    mutating func add(_ sample: Sample) {
        end = sample.second
        if let soc = sample[.soc] {
            socStart = socStart ?? Int64(soc)
            socEnd = Int64(soc)
        }
        aggregate.add(sample)
    }

    /// Counts the time before a sample of the part.
    mutating func add(from start: Sample, to end: Sample) {
        aggregate.add(from: start, to: end)
    }

    /// Whether a later part belongs to the same session.
    func isContinued(by next: SessionPart) -> Bool {
        activity == next.activity && next.start >= end && next.start - end <= FoldRules.longestPause
    }

    /// Goes on with the part after this one.
    mutating func add(_ next: SessionPart) {
        end = next.end
        socStart = socStart ?? next.socStart
        socEnd = next.socEnd ?? socEnd
        aggregate.add(next.aggregate)
    }
}
