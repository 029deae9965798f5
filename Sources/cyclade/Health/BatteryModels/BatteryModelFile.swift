import BatteryHealth
import FoundationEssentials

/// A model of battery in a file: what its maker says, what its fleet has taught, and its own limits.
struct BatteryModelFile {
    /// What the open-circuit voltages were learnt from.
    struct Learning: Encodable {
        let packs: Int
        let rests: Int
        /// The SHA-256 of each file, by its name; `nil` for what a gateway keeps.
        let files: [String: String]?
    }

    static let mostBytes = 16 << 20

    var model: BatteryModel
    /// From how many packs it was learnt what cold does; `nil` for what was not learnt.
    var coldPacks: Int?
    /// `nil` for a model of which nothing was learnt.
    var learning: Learning?

    /// Reads a file.
    ///
    /// - Throws: Why it cannot be read, or the status to end with once it was said what is wrong.
    static func read(_ path: String) throws -> BatteryModelFile {
        let file = InputFile(path)
        let bytes = try file.bytes(limit: mostBytes)
        do throws(RequestError) {
            return try BatteryModelFile(parsing: bytes)
        } catch {
            throw ExitStatus.saying(ExitStatus.usage, "\(file.name): \(error)")
        }
    }

    /// Writes the file: equal models give equal bytes.
    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try (encoder.encode(self) + Data("\n".utf8)).write(
            to: URL(filePath: path),
            options: .atomic
        )
    }
}

// MARK: - Reading

extension BatteryModelFile {
    /// Reads a model from JSON; keys that mean nothing are refused.
    init(parsing bytes: [UInt8]) throws(RequestError) {
        let item = try RequestItem(try JSONParser.value(of: bytes), at: "").only(
            "chemistry",
            "rated_ah",
            "cells",
            "capacity_per_degree",
            "capacity_per_degree_packs",
            "activation_energy_j_mol",
            "open_circuit_voltage",
            "limits"
        )
        let chemistry = try item.choice("chemistry", among: Chemistry.allCases)
        model = BatteryModel(
            name: "",
            chemistry: chemistry,
            ratedCapacity: try item.decimal("rated_ah", in: BatteryModelOptions.ratedCapacities),
            seriesCellCount: try item.number("cells", in: 1...10_000),
            capacityPerDegree: try item.optional("capacity_per_degree") {
                key throws(RequestError) in try item.decimal(key, in: 0...0.02)
            }
        )
        if item.has("activation_energy_j_mol") {
            model.activationEnergy = try item.decimal("activation_energy_j_mol", in: 0...200_000)
        }
        coldPacks = try item.optional("capacity_per_degree_packs") {
            key throws(RequestError) in try item.number(key, in: 1...1_000_000_000)
        }
        if item.has("limits") {
            for (rule, limits) in try item.limits(usual: model.warningLimits) {
                model.warningLimits[rule] = limits
            }
        }
        guard item.has("open_circuit_voltage") else { return }
        (model.openCircuitVoltage, learning) = try item.object("open_circuit_voltage") {
            item throws(RequestError) in
            let item = try item.only("states_of_charge", "voltages", "packs", "rests", "files")
            return (try item.openCircuitVoltage(of: chemistry), try Learning(item))
        }
    }
}

extension BatteryModelFile.Learning {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        packs = try item.number("packs", in: 0...1_000_000_000)
        rests = try item.number("rests", in: 0...1_000_000_000)
        files = try item.optional("files") { key throws(RequestError) in
            try item.each(of: key) { item, name throws(RequestError) in try item.text(name) }
        }
    }
}

extension RequestItem {
    fileprivate func openCircuitVoltage(
        of chemistry: Chemistry
    ) throws(RequestError) -> OpenCircuitVoltage {
        let table = OpenCircuitVoltage(
            statesOfCharge: try decimals("states_of_charge", in: 0...1),
            voltages: try decimals("voltages", in: chemistry.plausibleCellVoltages)
        )
        guard let table else {
            let problem =
                "states of charge rise from 0 to 1, and for each there is a voltage, none below the "
                + "one before; there are at least two"
            throw error(at: nil, .refused(problem))
        }
        return table
    }

    /// The numbers of a list.
    private func decimals(
        _ key: String,
        in allowed: ClosedRange<Double>
    ) throws(RequestError) -> [Double] {
        var numbers: [Double] = []
        for (position, value) in try values(key).enumerated() {
            guard case .number(let digits) = value, let number = Double(digits),
                allowed.contains(number)
            else {
                throw error(
                    at: "\(key)[\(position)]",
                    .unexpected(
                        found: value.kind,
                        expected: "a number, \(allowed.lowerBound) to \(allowed.upperBound)"
                    )
                )
            }
            numbers.append(number)
        }
        return numbers
    }

