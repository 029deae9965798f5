public import Supervision

/// What was planted in a national story, against what supervision has found.
///
/// A wrong is found by a finding of one of its rules, about a record that it shows in, within its
/// clock.
public struct PlantingAccount: Sendable {
    /// What became of the wrongs of a kind.
    public struct Row: Sendable {
        /// The kind.
        public let kind: PlantingKind
        /// How many were planted, and how many of them found.
        public internal(set) var planted = 0
        public internal(set) var found = 0
        /// How many are not found whose clock still runs.
        public internal(set) var open = 0
    }

    /// One for each kind, in the order of the kinds.
    public private(set) var rows: [Row] = []
    /// What was not found within its clock.
    public private(set) var missed: [Planting] = []
    /// What was found besides, in order.
    public private(set) var others: [Finding] = []

    /// Holds findings against plantings, at the end of the story or earlier.
    ///
    /// - Parameters:
    ///   - plantings: What was planted.
    ///   - findings: What was found.
    ///   - time: Up to when supervision has looked, in Unix milliseconds.
    public init(_ plantings: [Planting], _ findings: [Finding], at time: UInt64) {
        var numbers: [Clue: [Int]] = [:]
        for (number, finding) in findings.enumerated() {
            let clue = Clue(rule: finding.rule, subject: finding.subject)
            numbers[clue, default: []].append(number)
        }
        var explained: Set<Int> = []
        for kind in PlantingKind.allCases {
            var row = Row(kind: kind)
            for planting in plantings where planting.kind == kind {
                row.planted += 1
                let hits = planting.clues.flatMap { numbers[$0] ?? [] }.filter {
                    (planting.plantedMs...planting.dueMs).contains(findings[$0].foundMs)
                }
                explained.formUnion(hits)
                if !hits.isEmpty {
                    row.found += 1
                } else if planting.dueMs > time {
                    row.open += 1
                } else {
                    missed.append(planting)
                }
            }
            rows.append(row)
        }
        others = findings.indices.filter { !explained.contains($0) }.map { findings[$0] }
    }
}

/// By which rule, and about what, something can be found.
private struct Clue: Hashable {
    let rule: WarningRule
    let subject: String
}

extension Planting {
    /// When a warning is due at the latest, in Unix milliseconds.
    fileprivate var dueMs: UInt64 { plantedMs + UInt64(withinDays) * 86_400_000 }

    fileprivate var clues: [Clue] {
        rules.flatMap { rule in
            ([subject] + related).map { Clue(rule: rule, subject: $0) }
        }
    }
}
