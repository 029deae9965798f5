/// What is known of a cell that waits for a second use.
public struct CellMeasurement: Hashable, Sendable, Codable {
    /// Its name.
    public let id: String
    /// Cells of different models are never put together.
    public let model: String
    /// In ampere-hours.
    public let capacity: Double
    /// After five seconds of current, in ohms.
    public let resistance: Double
    /// After a rest, in volts; `nil` if it was not measured.
    public let openCircuitVoltage: Double?
    /// What it loses by itself, a part of 1 a month; `nil` if it was not measured.
    public let selfDischarge: Double?
    /// Whether something is known of it that makes any second use unsafe.
    public let isUnsafe: Bool
    /// The shape of one charge, as statistics of its curve; empty if it was not measured.
    public let shape: [Double]
    /// How long it is foretold to live, in cycles; `nil` if nothing foretold it.
    public let foretoldLife: Double?

    /// Creates a measurement.
    public init(
        id: String,
        model: String,
        capacity: Double,
        resistance: Double,
        openCircuitVoltage: Double? = nil,
        selfDischarge: Double? = nil,
        isUnsafe: Bool = false,
        shape: [Double] = [],
        foretoldLife: Double? = nil
    ) {
        self.id = id
        self.model = model
        self.capacity = capacity
        self.resistance = resistance
        self.openCircuitVoltage = openCircuitVoltage
        self.selfDischarge = selfDischarge
        self.isUnsafe = isUnsafe
        self.shape = shape
        self.foretoldLife = foretoldLife
    }
}
