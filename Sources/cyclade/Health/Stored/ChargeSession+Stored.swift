import BatteryHealth
import TelemetryGateway

extension ChargeSession {
    /// A charge of a gateway's summaries; `nil` if the management's state of charge is not known.
    init?(_ stored: StoredCharge) {
        guard let start = stored.stateOfChargeAtStart, let end = stored.stateOfChargeAtEnd else {
            return nil
        }
        self.init(
            start: .managed(start, at: Double(stored.start)),
            end: .managed(end, at: Double(stored.end)),
            charge: stored.charge,
            chargingTime: Double(stored.seconds),
            temperature: stored.temperature,
            gapCount: stored.unmeasuredSeconds > 0 ? 1 : 0
        )
    }
}

extension StoredCharge {
    /// The middle of what the probes had, in °C.
    fileprivate var temperature: Double? {
        guard let temperatureMaximum, let temperatureMinimum else { return nil }
        return (temperatureMaximum + temperatureMinimum) / 2
    }
}

extension StoredHistory {
    /// What the summaries say of a battery's health.
    ///
    /// - Parameters:
    ///   - model: What it is.
    ///   - life: What happened to it: charges before its history began again are left out.
    /// - Returns: The assessment.
    func assessment(as model: BatteryModel, _ life: LifeRecord? = nil) -> PackAssessment {
        var history = ChargeHistory(model)
        let since = life?.restart?.secondInBeijing ?? 0
        for charge in charges where charge.start >= since {
            if let session = ChargeSession(charge) { history.add(session) }
        }
        let seconds = seconds.map { Double($0.upperBound - $0.lowerBound) } ?? 0
        return history.assessment(
            of: PackAssessment.Readings(count: Int(clamping: samples), seconds: seconds),
            findings: life?.findings ?? [],
            previous: life?.lastHealth
        )
    }
}

extension PackReading {
    /// A second of a gateway's summaries.
    init(_ sample: TelemetrySample) {
        self.init(time: Double(sample.second))
        voltage = sample.voltage
        current = sample.current
        stateOfCharge = sample.stateOfCharge.map { $0 / 100 }
        cellMaximum = sample.cellMaximum
        cellMinimum = sample.cellMinimum
        temperatureMaximum = sample.temperatureMaximum
        temperatureMinimum = sample.temperatureMinimum
        insulation = sample.insulation
        charging =
            switch sample.activity {
            case .charge: .parked
            case .drive, .rest: Charging.none
            case .unknown: nil
            }
    }
}

extension CellReading {
    /// Cells of a gateway's segments, with the pack as its summaries have it.
    init(_ cells: CellSample, pack: TelemetrySample?) {
        self.init(
            time: Double(cells.second),
            voltages: cells.voltages,
            temperatures: cells.temperatures
        )
        current = pack?.current
        stateOfCharge = pack?.stateOfCharge.map { $0 / 100 }
        packVoltage = pack?.voltage
    }
}
