import CycladeSchema
import FleetSimulation
import FoundationEssentials
import LedgerClient
import LedgerNode
import Synchronization
import Vault
import Vocabulary

import class Dispatch.DispatchQueue

/// The vaults of a story's members: they keep what the ledger only commits to.
///
/// Payloads go to the vaults a thousand at a time, on a thread of their own. What goes wrong there
/// is told by the next ``check()``.
final class StoryVaults: PayloadKeeper {
    /// The most payloads that wait to be stored.
    private static let mostWaiting = 1_024

    private struct Member {
        let store: VaultStore
        let encryptionKey: Data
        let grantee: Grantee
    }

    /// What is not stored yet, by commitment or by grantee.
    private struct Waiting {
        var payloads: [Data: (owner: String, payload: Payload)] = [:]
        var drafts: [Data: (owner: String, draft: PayloadDraft)] = [:]
        var parcels: [String: [(grant: KeyGrant, blob: SealedBlob)]] = [:]
        /// What the parcels hold.
        var granted: Set<Data> = []

        var count: Int { payloads.count + drafts.count }

        func holds(_ commitment: Data) -> Bool {
            payloads[commitment] != nil || drafts[commitment] != nil
                || granted.contains(commitment)
        }
    }

    private struct State {
        var waiting = Waiting()
        var signers: [String: StatementSigner] = [:]
        var problem: (any Error)?
    }

    private let members: [String: Member]
    private let state: Mutex<State>
    private let thread = DispatchQueue(label: "vaults")

    /// Makes a vault for each member, and writes its keys beside the member's others.
    init(of keys: [MemberKeys], in directory: DataDirectory, ledger: String) throws {
        var members: [String: Member] = [:]
        var signers: [String: StatementSigner] = [:]
        for key in keys {
            let vaultKeys = VaultKeys()
            let files = VaultFiles(of: key.memberID, in: directory)
            try vaultKeys.write(to: files.keys)
            let id = try MemberID(key.memberID)
            members[key.memberID] = Member(
                store: try VaultStore.create(
                    at: files.store,
                    for: VaultOwner(ledger: try LedgerOrigin(ledger), member: id),
                    keys: vaultKeys
                ),
                encryptionKey: Data(vaultKeys.publicKey),
                grantee: try Grantee(id, encryptionKey: vaultKeys.publicKey)
            )
            signers[key.memberID] = try StatementSigner(key)
        }
        self.members = members
        state = Mutex(State(signers: signers))
    }

    /// Has a member sign its statements with its newest key from now on.
    func renewKey(of memberID: String, _ keyring: StoryKeyring) throws {
        guard let keys = keyring.newest(of: memberID) else { return }
        let signer = try StatementSigner(keys)
        state.withLock { $0.signers[memberID] = signer }
    }

    /// Says what has gone wrong so far.
    func check() throws {
        if let problem = state.withLock({ $0.problem }) { throw problem }
    }

    /// Stores everything, and closes the vaults.
    func close() throws {
        flush()
        thread.sync {}
        for member in members.values { try member.store.close() }
        try check()
    }
}

// MARK: - Keeping

extension StoryVaults {
    func encryptionKey(of memberID: String) -> Data {
        answer { try member(memberID).encryptionKey }
    }

    func keep(_ payload: StoryPayload) -> Data {
        let kept = answer {
            let content = try payload.content.inVault
            let own = try Payload(payload.kind, of: payload.subject, content)
            let commitment = Data(own.commitment.digest.bytes)
            state.withLock {
                $0.waiting.payloads[commitment] = (payload.memberID, own)
            }
            return commitment
        }
        if state.withLock({ $0.waiting.count }) >= Self.mostWaiting { flush() }
        return kept
    }

    func sealedDigest(of commitment: Data, by owner: String) -> Data {
        answer {
            let draft = try draft(commitment, of: owner)
            let blob = try draft?.blob ?? stored(commitment, of: owner).sealed(.init(commitment))
            return Data(blob.digest.bytes)
        }
    }

    func grant(
        _ commitment: Data,
        by owner: String,
        to grantee: String,
        at time: UInt64
    ) -> Data {
        answer {
            let (recipient, time) = (try member(grantee).grantee, try UnixMilliseconds(time))
            let parcel: (grant: KeyGrant, blob: SealedBlob)
            if var draft = try draft(commitment, of: owner) {
                let grant = try member(owner).store.grant(&draft, to: recipient, at: time)
                let granted = draft
                state.withLock { $0.waiting.drafts[commitment] = (owner, granted) }
                parcel = (grant, draft.blob)
            } else {
                let (store, id) = (try stored(commitment, of: owner), try Commitment(commitment))
                parcel = (try store.grant(id, to: recipient, at: time), try store.sealed(id))
            }
            state.withLock {
                $0.waiting.parcels[grantee, default: []].append(parcel)
                $0.waiting.granted.insert(commitment)
            }
            return Data(parcel.grant.digest.bytes)
        }
    }

