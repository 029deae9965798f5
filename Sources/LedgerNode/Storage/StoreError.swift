/// Why the ledger on disk cannot be used.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no ledger in the directory.
    case noLedger(directory: String)
    /// There is a ledger in the directory already.
    case ledgerExists(directory: String)
    /// Another process holds the directory; where it answers, if it said.
    case inUse(directory: String, address: String)
    /// The ledger was written in another format: the number that it has, and the one wanted.
    case otherFormat(found: Int, expected: Int)
    /// What is stored contradicts itself. Nothing of it is served.
    case corrupt(String)
    /// The disk or the database refused to read or write.
    case io(String)
    /// The genesis is not one that the rules accept.
    case genesis(String)

    public var description: String {
        switch self {
        case .noLedger(let directory):
            "There is no ledger in \(directory). Make one with 'cyclade ledger init'."
        case .ledgerExists(let directory):
            "There is a ledger in \(directory) already. Choose another directory."
        case .inUse(let directory, let address):
            "A running node holds \(directory)\(address.isEmpty ? "" : " and answers at \(address)")."
        case .otherFormat(let found, let expected):
            "The ledger has format \(found), not \(expected). Open it with the version that made it."
        case .corrupt(let what):
            "The ledger is damaged: \(what). Restore it from a backup or from another node."
        case .io(let what):
            "The ledger cannot be read or written: \(what)."
        case .genesis(let what):
            "The genesis is not valid: \(what)."
        }
    }
}
