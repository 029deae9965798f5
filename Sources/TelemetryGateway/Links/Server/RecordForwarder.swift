import NIOCore

/// Who waits for records to become durable.
protocol RecordOwner: AnyObject {
    /// The owner's next records, in the order in which it handed them over, are durable.
    func recordsDurable(_ count: Int, byteCount: Int)
    /// Some of the owner's records will never be durable.
    func recordsFailed()
    /// There is room for records again.
    func roomAgain()
}

/// Collects the records of all links of one event loop and hands them over in batches, one at a
/// time, so that the records of a link keep their order.
///
/// While a batch is on its way to the disk the next one grows: the busier the links, the larger the
/// batches. Belongs to its event loop; nothing else may touch it.
final class RecordForwarder {
    private struct Portion {
        let owner: any RecordOwner
        let records: [TelemetryRecord]
        let byteCount: Int
    }

    private let eventLoop: any EventLoop
    private let limits: GatewayLimits
    private let maximumBytes: Int
    private let handOver: ([TelemetryRecord]) -> Void
    private var waiting: [Portion] = []
    private var onTheirWay: [Portion] = []
    private var isScheduled = false
    private var paused: [any RecordOwner] = []
    private var whenIdle: (() -> Void)?

    /// Bytes of records that are not yet durable.
    private(set) var bytesInFlight = 0

    /// Creates a forwarder.
    ///
    /// - Parameters:
    ///   - eventLoop: Where it lives.
    ///   - limits: For the size of batches.
    ///   - maximumBytes: In flight; beyond that there is no room.
    ///   - handOver: Takes a batch; ``finished(_:)`` must be called once for each.
    init(
        eventLoop: any EventLoop,
        limits: GatewayLimits,
        maximumBytes: Int,
        handOver: @escaping ([TelemetryRecord]) -> Void
    ) {
        self.eventLoop = eventLoop
        self.limits = limits
        self.maximumBytes = maximumBytes
        self.handOver = handOver
    }

    var hasRoom: Bool { bytesInFlight < maximumBytes }

    /// Takes records; they go with the next batch.
    func add(_ records: [TelemetryRecord], byteCount: Int, of owner: any RecordOwner) {
        waiting.append(Portion(owner: owner, records: records, byteCount: byteCount))
        bytesInFlight += byteCount
        guard onTheirWay.isEmpty, !isScheduled else { return }
        isScheduled = true
        // After the other links have been read that are ready now: one batch for all of them.
        eventLoop.assumeIsolated().execute { self.handOverNext() }
    }

    /// Tells `owner` when there is room again.
    func pause(_ owner: any RecordOwner) {
        paused.append(owner)
    }

    /// Calls `body` once when nothing is waiting or on its way.
    func whenIdle(_ body: @escaping () -> Void) {
        whenIdle = body
        checkIdle()
    }

    private func handOverNext() {
        isScheduled = false
        guard onTheirWay.isEmpty, !waiting.isEmpty else { return }
        var recordCount = 0
        var byteCount = 0
        var end = 0
        repeat {
            recordCount += waiting[end].records.count
            byteCount += waiting[end].byteCount
            end += 1
        } while end < waiting.count
            && recordCount + waiting[end].records.count <= limits.batchRecords
            && byteCount + waiting[end].byteCount <= limits.batchBytes
        onTheirWay = Array(waiting[..<end])
        waiting.removeFirst(end)
        var records: [TelemetryRecord] = []
        records.reserveCapacity(recordCount)
        for portion in onTheirWay { records += portion.records }
        handOver(records)
    }

    /// The batch that was handed over is durable, or is not and never will be.
    func finished(_ isDurable: Bool) {
        let portions = onTheirWay
        onTheirWay = []
        bytesInFlight -= portions.reduce(0) { $0 + $1.byteCount }
        handOverNext()
        for portion in portions {
            if isDurable {
                portion.owner.recordsDurable(portion.records.count, byteCount: portion.byteCount)
            } else {
                portion.owner.recordsFailed()
            }
        }
        if hasRoom {
            let resumed = paused
            paused = []
            for owner in resumed { owner.roomAgain() }
        }
        checkIdle()
    }

    private func checkIdle() {
        guard waiting.isEmpty, onTheirWay.isEmpty, let body = whenIdle else { return }
        whenIdle = nil
        body()
    }
}
