import CycladeSchema
import FoundationEssentials
import GBT32960
import Logging
import ServiceLifecycle
import TelemetryGateway
import Vault

/// Registers the vehicles whose numbers a member's vault holds, and those that come to it later.
struct GatewayVehicles: Service {
    /// How soon a number that was granted is known.
    private static let interval = Duration.seconds(60)

    let path: String
    let keys: VaultKeys
    let settings: GatewayFile
    let fleets: FleetDirectory
    let logger: Logger

    /// What the vault held when it was last read; `nil` for what is no vehicle's number.
    private typealias Known = [Commitment: RegisteredVehicle?]

    /// Reads the vault, then again and again; a vault in use is read the next time.
    func run() async throws {
        var known: Known = [:]
        while !Task.isShuttingDownGracefully {
            do {
                // Waiting would hold a thread that frames need.
                known = try read(known, patience: .zero)
                fleets.register(known.values.compactMap { $0 })
            } catch {
                logger.warning("the vault is not read: \(error)")
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
        }
    }

    /// Registers what the vault holds now; how many vehicles there are.
    func register() throws -> Int {
        let vehicles = try read([:], patience: .seconds(5)).values.compactMap { $0 }
        fleets.register(vehicles)
        return vehicles.count
    }

    /// What the vault holds now; only what is new in it is opened.
    private func read(_ known: Known, patience: Duration) throws(VaultError) -> Known {
        let store = try VaultStore(opening: path, keys: keys, patience: patience)
        var found: Known = [:]
        for commitment in try store.commitments() {
            if let vehicle = known[commitment] {
                found[commitment] = vehicle
            } else {
                found[commitment] = try vehicle(commitment, in: store)
            }
        }
        try store.close()
        return found
    }

    private func vehicle(
        _ commitment: Commitment,
        in store: VaultStore
    ) throws(VaultError) -> RegisteredVehicle? {
        let payload = try store.open(commitment)
        guard payload.kind == .vin, case .text(let vin) = payload.content,
            let sender = SenderID(vin), let fleet = settings.fleet(of: sender)
        else { return nil }
        return RegisteredVehicle(sender: sender, vinCommitment: commitment.data, fleet: fleet)
    }
}
