extension TelemetryFigures {
    /// The sums of whole numbers in physical units.
    init(_ sums: Aggregate) {
        samples = sums.samples
        seconds = sums.seconds
        unmeasuredSeconds = sums.unmeasured
        // A watt-hour is 3600 J, an ampere-hour 3600 As.
        energyInWh = Double(sums.energyIn) / 720_000
        energyOutWh = Double(sums.energyOut) / 720_000
        chargeInAh = Double(sums.chargeIn) / 72_000
        chargeOutAh = Double(sums.chargeOut) / 72_000
        highestCurrentInA = sums.peakIn.map { Double($0) / 10 }
        highestCurrentOutA = sums.peakOut.map { Double($0) / 10 }
        cellMaxV = sums.cellMax.map { Double($0) / 1_000 }
        cellMinV = sums.cellMin.map { Double($0) / 1_000 }
        cellSpreadV = sums.spread.map { Double($0) / 1_000 }
        temperatureMaxC = sums.temperatureMax.map { Double($0) / 10 }
        temperatureMinC = sums.temperatureMin.map { Double($0) / 10 }
        socMaxPercent = sums.socMax.map { Double($0) / 10 }
        socMinPercent = sums.socMin.map { Double($0) / 10 }
        highestAlarmLevel = sums.alarmLevel
        meteredWh =
            if let low = sums.meterMin, let high = sums.meterMax, low >= 0, high >= low {
                high - low
            } else {
                nil
            }
    }
}
