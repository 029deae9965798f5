import Synchronization

/// Which link each identity is logged in on: one at a time, and the newer wins.
final class SessionTable: Sendable {
    typealias LinkID = UInt64

    private struct Entry {
        let link: LinkID
        let stamp: LoginStamp
        let drop: @Sendable () -> Void
    }

    private let entries = Mutex<[LinkIdentity: Entry]>([:])

    /// How many identities are logged in.
    var count: Int { entries.withLock { $0.count } }

    /// Logs an identity in on a link.
    ///
    /// - Parameters:
    ///   - identity: Who logs in.
    ///   - stamp: By which login.
    ///   - link: On which link.
    ///   - drop: Ends the link when the identity logs in on another one.
    /// - Returns: Whether it is in force; not if another link has one that is as new, because then
    ///   someone repeats what was sent before.
    func claim(
        _ identity: LinkIdentity,
        _ stamp: LoginStamp,
        for link: LinkID,
        drop: @escaping @Sendable () -> Void
    ) -> Bool {
        let (isClaimed, replaced) = entries.withLock { entries -> (Bool, Entry?) in
            let before = entries[identity].flatMap { $0.link == link ? nil : $0 }
            if let before, !stamp.isNewer(than: before.stamp) { return (false, nil) }
            entries[identity] = Entry(link: link, stamp: stamp, drop: drop)
            return (true, before)
        }
        replaced?.drop()
        return isClaimed
    }

    /// Frees an identity if it is still this link's.
    func release(_ identity: LinkIdentity, of link: LinkID) {
        entries.withLock { entries in
            guard entries[identity]?.link == link else { return }
            entries[identity] = nil
        }
    }
}
