import CycladeSchema
import FleetSimulation
import LedgerNode
import Vocabulary

extension HistoryStep {
    /// The step as one line: day, what happened, who signed, and the leaf that proves it.
    var line: String {
        let day = (try? UnixMilliseconds(timeMs)).map { String($0.text.prefix(10)) } ?? "?"
        guard let (_, body) = transaction else { return "\(day)  Genesis  leaf \(leaf)" }
        let what = body.command.map { $0.detail } ?? "?"
        return "\(day)  \(what)  by \(body.memberID), leaf \(leaf)"
    }
}

extension TransactionBody.OneOf_Command {
    /// The command's name with what a reader of a battery's life wants to know.
    fileprivate var detail: String {
        switch self {
        case .recordAssessment(let command):
            command.hasSohBp
                ? "\(typeName) state of health \(Double(command.sohBp) / 100) %"
                : "\(typeName) unsafe: \(command.findings.map { "\($0)" }.joined(separator: ", "))"
        case .openRecall(let command): "\(typeName) \(command.reason)"
        case .classify(let command): "\(typeName) \(command.verdict)"
        case .deploySecondUse(let command): "\(typeName) \(command.scenario)"
        case .swap(let command): "\(typeName) at \(command.stationID)"
        case .regroup(let command): "\(typeName) into \(command.code)"
        default: typeName
        }
    }
}
