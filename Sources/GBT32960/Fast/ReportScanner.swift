/// Decodes reports one after the other into the same storage: the fast path.
///
/// After the first few frames nothing is allocated. The values are those of the last frame scanned,
/// in the same types as in ``Frame``, save that cells and probes are ``Measurements`` and that rarer
/// bodies are only found: their ``places`` say where to decode them when they are wanted.
///
/// ```swift
/// var scanner = ReportScanner()
/// try scanner.scan(frame)
/// if let vehicle = scanner.vehicle, let amperes = vehicle.current.value { … }
/// ```
public struct ReportScanner: ~Copyable, Sendable {
    /// The header of the frame.
    public internal(set) var header: FrameHeader?
    /// The time of the report; it may be impossible, see ``BeijingTime/moment()``.
    public internal(set) var time = BeijingTime.zero
    /// Every body, in the order of the frame, those that are also decoded included.
    public internal(set) var places: [BodyPlace] = []
    /// The bytes from the unit's time that the signature covers; `nil` without a signature.
    public internal(set) var signedByteCount: Int?
    /// Why the rest of the unit is not decoded, and from which of its bytes; `nil` if all is.
    public internal(set) var problem: (offset: Int, problem: UnitProblem)?

    public internal(set) var vehicle: VehicleBody?
    public internal(set) var motors: [Motor] = []
    public internal(set) var position: PositionBody?
    /// Of the batteries; only in 2016.
    public internal(set) var extremes: ExtremesBody?
    public internal(set) var alarm: AlarmSummary?
    /// Each battery's voltage and current, and where its cells are.
    public internal(set) var packs: [PackSummary] = []
    /// V of all cells, in the order of the frame.
    public internal(set) var cellVolts = Measurements()
    /// Where each battery's probes are.
    public internal(set) var probeGroups: [ProbeGroup] = []
    /// °C of all probes, in the order of the frame.
    public internal(set) var probeCelsius = Measurements()

    let schema: UserBodySchema

    /// Creates a scanner for the frames of a fleet.
    public init(schema: UserBodySchema = .standard) {
        self.schema = schema
    }
}

/// Where a body is, in the data unit.
public struct BodyPlace: Hashable, Sendable {
    public let type: UInt8
    /// The bytes from the type to the end of the body.
    public let range: Range<Int>
}

/// What a report says of its alarms, without the codes of the faults.
public struct AlarmSummary: Hashable, Sendable {
    /// The highest level; see ``AlarmBody/level``.
    public var level = Quantity.invalid(.alarmLevel(.y2025))
    public var flags = AlarmFlags(rawValue: 0)
    /// How many faults of storage, motors, engine and others there are.
    public var faultCount = 0
}

/// One battery of a report.
public struct PackSummary: Hashable, Sendable {
    /// The subsystem's or pack's number, from 1.
    public var number: UInt8 = 0
    /// V.
    public var voltage = Quantity.invalid(.voltage(.y2025))
    /// A.
    public var current = Quantity.invalid(.current(.y2025))
    /// How many cells there are in all frames; not in 2025.
    public var cellTotal = Quantity.invalid(.number)
    /// The number of the first cell in this frame, from 1; not in 2025.
    public var firstCell = Quantity.invalid(.number)
    /// Where its cells are in ``ReportScanner/cellVolts``.
    public var cells = 0..<0
}

/// One battery's probes.
public struct ProbeGroup: Hashable, Sendable {
    /// The subsystem's or pack's number, from 1.
    public var number: UInt8 = 0
    /// Where its probes are in ``ReportScanner/probeCelsius``.
    public var probes = 0..<0
}
