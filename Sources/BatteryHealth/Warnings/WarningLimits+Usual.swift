extension WarningLimits {
    /// The usual limits; a model may have its own.
    public static func usual(for chemistry: Chemistry) -> [WarningRule: WarningLimits] {
        voltages(chemistry).merging(heat) { $1 }.merging(ageing) { $1 }.merging(cells) { $1 }
    }

    private static func voltages(_ chemistry: Chemistry) -> [WarningRule: WarningLimits] {
        let isLFP = chemistry == .lfp
        let service = isLFP ? 0.08 : 0.1
        return [
            .cellOverVoltage: isLFP
                ? WarningLimits(3.68, 3.75, 3.85, dwell: (3, 2, 1), release: 0.03)
                : WarningLimits(4.25, 4.30, 4.35, dwell: (3, 2, 1), release: 0.03),
            .cellUnderVoltage: isLFP
                ? WarningLimits(2.8, 2.6, 2.0, dwell: (3, 2, 1), release: 0.2, isLower: true)
                : WarningLimits(3.0, 2.8, 2.5, dwell: (3, 2, 1), release: 0.2, isLower: true),
            .overDischarge: WarningLimits(
                nil,
                nil,
                isLFP ? 1.0 : 1.5,
                dwell: (3, 3, 3),
                release: 0.5,
                isLower: true
            ),
            .restSpread: WarningLimits(0.05, service, 0.3, dwell: (3, 3, 3), release: 0.01),
            .cellOutlier: WarningLimits(0.05, service, 0.3, dwell: (3, 3, 3), release: 0.01),
            .stateOfChargeJump: WarningLimits(0.05, 0.1, nil, dwell: (1, 1, 1), release: 0),
            .insulation: WarningLimits(
                500,
                300,
                100,
                dwell: (3, 3, 3),
                release: 50,
                isLower: true
            ),
        ]
    }

    private static let heat: [WarningRule: WarningLimits] = [
        .overTemperature: WarningLimits(50, 55, 60, dwell: (3, 2, 1), release: 3),
        .probeSpread: WarningLimits(8, 12, 18, dwell: (6, 6, 6), release: 2),
        .unexplainedWarming: WarningLimits(nil, 1, 3, dwell: (3, 3, 2), release: 0.5),
        .runawayPrecursor: WarningLimits(nil, nil, 0.02, dwell: (1, 1, 1), release: 0.01),
        .silenceAfterHeat: WarningLimits(nil, 300, nil, dwell: (1, 1, 1), release: 0),
    ]

    private static let ageing: [WarningRule: WarningLimits] = [
        .spreadGrowth: WarningLimits(0.010, 0.025, nil, dwell: (3, 3, 3), release: 0.002),
        .resistanceGrowth: WarningLimits(
            0.3,
            0.6,
            1,
            dwell: (3, 3, 3),
            days: 30,
            release: 0.05
        ),
        .stateOfHealth: WarningLimits(
            0.85,
            0.80,
            nil,
            dwell: (3, 3, 3),
            release: 0.02,
            isLower: true
        ),
        .fadeRate: WarningLimits(0.005, 0.015, nil, dwell: (3, 3, 3), release: 0.001),
        .fadeAfterKnee: WarningLimits(nil, nil, 0.005, dwell: (1, 1, 1), release: 0.001),
    ]

    private static let cells: [WarningRule: WarningLimits] = [
        .selfDischarge: WarningLimits(0.01, 0.03, nil, dwell: (3, 3, 3), release: 0.002),
        .acceleratingSelfDischarge: WarningLimits(
            nil,
            nil,
            0.03,
            dwell: (3, 3, 3),
            release: 0.005
        ),
        .cellResistance: WarningLimits(1.3, 1.6, 2, dwell: (1, 1, 1), release: 0.05),
        .voltageDisorder: WarningLimits(3.5, 7, nil, dwell: (300, 300, 300), release: 0.5),
        .cellCorrelation: WarningLimits(nil, 0, nil, dwell: (3, 3, 3), release: 0),
    ]
}
