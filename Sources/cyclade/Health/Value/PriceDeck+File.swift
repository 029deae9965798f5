import ArgumentParser
import BatteryHealth
import Vocabulary

extension PriceDeck {
    private static let mostBytes = 1 << 20
    private static let prices = 0...1_000_000.0

    /// The deck in a file.
    ///
    /// - Throws: The status to end with, once it was said why there is none.
    static func read(_ path: String) throws -> PriceDeck {
        let file = InputFile(path)
        let bytes = try file.bytes(limit: mostBytes)
        do throws(RequestError) {
            return try PriceDeck(parsing: bytes)
        } catch {
            throw ExitStatus.saying(ExitStatus.usage, "\(file.name): \(error)")
        }
    }

    /// Reads a deck from JSON; keys that mean nothing are refused, and so are figures without a
    /// source.
    init(parsing bytes: [UInt8]) throws(RequestError) {
        let value = try JSONParser.value(of: bytes)
        guard case .object = value else {
            let problem = RequestError.Problem.unexpected(found: value.kind, expected: "an object")
            throw RequestError(place: "the file", problem: problem)
        }
        let item = try RequestItem(value, at: "").only(
            "date",
            "currency",
            "new_pack",
            "new_stationary_pack",
            "discounts",
            "materials",
            "costs"
        )
        let newPacks = try item.each(of: "new_pack") { item, chemistry throws(RequestError) in
            try item.figure(chemistry, in: Self.prices)
        }
        let chemistries = newPacks.keys.sorted()
        self.init(
            day: try item.value("date", expected: "a day such as 2025-12-01") { value in
                value.text.flatMap { try? CivilDate($0) }
            },
            currency: try item.value("currency", expected: "three capitals such as USD") { value in
                value.text.flatMap { Self.isCurrency($0) ? $0 : nil }
            },
            newPacks: newPacks,
            newStationaryPack: try item.figure("new_stationary_pack", in: Self.prices),
            discounts: try item.object("discounts", Discounts.init),
            materials: try item.each(of: "materials") { item, name throws(RequestError) in
                try item.object(name) { item throws(RequestError) in
                    try Material(item, chemistries: chemistries)
                }
            },
            costs: try item.object("costs", Self.costs)
        )
    }

    private static func isCurrency(_ text: String) -> Bool {
        text.utf8.count == 3
            && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    private static func costs(_ item: RequestItem) throws(RequestError) -> [Cost: Figure] {
        let item = try item.only(
            "test",
            "repurposing",
            "logistics",
            "discharge",
            "dismantling",
            "processing",
            "transport"
        )
        var costs: [Cost: Figure] = [:]
        for cost in Cost.allCases where item.has(cost.rawValue) {
            costs[cost] = try item.figure(cost.rawValue, in: prices)
        }
        return costs
    }
}

extension PriceDeck.Discounts {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only("vehicle", "second_use", "second_use_end", "interest")
        self.init(
            vehicle: try item.figure("vehicle", in: 0...1),
            secondUse: try item.figure("second_use", in: 0...1),
            secondUseEnd: try item.figure("second_use_end", in: 0...0.95),
            interest: try item.figure("interest", in: 0...1)
        )
    }
}

extension PriceDeck.Material {
    /// Reads a material; it says of each chemistry how much is in it, also if that is 0.
    fileprivate init(_ item: RequestItem, chemistries: [String]) throws(RequestError) {
        let item = try item.only("price", "recovery", "payable", "content", "content_source")
        let content = try item.each(of: "content") { item, chemistry throws(RequestError) in
            guard chemistries.contains(chemistry) else {
                throw item.error(at: chemistry.excerpt, .unknownKey(known: chemistries))
            }
            return try item.decimal(chemistry, in: 0...10)
        }
        if let missing = chemistries.first(where: { content[$0] == nil }) {
            let expected = "kilograms in a rated kWh, as new_pack has this chemistry"
            throw item.error(at: "content.\(missing.excerpt)", .missing(expected: expected))
        }
        self.init(
            price: try item.figure("price", in: 0...1_000_000),
            recovery: try item.figure("recovery", in: 0...1),
            payable: try item.optional("payable") { key throws(RequestError) in
                try item.figure(key, in: 0...1)
            },
            content: content,
            contentSource: try item.words("content_source")
        )
    }
}
