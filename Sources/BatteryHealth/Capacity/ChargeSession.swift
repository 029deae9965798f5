/// A charge without interruption: what went in, and between which states of charge.
public struct ChargeSession: Hashable, Sendable, Codable {
    /// How a state of charge is known, the surest last.
    public enum Anchor: String, Hashable, Sendable, Codable {
        /// As the battery's own management has it: rounded, and off by a per cent or more.
        case management
        /// From the voltage after a rest, by the model's own table.
        case openCircuit
        /// The charge ended by itself: 100 %.
        case full
    }

    /// A state of charge and how it is known.
    public struct End: Hashable, Sendable, Codable {
        /// By the device, in seconds.
        public var time: Double
        /// A part of 1.
        public var stateOfCharge: Double
        /// The standard deviation of ``stateOfCharge``.
        public var deviation: Double
        public var anchor: Anchor

        public init(time: Double, stateOfCharge: Double, deviation: Double, anchor: Anchor) {
            self.time = time
            self.stateOfCharge = stateOfCharge
            self.deviation = deviation
            self.anchor = anchor
        }
    }

    public var start: End
    public var end: End
    /// What went in, in ampere-hours.
    public var charge: Double
    /// For how long current flowed, in seconds.
    public var chargingTime: Double
    /// The mean temperature, in °C; `nil` if no probe was heard.
    public var temperature: Double?
    /// How often readings were missing.
    public var gapCount: Int

    /// Creates a session.
    public init(
        start: End,
        end: End,
        charge: Double,
        chargingTime: Double,
        temperature: Double?,
        gapCount: Int
    ) {
        self.start = start
        self.end = end
        self.charge = charge
        self.chargingTime = chargingTime
        self.temperature = temperature
        self.gapCount = gapCount
    }

    /// How far the state of charge rose, as a part of 1.
    public var stateOfChargeChange: Double { end.stateOfCharge - start.stateOfCharge }

    /// The mean current, in amperes.
    public var meanCurrent: Double {
        chargingTime > 0 ? charge * 3_600 / chargingTime : 0
    }
}

extension ChargeSession.End {
    /// What the battery's management says, to whole per cents.
    ///
    /// It is off by more than that, differently in each charge; what it is always off by is for
    /// ``FieldCapacity``.
    public static func managed(_ stateOfCharge: Double, at time: Double) -> Self {
        managed(stateOfCharge, rounding: 0.0029, at: time)
    }

    /// What the management says at the moments when its rounded value steps.
    static func managedStep(_ stateOfCharge: Double, at time: Double) -> Self {
        managed(stateOfCharge, rounding: 0, at: time)
    }

    /// The end of a charge that ended by itself.
    public static func full(at time: Double) -> Self {
        Self(time: time, stateOfCharge: 1, deviation: 0.005, anchor: .full)
    }

    private static func managed(
        _ stateOfCharge: Double,
        rounding: Double,
        at time: Double
    ) -> Self {
        let bias = 0.006
        return Self(
            time: time,
            stateOfCharge: stateOfCharge,
            deviation: (rounding * rounding + bias * bias).squareRoot(),
            anchor: .management
        )
    }
}

extension ChargeSession {
    /// Whether `next` goes on where this one ended: nothing was taken out in between.
    ///
    /// After a rest the management may have corrected itself by a few per cent.
    public func isContinued(by next: ChargeSession, within pause: Double) -> Bool {
        let rest = next.start.time - end.time
        return rest >= 0 && rest <= pause
            && abs(next.start.stateOfCharge - end.stateOfCharge) <= Self.mostCorrection
    }

    /// This session and the one that goes on from it, as one.
    public func joined(with next: ChargeSession) -> ChargeSession {
        let time = chargingTime + next.chargingTime
        let temperature: Double? =
            if let mine = self.temperature, let its = next.temperature, time > 0 {
                (mine * chargingTime + its * next.chargingTime) / time
            } else {
                self.temperature ?? next.temperature
            }
        return ChargeSession(
            start: start,
            end: next.end,
            charge: charge + next.charge,
            chargingTime: time,
            temperature: temperature,
            gapCount: gapCount + next.gapCount
        )
    }

    private static let mostCorrection = 0.035
}
