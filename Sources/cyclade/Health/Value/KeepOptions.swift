import ArgumentParser
import BatteryHealth
import CycladeSchema
import FoundationEssentials
import LedgerNode
import Vault
import Vocabulary

/// Where the assessor keeps what a battery is worth, which only a commitment tells the ledger of.
struct KeepOptions: ParsableArguments {
    @Option(
        name: .customLong("keep-value"),
        help: ArgumentHelp(
            "Keep the value in this member's vault; '--transaction' commits to it.",
            valueName: "id"
        )
    )
    var memberID: String?

    @Option(
        help: ArgumentHelp(
            "Write the transaction that lets the value be granted to others.",
            valueName: "file"
        )
    )
    var commitment: String?

    @Option(
        help: ArgumentHelp(
            "Read the passphrase of the vault's key file from here, such as /dev/fd/3.",
            valueName: "file"
        )
    )
    var passphraseFile: String?

    func validate() throws {
        if let memberID, (try? MemberID(memberID)) == nil {
            throw ValidationError("'\(memberID)' is no member's id: \(MemberID.pattern).")
        }
        guard memberID != nil || (commitment == nil && passphraseFile == nil) else {
            throw ValidationError("'--commitment' and '--passphrase-file' need '--keep-value'.")
        }
    }

    /// Keeps the value of a battery.
    ///
    /// - Returns: The commitment to it; `nil` if it is not to be kept.
    /// - Throws: `VaultError`, or the status to end with once it was said why there is none.
    func keep(
        _ value: ResidualValue?,
        of battery: LedgerBattery,
        in directory: DataDirectory
    ) throws -> Commitment? {
        guard let memberID else { return nil }
        guard let value else {
            throw ExitStatus.saying(
                ExitStatus.failedCheck,
                "There is no value of \(battery.code) to keep."
            )
        }
        let files = VaultFiles(of: memberID, in: directory)
        let place = VaultPlace(
            path: files.store,
            keys: KeySource(path: files.keys, passphraseFile: passphraseFile),
            memberID: memberID
        )
        let store = try place.openWithKeys().store
        defer { try? store.close() }
        let file = try commitment.map { try ReservedFile($0) }
        let payload = try Payload(
            .valuation,
            of: "battery/\(battery.code)",
            .document(Array(try JSON.data(value)))
        )
        let commitment = try store.put(payload)
        if let file {
            let sealed = try store.entry(commitment).sealedDigest
            let json = try VaultTransaction.committing(payload, sealed, of: store.owner).json
            try file.write("\(json)\n".utf8)
        }
        Terminal.say("The value is kept by \(memberID) as \(commitment).")
        if let file = self.commitment { Terminal.say("Next: cyclade tx submit \(file) --key FILE") }
        return commitment
    }
}
