import CycladeSchema

/// What second uses ask for, in basis points of health, the most demanding first.
///
/// The same figures as the policy's scenario demands: the story's members know the rules.
enum SecondUses {
    static let all: [(scenario: Scenario, leastBp: Int)] = [
        (.logisticsVehicle, 7_000), (.sightseeingCar, 6_500), (.lowSpeedVehicle, 6_000),
        (.eBike, 6_000), (.forklift, 6_000), (.homeStorage, 5_000),
        (.chargingStationStorage, 5_000), (.photovoltaicStorage, 4_500), (.gridStorage, 3_500),
        (.backupPower, 3_000),
    ]
}
