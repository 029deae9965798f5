import ArgumentParser

extension Bench {
    /// `cyclade bench decode`: how fast reports become physical values.
    struct Decode: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure the decoding of vehicles' reports on one core.",
            discussion: """
                Two realtime frames, of 586 bytes (2016, 192 cells) and 828 bytes (2025, 180 cells
                and a signature): the check byte and all values to physical units. The limit is a
                plain read of the same bytes.

                EXAMPLES
                  cyclade bench decode --json
                """
        )

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() throws {
            let figures = DecodeFigures(
                of2016: try DecodeBenchmark(frame: BenchReports.of2016).run(),
                of2025: try DecodeBenchmark(frame: BenchReports.of2025).run()
            )
            try json ? JSON.print(figures) : print(figures.table)
        }
    }
}

/// The figures of `cyclade bench decode`.
struct DecodeFigures: Encodable {
    private enum CodingKeys: String, CodingKey {
        case framesPerS2016 = "frames_per_s_2016_586"
        case framesPerS2025 = "frames_per_s_2025_828"
        case bytesPerS2016 = "bytes_per_s_2016_586"
        case bytesPerS2025 = "bytes_per_s_2025_828"
        case checkedPerS2016 = "checked_frames_per_s_2016_586"
        case checkedPerS2025 = "checked_frames_per_s_2025_828"
        case limitBytesPerS = "limit_bytes_per_s"
        case ratio2016 = "ratio_2016_586"
        case ratio2025 = "ratio_2025_828"
    }

    let framesPerS2016: Int
    let framesPerS2025: Int
    let bytesPerS2016: Int
    let bytesPerS2025: Int
    let checkedPerS2016: Int
    let checkedPerS2025: Int
    let limitBytesPerS: Int
    let ratio2016: Double
    let ratio2025: Double

    init(of2016 early: DecodeBenchmark.Figures, of2025 late: DecodeBenchmark.Figures) {
        framesPerS2016 = Int(early.framesPerS)
        framesPerS2025 = Int(late.framesPerS)
        bytesPerS2016 = Int(early.bytesPerS)
        bytesPerS2025 = Int(late.bytesPerS)
        checkedPerS2016 = Int(early.checkedFramesPerS)
        checkedPerS2025 = Int(late.checkedFramesPerS)
        let limit = max(early.limitBytesPerS, late.limitBytesPerS)
        limitBytesPerS = Int(limit)
        ratio2016 = (early.bytesPerS / limit).rounded(places: 3)
        ratio2025 = (late.bytesPerS / limit).rounded(places: 3)
    }

    /// The figures for a person.
    var table: String {
        """
        2016, 586 bytes, 192 cells   \(framesPerS2016) frames/s, \(ratio2016) of the limit
        2025, 828 bytes, 180 cells   \(framesPerS2025) frames/s, \(ratio2025) of the limit
        their check bytes alone      \(checkedPerS2016) and \(checkedPerS2025) frames/s
        limit: reading the bytes     \(limitBytesPerS) bytes/s
        """
    }
}