    func revoke(
        _ commitment: Data,
        by owner: String,
        from grantee: String,
        at time: UInt64
    ) -> Data {
        answer {
            let blob = try stored(commitment, of: owner).revoke(
                Commitment(commitment),
                from: MemberID(grantee),
                at: UnixMilliseconds(time)
            )
            return Data(blob.digest.bytes)
        }
    }

    func destroyKey(to commitment: Data, of holder: String, at time: UInt64) {
        _ = answer {
            let store = try stored(commitment, of: holder)
            let statement = try store.erase(
                Commitment(commitment),
                at: UnixMilliseconds(time),
                by: signer(of: holder)
            )
            return Data(statement.bytes)
        }
    }
}

// MARK: - Storing

extension StoryVaults {
    private func member(_ id: String) throws -> Member {
        guard let member = members[id] else { throw StoryError.unknownMember(id) }
        return member
    }

    private func signer(of memberID: String) throws -> StatementSigner {
        guard let signer = state.withLock({ $0.signers[memberID] }) else {
            throw StoryError.unknownMember(memberID)
        }
        return signer
    }

    /// What `body` answers; zeros after something has gone wrong.
    private func answer(_ body: () throws -> Data) -> Data {
        do {
            return try body()
        } catch {
            note(error)
            return Data(count: Digest.byteCount)
        }
    }

    private func note(_ error: any Error) {
        state.withLock { if $0.problem == nil { $0.problem = error } }
    }

    /// The sealed form of a payload that waits to be stored; `nil` for one that does not.
    private func draft(_ commitment: Data, of owner: String) throws -> PayloadDraft? {
        let (draft, payload) = state.withLock { state in
            let draft = state.waiting.drafts[commitment]?.draft
            return (draft, state.waiting.payloads.removeValue(forKey: commitment)?.payload)
        }
        guard let payload else { return draft }
        let made = try member(owner).store.draft(payload)
        state.withLock { $0.waiting.drafts[commitment] = (owner, made) }
        return made
    }

    /// A vault, once a payload lies in it.
    private func stored(_ commitment: Data, of holder: String) throws -> VaultStore {
        if state.withLock({ $0.waiting.holds(commitment) }) { flush() }
        thread.sync {}
        return try member(holder).store
    }

    /// Stores what waits, once what was waiting before is stored.
    private func flush() {
        thread.sync {}
        let waiting = state.withLock { state in
            defer { state.waiting = Waiting() }
            return state.waiting
        }
        thread.async {
            do {
                try self.store(waiting)
            } catch {
                self.note(error)
            }
        }
    }

    private func store(_ waiting: Waiting) throws {
        var drafts: [String: [PayloadDraft]] = [:]
        for (owner, payload) in waiting.payloads.values {
            drafts[owner, default: []].append(try member(owner).store.draft(payload))
        }
        for (owner, draft) in waiting.drafts.values { drafts[owner, default: []].append(draft) }
        for (owner, list) in drafts { try member(owner).store.store(list) }
        for (grantee, list) in waiting.parcels { try member(grantee).store.accept(list) }
    }
}

extension StatementSigner {
    fileprivate init(_ keys: MemberKeys) throws {
        self.init(keyID: try KeyID(keys.keyID), key: keys.signing)
    }
}

extension Commitment {
    /// Reads the 32 bytes that stand on the ledger.
    fileprivate init(_ bytes: Data) throws {
        guard let digest = Digest(bytes) else {
            throw VaultError.cryptography("a commitment of \(bytes.count) bytes")
        }
        self.init(digest)
    }
}

extension StoryPayload.Content {
    /// The same as a vault keeps it.
    fileprivate var inVault: PayloadContent {
        get throws {
            switch self {
            case .text(let text): .text(text)
            case .amount(let fen): .amount(try Fen(Int64(clamping: fen)))
            case .place(let latitude, let longitude):
                .place(try GeoPoint(latitudeE6: latitude, longitudeE6: longitude))
            case .document(let bytes): .document(bytes)
            }
        }
    }
}
