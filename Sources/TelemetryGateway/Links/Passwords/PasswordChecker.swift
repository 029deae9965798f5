import NIOCore
import NIOPosix
import Synchronization

/// Checks platforms' passwords on a thread of its own, one at a time, so that logins take a bounded
/// amount of memory and never hold up the network.
final class PasswordChecker: Sendable {
    private let accounts: [String: PlatformAccount]
    /// Checked for unknown users, so that they take as long as known ones.
    private let decoy: PasswordHash
    private let pool = NIOThreadPool(numberOfThreads: 1)
    private let waiting = Atomic(0)
    private let maximumWaiting: Int

    /// Creates a checker of accounts.
    ///
    /// - Throws: ``PasswordHashError``.
    init(
        _ accounts: [PlatformAccount],
        maximumWaiting: Int
    ) throws(PasswordHashError) {
        self.accounts = Dictionary(accounts.map { ($0.user, $0) }) { first, _ in first }
        if let first = accounts.first {
            decoy = first.password
        } else {
            decoy = try PasswordHash(of: [], log2N: 10)
        }
        self.maximumWaiting = maximumWaiting
    }

    func start() {
        pool.start()
    }

    func stop() async throws {
        try await pool.shutdownGracefully()
    }

    /// The settings of the account that the credentials open; `nil` if they open none, or too many
    /// wait.
    func check(
        _ credentials: PlatformCredentials,
        on eventLoop: any EventLoop
    ) -> EventLoopFuture<FleetSettings?> {
        guard waiting.add(1, ordering: .relaxed).newValue <= maximumWaiting else {
            waiting.subtract(1, ordering: .relaxed)
            return eventLoop.makeSucceededFuture(nil)
        }
        return pool.runIfActive(eventLoop: eventLoop) { [self] in
            defer { waiting.subtract(1, ordering: .relaxed) }
            let account = accounts[credentials.user]
            let matches = (account?.password ?? decoy).matches(credentials.password)
            return matches ? account?.fleet : nil
        }
    }
}
