import CycladeSchema
import Foundation
import Testing

@testable import TelemetryGateway

@Suite("Batteries in vehicles, as the ledger tells it")
struct LedgerBatteriesTests {
    private func body(
        _ atMs: UInt64,
        _ edit: (inout TransactionBody) -> Void
    ) -> TransactionBody {
        var body = TransactionBody()
        body.occurredMs = atMs
        edit(&body)
        return body
    }

    /// A battery goes into a vehicle, and then what `edit` says happens to it.
    private func changes(_ edit: (inout TransactionBody) -> Void) -> [LedgerBatteries.Change] {
        var ledger = LedgerBatteries()
        _ = ledger.take(
            body(1) {
                $0.installBattery.vehicleID = "V"
                $0.installBattery.batteryID = "B"
            }
        )
        return ledger.take(body(2, edit))
    }

    @Test(
        "whatever takes a battery away takes it out of its vehicle",
        arguments: [
            { $0.removeBattery.batteryID = "B" }, { $0.collectBattery.batteryID = "B" },
            { $0.reportLost.batteryID = "B" }, { $0.reportExported.batteryID = "B" },
            { $0.reportDestroyed.batteryID = "B" },
            { $0.swap.taken.batteryID = "B" }, { $0.retireAtSwap.swap.taken.batteryID = "B" },
        ] as [@Sendable (inout TransactionBody) -> Void]
    )
    func departure(edit: @Sendable (inout TransactionBody) -> Void) throws {
        let change = try #require(changes(edit).first)
        #expect(change.vehicleID == "V" && change.batteryID == "B" && !change.isInstalled)
        #expect(change.atMs == 2)
    }

    @Test("a swap takes one out and puts the other in at one moment")
    func swap() {
        let found = changes { body in
            body.swap.vehicleID = "V"
            body.swap.taken.batteryID = "B"
            body.swap.given.batteryID = "C"
        }
        #expect(found.map(\.batteryID) == ["B", "C"])
        #expect(found.map(\.isInstalled) == [false, true])
        #expect(found.map(\.atMs) == [2, 2])
    }

    @Test("an irregular fact counts when a second member has confirmed it")
    func irregularity() {
        var ledger = LedgerBatteries()
        let stated = body(1) {
            $0.recordIrregularity.irregularityID = "I"
            $0.recordIrregularity.batteryID = "B"
            $0.recordIrregularity.place.vehicleID = "V"
        }
        #expect(ledger.take(stated) == [])
        let confirmed = body(5) { $0.confirmIrregularity.irregularityID = "I" }
        #expect(ledger.take(confirmed).map(\.vehicleID) == ["V"])
        #expect(ledger.take(confirmed) == [])
        #expect(ledger.changes(of: "V").map(\.isInstalled) == [true])
    }

    @Test("a vehicle is found by what the ledger has of its number")
    func commitment() {
        var ledger = LedgerBatteries()
        let commitment = Data(repeating: 1, count: 32)
        _ = ledger.take(
            body(1) {
                $0.registerVehicle.vehicleID = "V"
                $0.registerVehicle.vinCommitment = commitment
            }
        )
        #expect(ledger.vehicle(committedTo: commitment) == "V")
        #expect(ledger.vehicle(committedTo: Data(repeating: 2, count: 32)) == nil)
        // Another who copies it from the ledger gets nothing by that.
        _ = ledger.take(
            body(2) {
                $0.registerVehicle.vehicleID = "W"
                $0.registerVehicle.vinCommitment = commitment
            }
        )
        #expect(ledger.vehicle(committedTo: commitment) == "V")
    }
}
