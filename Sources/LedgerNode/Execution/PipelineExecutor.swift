import Dispatch

/// Runs the steps between admission and execution off the cooperative pool.
///
/// Under load thousands of signatures wait for the pool's threads; a block that waited behind them
/// would leave the engine idle.
final class PipelineExecutor: TaskExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
