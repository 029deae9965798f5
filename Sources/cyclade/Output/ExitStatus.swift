import ArgumentParser
import LedgerClient
import LedgerNode
import Vault

/// How a command ends, for programs that call it.
enum ExitStatus {
    static let failedCheck = ExitCode(1)
    static let usage = ExitCode(2)
    static let notFound = ExitCode(3)
    static let refused = ExitCode(4)
    static let unavailable = ExitCode(5)

    /// Runs a command's work, turning what can go wrong into a message and an exit status.
    static func report<Output>(_ body: () async throws -> Output) async throws -> Output {
        do {
            return try await body()
        } catch let error as StoreError {
            Terminal.say("cyclade: \(error)")
            throw error.exitStatus
        } catch let error as KeyFileError {
            Terminal.say("cyclade: \(error)")
            throw unavailable
        } catch let error as VaultError {
            Terminal.say("cyclade: \(error)")
            throw unavailable
        }
    }
}

extension StoreError {
    fileprivate var exitStatus: ExitCode {
        switch self {
        case .noLedger: ExitStatus.notFound
        case .genesis: ExitStatus.refused
        case .ledgerExists, .inUse, .otherFormat, .corrupt, .io: ExitStatus.unavailable
        }
    }
}
