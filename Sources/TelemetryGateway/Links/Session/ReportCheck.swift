import GBT32960
import Vocabulary

/// Checks reports, reusing the storage of the scanner: one for each thread.
final class ReportCheck {
    private var scanners = ReportScanners()

    /// Checks a report in plain.
    ///
    /// - Parameters:
    ///   - frame: A whole frame of a report that is not encrypted.
    ///   - schema: How its fleet builds user-defined bodies.
    /// - Returns: Its own time, and how it is counted.
    func check(_ frame: RawSpan, schema: UserBodySchema) -> ReportFinding {
        let box = scanners[schema]
        do throws(ReportScanner.ScanError) {
            try box.scanner.scan(frame)
        } catch {
            return ReportFinding(nil, .structure)
        }
        return ReportFinding(time: box.scanner.time, box.scanner.problem?.problem)
    }
}

/// What a report is worth.
struct ReportFinding {
    /// The report's own time as it was sent; `nil` if it cannot be read.
    let time: BeijingTime?
    /// ``FrameResult/accepted``, or what is wrong.
    let result: FrameResult
    /// The moment that ``time`` names; there is one whenever the report is accepted.
    let moment: UnixMilliseconds?

    init(_ time: BeijingTime?, _ result: FrameResult) {
        self.time = time
        self.result = result
        moment = nil
    }

    /// Judges a report by its time and by what stopped its decoding.
    init(time: BeijingTime, _ problem: UnitProblem?) {
        self.time = time
        moment = try? time.moment()
        if moment == nil {
            result = .time
        } else if let problem {
            result = problem.isTolerable ? .acceptedInPart : .structure
        } else {
            result = .accepted
        }
    }
}

extension UnitProblem {
    /// Whether what is not understood may be right, so that it is kept raw.
    ///
    /// Some makers build their own bodies without the length that the standard asks for.
    var isTolerable: Bool {
        switch self {
        case .unknownBody, .leftOver, .unknownParameter: true
        case .truncated(let body, _, _, _): (0x80...0xFE).contains(body ?? 0)
        case .undefinedUnit: false
        }
    }
}
