public import Vocabulary

/// How the blocks of a ledger hang together.
public enum SealChain {
    /// Checks that `seal` can be the first of a chain.
    ///
    /// - Throws: ``SealChainError/height(expected:found:)``.
    public static func checkFirst(_ seal: SealEntry) throws(SealChainError) {
        guard seal.height == 0 else { throw .height(expected: 0, found: seal.height) }
    }

    /// Checks that `seal` closes the block after the one that `previous` closes.
    ///
    /// - Throws: ``SealChainError`` for the first thing that is wrong.
    public static func check(
        _ seal: SealEntry,
        follows previous: SealEntry
    ) throws(SealChainError) {
        let (expected, overflow) = previous.height.addingReportingOverflow(1)
        guard !overflow else { throw .heightsExhausted }
        guard seal.height == expected else {
            throw .height(expected: expected, found: seal.height)
        }
        guard seal.timeMs > previous.timeMs else {
            throw .time(previous: previous.timeMs, found: seal.timeMs)
        }
        guard let found = seal.previousSeal, found == previous.leafHash else {
            throw .previousSeal(expected: previous.leafHash, found: seal.previousSeal)
        }
    }
}

/// Why a seal does not follow another.
public enum SealChainError: Error, Hashable, Sendable {
    /// A block is missing, repeated or out of order.
    case height(expected: UInt64, found: UInt64)
    /// No block can follow one of the largest height.
    case heightsExhausted
    /// The block is not later than the one before it.
    case time(previous: UInt64, found: UInt64)
    /// The seal names another predecessor.
    case previousSeal(expected: Digest, found: Digest?)
}
