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
        } catch let failure as InputFile.Failure {
            throw saying(failure.exitStatus, "\(failure)")
        } catch let error as VaultError {
            throw saying(error.exitStatus, "\(error)")
        }
    }
}

extension ExitStatus {
    /// Says what went wrong, and gives the status to end with.
    static func saying(_ status: ExitCode, _ message: String) -> ExitCode {
        Terminal.say("cyclade: \(message)")
        return status
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

extension InputFile.Failure {
    fileprivate var exitStatus: ExitCode {
        switch problem {
        case .missing: ExitStatus.notFound
        case .tooLarge: ExitStatus.usage
        case .exposed, .unreadable: ExitStatus.unavailable
        }
    }
}
