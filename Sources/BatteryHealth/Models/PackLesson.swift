/// What one pack teaches of its model: its capacity, its voltages at rest, and what cold does to it.
public struct PackLesson: Sendable {
    /// The voltages at rest.
    public private(set) var rests: RestVoltages
    private(set) var cold = ColdLesson()
    private var cleaner: ReadingCleaner
    private var builder: ChargeSessionBuilder
    private var field: FieldCapacity

    /// Creates the lesson of a pack that has shown nothing.
    public init(_ model: BatteryModel) {
        rests = RestVoltages(model)
        cleaner = ReadingCleaner(model)
        builder = ChargeSessionBuilder(model)
        field = FieldCapacity(model)
    }

    /// The capacity, in ampere-hours; `nil` if no charge tells it.
    public var capacity: Double? { field.estimate?.capacity }

    /// Takes the next reading.
    public mutating func add(_ reading: PackReading) {
        guard let clean = cleaner.clean(reading) else { return }
        rests.add(clean)
        if let session = builder.add(clean) { add(session) }
    }

    /// Ends a charge that the last reading left open.
    public mutating func finish() {
        if let session = builder.finish() { add(session) }
    }

    private mutating func add(_ session: ChargeSession) {
        switch field.add(session) {
        // What looks like an outlier may be what cold does.
        case nil, .outlier: cold.add(session)
        case .shallow, .gaps, .temperature, .impossible: break
        }
    }
}
