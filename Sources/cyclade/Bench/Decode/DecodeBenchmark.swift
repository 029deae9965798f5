import GBT32960

/// Times the decoding of one report to physical values on one core, beside a plain read of its bytes.
struct DecodeBenchmark {
    struct Figures {
        let framesPerS: Double
        /// The check of each frame alone.
        let checkedFramesPerS: Double
        let bytesPerS: Double
        /// Adding up the same bytes, eight at a time.
        let limitBytesPerS: Double
    }

    /// Enough copies that they do not all lie in the first cache, few enough to stay in the second.
    private static let copies = 256
    /// A sample takes less than a millisecond, so that some of many are not interrupted.
    private static let rounds = 4
    private static let samples = 500

    private let byteCount: Int
    private let stream: [UInt8]

    init(frame: [UInt8]) {
        byteCount = frame.count
        stream = Array(repeatElement(frame, count: Self.copies).joined())
    }

    /// Measures.
    ///
    /// - Throws: ``BenchError`` when the decoder does not take the frame.
    func run() throws -> Figures {
        let frames = Double(Self.copies * Self.rounds)
        var scanner = ReportScanner()
        var values = PhysicalValues()
        let decoding = fastest { decode(&scanner, &values) }
        guard values.count > 0, values.sum > 0 else {
            throw BenchError.setUp("the decoder refuses the frame of \(byteCount) bytes")
        }
        let checking = fastest { check() }
        let reading = fastest { sum() }
        return Figures(
            framesPerS: frames / decoding,
            checkedFramesPerS: frames / checking,
            bytesPerS: frames * Double(byteCount) / decoding,
            limitBytesPerS: frames * Double(byteCount) / reading
        )
    }

    /// The least seconds of several samples: the one least disturbed by others.
    private func fastest(_ body: () -> Void) -> Double {
        body()
        return (0..<Self.samples).map { _ in
            let elapsed = ContinuousClock().measure { body() }
            return elapsed.seconds
        }.min() ?? 0
    }

    private func decode(_ scanner: inout ReportScanner, _ values: inout PhysicalValues) {
        let span = unsafe stream.span.bytes
        for _ in 0..<Self.rounds {
            var offset = 0
            while offset < span.byteCount {
                let frame = span.extracting(offset..<offset + byteCount)
                guard (try? scanner.scan(frame)) != nil else { return }
                values.take(scanner)
                offset += byteCount
            }
        }
    }

    private func check() {
        let span = unsafe stream.span.bytes
        var found = 0
        for _ in 0..<Self.rounds {
            var offset = 0
            while case .frame(let count) = FrameSearch.step(
                span.extracting(offset..<span.byteCount)
            ) {
                offset += count
                found += 1
            }
        }
        blackHole(found)
    }

    private func sum() {
        let span = unsafe stream.span.bytes
        var total: UInt64 = 0
        for _ in 0..<Self.rounds {
            var offset = 0
            while offset + 8 <= span.byteCount {
                total &+= unsafe span.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
                offset += 8
            }
            blackHole(total)
        }
    }
}
