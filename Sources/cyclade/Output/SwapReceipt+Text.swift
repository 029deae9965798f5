import CycladeSchema
import Verification
import Vocabulary

extension SwapReceipt {
    /// What a driver reads, in Chinese and English.
    var text: TextTable {
        TextTable(
            header: ["Battery swap", "换电凭证"],
            rows: [
                ["When  时间", Self.time(occurredMs)],
                ["Station  换电站", "\(stationID) (\(operatorID))"],
                ["Vehicle  车辆", vehicleID],
                ["Pack taken  取下电池", taken.text],
                ["Pack given  换上电池", given.text],
                ["Energy delivered  交付电量", "\(energyDeliveredWh) Wh"],
                ["Lease  租约", leaseID ?? "-"],
                ["Rent is reckoned  租金计费", rentBasis?.text ?? "-"],
            ]
        )
    }

    private static func time(_ milliseconds: UInt64) -> String {
        let minutes = milliseconds / 60_000 + 8 * 60
        func padded(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(DateText.inChina(milliseconds)) \(padded(minutes / 60 % 24))"
            + ":\(padded(minutes % 60)) +08:00"
    }
}

extension SwapReceipt.Pack {
    fileprivate var text: String {
        let charge = "\(batteryID): \(socBp / 100) %, \(energyWh) Wh"
        guard let assessment, assessment.hasSohBp else { return charge }
        return "\(charge); health \(assessment.sohBp / 100) % "
            + "(\(assessment.sohLowBp / 100)-\(assessment.sohHighBp / 100) %, "
            + "\(DateText.inChina(assessment.assessedMs)))"
    }
}

extension RentBasis {
    fileprivate var text: String {
        switch self {
        case .perMonth: "by the month  按月"
        case .perKwh: "by energy (kWh)  按电量"
        case .perKm: "by distance (km)  按里程"
        default: "-"
        }
    }
}
