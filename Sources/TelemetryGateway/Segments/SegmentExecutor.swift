import Dispatch

/// Runs an actor on a thread of its own, because it waits for the disk.
final class SegmentExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "telemetry-segments")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
            unsafe job.runSynchronously(on: self.asUnownedSerialExecutor())
        }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }
}
