import Glibc
import LedgerNode

/// What the disk allows at best: one page written and synchronised at a time, as the smallest block.
enum DiskLimit {
    /// How many bytes a second are written to one file and synchronised, 8 MiB at a time.
    static func bytesPerSecond(in directory: DataDirectory) throws -> Double {
        let path = "\(directory.path)/write.probe"
        let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BenchError.setUp("\(path) cannot be made") }
        defer {
            close(file)
            unsafe unlink(path)
        }
        let piece = [UInt8](repeating: 0x5A, count: 8 << 20)
        let count = 64
        let elapsed = try ContinuousClock().measure {
            for number in 0..<count {
                let written = unsafe piece.withUnsafeBytes {
                    unsafe pwrite(file, $0.baseAddress, $0.count, off_t(number * piece.count))
                }
                guard written == piece.count, fdatasync(file) == 0 else {
                    throw BenchError.setUp("the disk takes no more")
                }
            }
        }
        return Double(count * piece.count) / elapsed.seconds
    }

    /// The time of `pwrite` and `fdatasync` of 4 KiB in `directory`, in milliseconds, median.
    static func syncMilliseconds(in directory: DataDirectory, count: Int = 200) throws -> Double {
        let path = "\(directory.path)/sync.probe"
        let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BenchError.setUp("\(path) cannot be made") }
        defer {
            close(file)
            unsafe unlink(path)
        }
        let page = [UInt8](repeating: 0x5A, count: 4_096)
        let clock = ContinuousClock()
        return try (0..<count).map { number in
            var isOnDisk = false
            let elapsed = clock.measure {
                let written = unsafe page.withUnsafeBytes {
                    unsafe pwrite(file, $0.baseAddress, $0.count, off_t(number * page.count))
                }
                isOnDisk = written == page.count && fdatasync(file) == 0
            }
            guard isOnDisk else { throw BenchError.setUp("the disk takes no page") }
            return elapsed.seconds * 1_000
        }
        .median
    }
}
