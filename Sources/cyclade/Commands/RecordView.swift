import ArgumentParser
import FoundationEssentials
import LedgerNode
import SwiftProtobuf

/// What the ledger in a directory says under a key.
struct RecordView {
    private let key: String
    private let queries: LedgerQueries

    init(_ key: String, in directory: DataDirectory) throws {
        self.key = key
        queries = try LedgerReader(directory).queries()
    }

    /// Prints the record with the leaf that it was last changed by.
    func show() throws {
        guard let record = queries.record(key) else { throw Self.unknown(key) }
        print(try record.jsonString())
    }

    /// Prints the transactions that changed it, oldest first.
    func history(isJSON: Bool) throws {
        let steps = try queries.history(of: key)
        guard !steps.isEmpty else { throw Self.unknown(key) }
        guard isJSON else { return steps.reversed().forEach { print($0.line) } }
        try JSON.print(HistoryAnswer(steps))
    }

    /// Writes the receipt of its newest change.
    func prove(to output: String) async throws {
        guard let receipt = try await queries.receipt(for: key) else {
            guard queries.record(key) != nil else { throw Self.unknown(key) }
            Terminal.say(
                "cyclade: \(key) has not changed since the genesis, which the trust file names."
            )
            throw ExitStatus.notFound
        }
        let bytes: [UInt8] = try receipt.serializedBytes()
        try Data(bytes).write(to: URL(filePath: output))
        print("\(output): \(bytes.count) bytes. Check it with 'cyclade verify \(output)'.")
    }

    static func unknown(_ key: String) -> ExitCode {
        Terminal.say(
            "cyclade: There is no \(key) on this ledger; docs/domain.md lists the keys of records."
        )
        return ExitStatus.notFound
    }
}
