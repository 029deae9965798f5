import ArgumentParser
import Vault

extension VaultError {
    /// How a command ends that it stops.
    var exitStatus: ExitCode {
        switch self {
        case .form(.clearPayload, _), .form(.passphrase, _), .form(.encryptionKey, _):
            ExitStatus.usage
        case .form, .notOpened, .grant: ExitStatus.failedCheck
        case .notHeld, .notGranted, .file(_, .missing): ExitStatus.notFound
        case .erased, .notOwn: ExitStatus.refused
        case .file, .cryptography: ExitStatus.unavailable
        }
    }
}
