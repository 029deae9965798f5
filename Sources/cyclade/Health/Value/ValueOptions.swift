import ArgumentParser
import BatteryHealth

/// What a battery's value is told by.
struct ValueOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Say what it is worth by these prices.", valueName: "file"))
    var prices: String?

    @Option(name: .customLong("rated-kwh"), help: "The rated energy, in kWh.")
    var ratedEnergy: Double?

    @Option(help: "How the prices call the chemistry, such as nmc622, if not as above.")
    var composition: String?

    @Option(
        help: ArgumentHelp(
            "What of a new battery's throughput is left for a second use; without it a straight "
                + "line by health.",
            valueName: "per cent"
        )
    )
    var throughputLeft: Double?

    func validate() throws {
        guard (prices == nil) == (ratedEnergy == nil) else {
            throw ValidationError("'--prices' and '--rated-kwh' go together.")
        }
        guard prices != nil || (composition == nil && throughputLeft == nil) else {
            throw ValidationError("'--composition' and '--throughput-left' need '--prices'.")
        }
        if let throughputLeft, !(0...100).contains(throughputLeft) {
            throw ValidationError("'--throughput-left' must be from 0 to 100.")
        }
        if let ratedEnergy, !(ratedEnergy > 0 && ratedEnergy <= ValueRefusal.mostEnergy) {
            throw ValidationError(
                "'--rated-kwh' must be more than 0, and at most \(Int(ValueRefusal.mostEnergy))."
            )
        }
    }

    /// The value of a battery that was assessed; `nil` if it is not asked for.
    ///
    /// - Throws: The status to end with, once it was said why there is none.
    func value(
        of assessment: PackAssessment,
        chemistry: Chemistry,
        monthsLeft: Estimate?
    ) throws -> ResidualValueAnswer? {
        guard let prices, let ratedEnergy else { return nil }
        let deck = try PriceDeck.read(prices)
        guard let health = assessment.health else {
            return ResidualValueAnswer(value: nil, refusal: "the state of health is not known")
        }
        let battery = ResidualValue.Battery(
            ratedEnergy: ratedEnergy,
            chemistry: composition ?? chemistry.rawValue,
            health: health,
            monthsLeft: monthsLeft,
            throughputLeft: throughputLeft.map { Estimate(exactly: $0 / 100) },
            findings: assessment.findings
        )
        do throws(ValueRefusal) {
            return ResidualValueAnswer(
                value: try ResidualValue(of: battery, by: deck),
                refusal: nil
            )
        } catch {
            throw ExitStatus.saying(ExitStatus.usage, "\(prices): \(error).")
        }
    }
}

/// A value, or why it is not told.
struct ResidualValueAnswer {
    let value: ResidualValue?
    /// Why there is none.
    let refusal: String?

    /// The answer for a person.
    var text: String {
        value?.text ?? "value             not told: \(refusal ?? "")"
    }
}

extension Estimate {
    /// What is given and not estimated.
    fileprivate init(exactly value: Double) {
        self.init(value: value, lower: value, upper: value)
    }
}

extension PackAssessment {
    /// What its decision says of safety.
    fileprivate var findings: [SafetyFinding] {
        decision.blocked
            + decision.reasons.compactMap { reason in
                if case .safety(let finding) = reason { finding } else { nil }
            }
    }
}
