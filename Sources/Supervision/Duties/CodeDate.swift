import Vocabulary

/// The production date that a battery's code carries.
enum CodeDate {
    /// The day since 1970-01-01; `nil` for an enrolment number or anything else.
    static func day(of batteryID: String) -> Int? {
        guard let code = try? BatteryCode(batteryID) else { return nil }
        return code.productionDate.daysSince1970
    }
}
