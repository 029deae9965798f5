public import GBT32960

/// How many frames were attributed to none, by vehicle and reason.
///
/// Vehicles that the ledger does not know are counted together, so that nobody can make it grow.
public struct StrayCounts: Sendable {
    struct Key: Hashable, Sendable {
        /// Empty for vehicles that the ledger does not know.
        let vehicle: String
        let reason: Unattributed
    }

    struct Count: Hashable, Sendable {
        var frames: UInt64 = 0
        /// When the first and the last were received, Unix milliseconds.
        var firstMs = UInt64.max
        var lastMs: UInt64 = 0
    }

    private(set) var counts: [Key: Count] = [:]

    public init() {}

    /// Counts a frame, if it was attributed to none.
    ///
    /// - Parameters:
    ///   - taken: The frame.
    ///   - knows: Whether the ledger knows a vehicle.
    public mutating func count(_ taken: FrameIntake.Taken, knows: (SenderID) -> Bool) {
        guard case .none(let reason) = taken.attribution else { return }
        let vehicle = taken.vehicle.flatMap { knows($0) ? $0.text : nil } ?? ""
        let key = Key(vehicle: vehicle, reason: reason)
        counts[key, default: Count()].add(taken.record.receivedMs)
    }
}

extension StrayCounts {
    /// Adds what was counted elsewhere.
    mutating func add(_ other: StrayCounts) {
        for (key, count) in other.counts { counts[key, default: Count()].add(count) }
    }
}

extension StrayCounts.Count {
    fileprivate mutating func add(_ other: StrayCounts.Count) {
        frames += other.frames
        firstMs = min(firstMs, other.firstMs)
        lastMs = max(lastMs, other.lastMs)
    }

    fileprivate mutating func add(_ receivedMs: UInt64) {
        frames += 1
        firstMs = min(firstMs, receivedMs)
        lastMs = max(lastMs, receivedMs)
    }
}
