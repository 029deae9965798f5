public import GBT32960
import Vocabulary

/// Decides which battery a frame belongs to: the ledger's, unless the vehicle's login denies it.
///
/// A login speaks of its own time, until the next login or the ledger's next change: frames that a
/// terminal uploads days late are judged by the login of their day.
public struct BatteryAttributor: Sendable {
    /// The packs that a vehicle named at a login.
    private struct Claim: Sendable {
        let atMs: UInt64
        let packs: [String]
    }

    /// What the ledger says; put a new one in its place as the ledger grows.
    public var timeline: BatteryTimeline
    private var claims: [SenderID: [Claim]] = [:]

    /// The most logins of a vehicle that are remembered, the newest by their own time.
    public static let rememberedLogins = 64

    public init(_ timeline: BatteryTimeline) {
        self.timeline = timeline
    }

    /// Remembers a login.
    ///
    /// Only codes of packs that GB/T 34014 allows are a claim: many vehicles send none, or other
    /// texts. Vehicles that the ledger does not know are not remembered.
    ///
    /// - Parameters:
    ///   - vehicle: As its frames name it.
    ///   - codes: The codes of the login, in any case.
    ///   - atMs: The login's own time, checked, Unix milliseconds.
    /// - Returns: The contradiction, if the ledger has other batteries in the vehicle.
    public mutating func login(
        _ vehicle: SenderID,
        codes: [String],
        atMs: UInt64
    ) -> LoginContradiction? {
        guard timeline.knows(vehicle) else { return nil }
        let claim = Claim(atMs: atMs, packs: codes.compactMap(Self.pack))
        remember(claim, of: vehicle)
        guard let period = timeline.period(of: vehicle, atMs: atMs), contradicts(claim, period)
        else { return nil }
        return LoginContradiction(
            vehicle: vehicle.text,
            atMs: atMs,
            claimed: claim.packs,
            fitted: period.fitted
        )
    }

    /// Whether this very login is remembered.
    func remembers(_ vehicle: SenderID, codes: [String], atMs: UInt64) -> Bool {
        let claim = Claim(atMs: atMs, packs: codes.compactMap(Self.pack))
        return claims[vehicle]?.contains { $0.atMs == atMs && $0.packs == claim.packs } ?? false
    }

    /// The battery of a frame.
    ///
    /// - Parameters:
    ///   - vehicle: As the frame names it.
    ///   - atMs: The frame's own time, Unix milliseconds.
    /// - Returns: The battery, or why there is none.
    public func attribute(_ vehicle: SenderID, atMs: UInt64) -> Attribution {
        let byLedger = timeline.battery(of: vehicle, atMs: atMs)
        guard case .battery = byLedger else { return byLedger }
        return isDenied(vehicle, atMs: atMs) ? .none(.contradictedLogin) : byLedger
    }

    /// Whether the login before a moment contradicts what the ledger has said since.
    private func isDenied(_ vehicle: SenderID, atMs: UInt64) -> Bool {
        guard let claims = claims[vehicle] else { return false }
        let next = claims.partitioningIndex { $0.atMs > atMs }
        guard next > 0, let period = timeline.period(of: vehicle, atMs: atMs) else { return false }
        let claim = claims[next - 1]
        guard claim.atMs >= period.current?.fromMs ?? 0 else { return false }
        return contradicts(claim, period)
    }

    // Near a change the login may be of the packs on its other side.
    private func contradicts(_ claim: Claim, _ period: BatteryTimeline.Period) -> Bool {
        guard !claim.packs.isEmpty else { return false }
        var fitted = period.fitted
        if period.isSoonAfterChange(claim.atMs) { fitted += period.before }
        if period.isShortlyBeforeChange(claim.atMs) { fitted += period.next?.fitted ?? [] }
        // A battery without a code of its own cannot be told from the one that is named.
        guard fitted.allSatisfy(Self.isCode) else { return false }
        return !fitted.contains { claim.packs.contains($0) }
    }

    private mutating func remember(_ claim: Claim, of vehicle: SenderID) {
        var known = claims[vehicle] ?? []
        // The last word of a moment counts.
        known.removeAll { $0.atMs == claim.atMs }
        known.insert(claim, at: known.partitioningIndex { $0.atMs > claim.atMs })
        claims[vehicle] = known.suffix(Self.rememberedLogins)
    }

    private static func isCode(_ battery: String) -> Bool {
        guard case .code? = try? BatteryID(battery) else { return false }
        return true
    }

    private static func pack(_ text: String) -> String? {
        guard let reading = try? BatteryCode.normalising(label: text),
            reading.code.product == .pack
        else { return nil }
        return reading.code.text
    }
}