    /// The limits of some rules; what is left out is as usual.
    fileprivate func limits(
        usual: [WarningRule: WarningLimits]
    ) throws(RequestError) -> [WarningRule: WarningLimits] {
        let found = try each(of: "limits") { item, name throws(RequestError) in
            guard let rule = WarningRule(rawValue: name), let usual = usual[rule] else {
                let known = WarningRule.allCases.map(\.rawValue)
                throw item.error(at: name, .unknownKey(known: known))
            }
            return (rule, try item.object(name, usual.changed))
        }
        return Dictionary(found.values.map { ($0.0, $0.1) }) { first, _ in first }
    }
}

extension WarningLimits {
    /// The limits with what an object says in their place.
    fileprivate func changed(by item: RequestItem) throws(RequestError) -> WarningLimits {
        let item = try item.only("watch", "service", "stop", "dwell", "days", "release")
        var changed = self
        for (level, key) in Self.levels {
            if item.has(key) { changed.limits[level] = try item.decimal(key, in: -1e6...1e6) }
            // One number for all levels: a graver one is not waited for longer.
            if item.has("dwell") {
                changed.dwell[level] = try item.number("dwell", in: 1...100_000)
            }
        }
        if item.has("days") { changed.days = try item.decimal("days", in: 0...3_650) }
        if item.has("release") { changed.release = try item.decimal("release", in: 0...1e6) }
        guard changed.isOrdered else {
            let order = isLower ? "fall" : "rise"
            throw item.error(at: nil, .refused("limits \(order) from watch by service to stop"))
        }
        return changed
    }

    fileprivate static let levels: [(WarningLevel, String)] = [
        (.watch, "watch"), (.service, "service"), (.stop, "stop"),
    ]
}

// MARK: - Writing

extension BatteryModelFile: Encodable {
    private enum CodingKeys: String, CodingKey {
        case chemistry
        case ratedCapacity = "rated_ah"
        case cells
        case capacityPerDegree = "capacity_per_degree"
        case coldPacks = "capacity_per_degree_packs"
        case activationEnergy = "activation_energy_j_mol"
        case openCircuitVoltage = "open_circuit_voltage"
        case limits
    }

    private struct Table: Encodable {
        let statesOfCharge: [Double]
        let voltages: [Double]
        let learning: Learning

        private enum CodingKeys: String, CodingKey {
            case statesOfCharge = "states_of_charge"
            case voltages
        }

        func encode(to encoder: any Encoder) throws {
            try learning.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(statesOfCharge, forKey: .statesOfCharge)
            try container.encode(voltages, forKey: .voltages)
        }
    }

    private struct Limits: Encodable {
        let watch: Double?
        let service: Double?
        let stop: Double?
        let dwell: Int?
        let days: Double
        let release: Double

        init(_ limits: WarningLimits) {
            watch = limits.limits[.watch]
            service = limits.limits[.service]
            stop = limits.limits[.stop]
            dwell = Set(limits.dwell.values).count == 1 ? limits.dwell[.watch] : nil
            days = limits.days
            release = limits.release
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(model.chemistry.rawValue, forKey: .chemistry)
        try container.encode(model.ratedCapacity, forKey: .ratedCapacity)
        try container.encode(model.seriesCellCount, forKey: .cells)
        try container.encode(model.capacityPerDegree, forKey: .capacityPerDegree)
        try container.encodeIfPresent(coldPacks, forKey: .coldPacks)
        try container.encode(model.activationEnergy, forKey: .activationEnergy)
        if let table = model.openCircuitVoltage {
            try container.encode(
                Table(
                    statesOfCharge: table.statesOfCharge,
                    voltages: table.voltages,
                    learning: learning ?? Learning(packs: 0, rests: 0, files: nil)
                ),
                forKey: .openCircuitVoltage
            )
        }
        let usual = WarningLimits.usual(for: model.chemistry)
        let own = model.warningLimits.filter { usual[$0.key] != $0.value }
        guard !own.isEmpty else { return }
        try container.encode(
            Dictionary(uniqueKeysWithValues: own.map { ($0.key.rawValue, Limits($0.value)) }),
            forKey: .limits
        )
    }
}
