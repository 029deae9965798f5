import FoundationEssentials
public import GBT32960
import Yams

/// A gateway's settings file: fleets, platforms and stations, in YAML; docs/telemetry.md shows one.
///
/// It holds the keys of ciphers, so it must be its owner's alone: whoever reads it sees to that.
public struct GatewayFile: Sendable {
    /// Longer than any: 1 MiB.
    public static let mostBytes = 1 << 20

    /// The fleets by name.
    public let fleets: [String: FleetSettings]
    /// The fleet of each vehicle that is named; others belong to ``defaultFleet``.
    public let fleetOfVehicle: [SenderID: String]
    /// How frames of each fleet are read into summaries.
    public let readings: [String: SummaryStore.FrameReading]
    public let platforms: [PlatformAccount]
    public let stations: [StationAccount]

    /// The name of the fleet of vehicles that no fleet names.
    public static let defaultFleet = "default"

    /// Reads a file.
    ///
    /// - Throws: ``GatewayFileError``.
    public init(yaml: String) throws(GatewayFileError) {
        guard yaml.utf8.count <= Self.mostBytes else { throw GatewayFileError("is too long") }
        let form: Form
        do {
            form =
                try yaml.allSatisfy(\.isWhitespace)
                ? Form() : YAMLDecoder().decode(Form.self, from: yaml)
        } catch {
            throw GatewayFileError(error)
        }
        try self.init(form)
    }

    /// The settings of a gateway that has no file.
    public init() throws(GatewayFileError) {
        try self.init(Form())
    }

    private init(_ form: Form) throws(GatewayFileError) {
        var fleets = [Self.defaultFleet: FleetSettings(name: Self.defaultFleet)]
        var readings = [Self.defaultFleet: SummaryStore.FrameReading()]
        var fleetOfVehicle: [SenderID: String] = [:]
        for (name, fleet) in form.fleets {
            fleets[name] = try fleet.settings(name)
            readings[name] = try fleet.reading(name)
            for vin in fleet.vehicles {
                guard let sender = SenderID(vin),
                    fleetOfVehicle.updateValue(name, forKey: sender) == nil
                else {
                    throw GatewayFileError(
                        "a vehicle is named wrongly, or by two fleets",
                        at: "fleets.\(name).vehicles"
                    )
                }
            }
        }
        self.fleets = fleets
        self.readings = readings
        self.fleetOfVehicle = fleetOfVehicle
        var platforms: [PlatformAccount] = []
        for platform in form.platforms { platforms.append(try platform.account(fleets)) }
        self.platforms = platforms
        var stations: [StationAccount] = []
        for station in form.stations { stations.append(try station.account()) }
        self.stations = stations
    }

    /// How the gateway speaks with a vehicle.
    public func fleet(of vehicle: SenderID) -> FleetSettings? {
        fleets[fleetOfVehicle[vehicle] ?? Self.defaultFleet]
    }

    /// How a vehicle's frames are read into summaries.
    public func reading(of vehicle: SenderID) -> SummaryStore.FrameReading {
        readings[fleetOfVehicle[vehicle] ?? Self.defaultFleet] ?? SummaryStore.FrameReading()
    }
}

/// Why a gateway's settings cannot be used; never with a value of theirs, as they hold keys.
public struct GatewayFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and at which key.
    public let description: String

    init(_ problem: String, at key: String = "") {
        description = key.isEmpty ? problem : "\(key): \(problem)"
    }

    init(_ error: any Error) {
        // The decoder hides errors that are not its own in one of its own.
        var error = error
        if case DecodingError.dataCorrupted(let context) = error,
            let found = context.underlyingError as? UnknownKey
        {
            error = found
        }
        switch error {
        case let error as UnknownKey:
            let known = error.known.joined(separator: ", ")
            self.init("there is no such key; known are \(known)", at: Self.key(error.path))
        case DecodingError.keyNotFound(let key, let context):
            self.init("'\(key.stringValue)' is missing", at: Self.key(context.codingPath))
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context):
            self.init("it is empty, or of another kind", at: Self.key(context.codingPath))
        case DecodingError.dataCorrupted(let context) where context.underlyingError == nil:
            self.init("it is none of the values that it may have", at: Self.key(context.codingPath))
        default:
            // A parser's own message quotes the line.
            self.init("it is not well-formed YAML")
        }
    }

    /// Where something is wrong, without the numbers of vehicles, which are keys too.
    private static func key(_ path: [any CodingKey]) -> String {
        path.prefix(4).map { key in
            SenderID(key.stringValue)?.vin == nil ? key.stringValue : "…"
        }.joined(separator: ".")
    }
}
