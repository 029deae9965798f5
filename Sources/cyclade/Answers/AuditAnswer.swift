import LedgerNode

/// What an audit found, for programs.
struct AuditAnswer: Encodable {
    let ledger: String
    let blocks: UInt64
    let transactions: UInt64
    let refusals: UInt64
    let records: Int
    let treeSize: UInt64
    let root: String

    init(_ report: AuditReport, of ledger: String) {
        self.ledger = ledger
        blocks = report.blocks
        transactions = report.transactions
        refusals = report.refusals
        records = report.records
        treeSize = report.treeSize
        root = "\(report.root)"
    }
}
