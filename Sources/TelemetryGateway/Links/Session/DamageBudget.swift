/// How much damage is borne from a sender before it is dropped.
///
/// Looking for frames in damage costs more than reading them, at most a frame's length a try. Each
/// try is charged, so that the work that one sender can cause is bounded; whole frames pay it off.
struct DamageBudget: Hashable, Sendable {
    /// What a new link has, in bytes: damage as long as four frames of the largest size.
    static let full = 262_144
    /// What a try costs beside its bytes, and what a whole frame pays.
    static let tryCost = 1_024

    private(set) var left = full

    /// Charges a try that found `byteCount` bytes to belong to no frame; whether that is borne.
    mutating func charge(byteCount: Int) -> Bool {
        left -= min(left, Self.tryCost + min(byteCount, Self.full))
        return left > 0
    }

    mutating func payOff() {
        left = min(left + Self.tryCost, Self.full)
    }
}
