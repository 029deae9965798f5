import BatteryHealth
import CycladeSchema
import LedgerNode
import Vocabulary

extension LifeRecord {
    /// What the ledger says of a battery's life.
    ///
    /// - Parameter history: The transactions that changed it, oldest first.
    init(_ history: some Sequence<HistoryStep>) {
        self.init()
        for step in history {
            guard let command = step.transaction?.body.command,
                let time = try? UnixMilliseconds(step.timeMs),
                let day = try? CivilDate(utcMilliseconds: time, offsetHours: 8)
            else { continue }
            for kind in command.lifeEvents {
                // What cannot be is left out; the ledger's order is that of time.
                try? add(LifeEvent(kind, on: day))
            }
        }
    }
}

extension TransactionBody.OneOf_Command {
    /// What it means for the judgement of a battery's health; most means nothing.
    fileprivate var lifeEvents: [LifeEvent.Kind] {
        switch self {
        case .makeBattery: [.made]
        case .regroup: [.regrouped]
        case .recordMaintenance(let command): command.lifeEvents
        case .swap, .retireAtSwap: [.swapped]
        case .openRecall(let command):
            [.recalled(reason: "\(command.reason)", isForSafety: command.reason == .safety)]
        case .classify(let command) where command.verdict == .reuse: [.recallRemedied]
        case .deploySecondUse(let command): [.secondUseBegan(scenario: "\(command.scenario)")]
        case .returnFromSecondUse: [.secondUseEnded]
        case .recordAssessment(let command): command.lifeEvents
        default: []
        }
    }
}

extension RecordAssessment {
    fileprivate var lifeEvents: [LifeEvent.Kind] {
        let unsafe = findings.compactMap { BatteryHealth.SafetyFinding($0) }
        let found = LifeEvent.Kind.inspected(found: unsafe, isWhole: kind == .capacityTest)
        return (hasSohBp ? [.assessed(health: Double(sohBp) / 10_000)] : []) + [found]
    }
}

extension RecordMaintenance {
    fileprivate var lifeEvents: [LifeEvent.Kind] {
        switch kind {
        case .inspection: [.maintained(.inspection, replaced: [])]
        case .repair: [.maintained(.repair, replaced: [])]
        case .softwareUpdate: [.maintained(.softwareUpdate, replaced: [])]
        case .replacement:
            [
                .maintained(.replacement, replaced: addedParts.map { _ in "module" }),
                .moduleReplaced,
            ]
        case .unspecified, .UNRECOGNIZED: []
        }
    }
}
