public import CycladeSchema

extension SupervisionTerms {
    /// The terms that a ledger begins with unless its genesis says otherwise.
    ///
    /// Deadlines named by a law carry it; the rest are the consortium's own. `docs/supervision.md`
    /// says what each is for.
    public static var standard: SupervisionTerms {
        var terms = SupervisionTerms()
        terms.duties = standardDuties
        terms.calendar = .china
        terms.limits.darkDays = 30
        terms.limits.sohJumpBp = 500
        terms.limits.measurementGapBp = 500
        terms.limits.cellSpreadMv = 100
        terms.limits.residualBp = 100
        terms.limits.contentToleranceBp = 500
        terms.limits.fastestKmH = 200
        terms.scenarios = standardScenarios
        terms.recovery = standardRecovery
        terms.credit = standardCredit
        return terms
    }

    /// 1 August 2018, when the provisions on traceability came into force.
    private static let provisionsInForce: UInt32 = 17_744

    private static var standardDuties: [DutyTerms] {
        let provisions = "MIIT interim provisions on traceability of traction batteries (2018)"
        let consortium = "Rules of the consortium"
        let table: [(kind: DutyKind, days: UInt32, working: Bool, source: String)] = [
            (.reportVehicle, 15, true, "\(provisions), vehicle makers"),
            (.reportMaintenance, 30, true, "\(provisions), art. 10"),
            (.reportCollection, 30, true, "\(provisions), art. 11"),
            (.reportReceipt, 30, true, "\(provisions), art. 15"),
            (.reportSecondUse, 15, true, "\(provisions), art. 14"),
            (.reportDismantling, 30, true, "\(provisions), art. 15"),
            (.handOverScrapped, 15, true, "\(provisions), art. 13"),
            (.classify, 30, false, consortium),
            (.treat, 30, true, consortium),
            (.explainLoss, 30, false, consortium),
            (.confirmIrregularity, 10, false, consortium),
            (.acknowledgeWarning, 30, false, consortium),
            (.bringHome, 0, false, consortium),
            (.returnLeased, 0, false, consortium),
            (.answerNotice, 3, false, consortium),
        ]
        return table.map { row in
            var terms = DutyTerms()
            terms.kind = row.kind
            terms.days = row.days
            terms.workingDays = row.working
            terms.fromDay = row.source == consortium ? 0 : provisionsInForce
            terms.legalSource = row.source
            return terms
        }
    }

    private static var standardScenarios: [ScenarioDemand] {
        let table: [(scenario: Scenario, leastSohBp: UInt32)] = [
            (.logisticsVehicle, 7_000), (.sightseeingCar, 6_500), (.lowSpeedVehicle, 6_000),
            (.eBike, 6_000), (.forklift, 6_000), (.homeStorage, 5_000),
            (.photovoltaicStorage, 4_500), (.chargingStationStorage, 5_000),
            (.gridStorage, 3_500), (.backupPower, 3_000),
        ]
        return table.map { row in
            var demand = ScenarioDemand()
            demand.scenario = row.scenario
            demand.leastSohBp = row.leastSohBp
            return demand
        }
    }

    private static var standardRecovery: [RecoveryTarget] {
        let conditions2019 = "MIIT industry conditions, 2019 edition"
        let conditions2024 = "MIIT industry conditions, 2024 edition"
        // 1 January 2020 and 24 December 2024.
        let table: [(RecoveredMaterial, leastBp: UInt32, from: UInt32, source: String)] = [
            (.lithium, 8_500, 18_262, conditions2019),
            (.lithium, 9_000, 20_081, conditions2024),
            (.nickel, 9_800, 18_262, conditions2019),
            (.cobalt, 9_800, 18_262, conditions2019),
            (.manganese, 9_800, 18_262, conditions2019),
        ]
        return table.map { row in
            var target = RecoveryTarget()
            target.material = row.0
            target.leastBp = row.leastBp
            target.fromDay = row.from
            target.legalSource = row.source
            return target
        }
    }

    private static var standardCredit: [CreditTerms] {
        let table: [(CreditFactor, weight: UInt32, halfLifeDays: UInt32, penalty: UInt32)] = [
            (.timeliness, 30, 365, 5),
            (.consistency, 25, 730, 10),
            (.massBalance, 20, 730, 10),
            (.conduct, 15, 730, 20),
            (.qualification, 10, 1_095, 20),
        ]
        return table.map { row in
            var terms = CreditTerms()
            terms.factor = row.0
            terms.weight = row.weight
            terms.halfLifeDays = row.halfLifeDays
            terms.penalty = row.penalty
            return terms
        }
    }
}
