import TestSupport
import Testing

@testable import LedgerNode

@Suite("Ledger store")
struct LedgerStoreTests {
    @Test(
        "the writing connection syncs each commit and leaves what it deletes as it is",
        arguments: [("synchronous", 2), ("secure_delete", 0), ("wal_autocheckpoint", 0)]
    )
    func settings(pragma: String, value: Int) throws {
        let directory = try TemporaryDirectory()
        let store = try LedgerStore(path: "\(directory.path)/ledger.sqlite", isNew: true)
        #expect(try store.pragma(pragma) == value)
        try store.close()
    }
}
