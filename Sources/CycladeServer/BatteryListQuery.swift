import CycladeSchema
import Hummingbird
import HummingbirdCore
import LedgerNode

/// What `GET /v1/batteries` asks for.
struct BatteryListQuery {
    private(set) var filter = BatteryFilter()
    private(set) var after = ""
    private(set) var limit = 100

    /// Reads the parameters of a request.
    ///
    /// - Throws: A ``Problem`` for a parameter that is unknown or cannot be read: a filter that is
    ///   misspelt must not give all batteries.
    init(_ parameters: Parameters) throws {
        for (name, value) in parameters {
            switch name {
            case "stage": filter.stage = try Self.stage(value)
            case "owner": filter.ownerID = String(value)
            case "custodian": filter.custodianID = String(value)
            case "model": filter.modelID = String(value)
            case "after": after = String(value)
            case "limit": limit = try Self.limit(value)
            default: throw Problem(badQuery: "There is no parameter \(name).")
            }
        }
    }

    private static func limit(_ text: Substring) throws -> Int {
        guard let limit = Int(text), (1...LedgerQueries.longestPage).contains(limit) else {
            throw Problem(badQuery: "A limit is a number from 1 to \(LedgerQueries.longestPage).")
        }
        return limit
    }

    private static func stage(_ text: Substring) throws -> Stage {
        let stage = Stage.allCases.first { $0.jsonName == text }
        guard let stage, stage != .unspecified else {
            throw Problem(badQuery: "There is no stage \(text); one is \(Stage.inStock.jsonName).")
        }
        return stage
    }
}

extension Problem {
    fileprivate init(badQuery detail: String) {
        self.init(status: .badRequest, code: "bad-query", detail: detail)
    }
}

extension Stage {
    /// The name in proto3 JSON, such as `STAGE_IN_STOCK`.
    fileprivate var jsonName: String {
        let words = "\(self)".map { $0.isUppercase ? "_\($0)" : $0.uppercased() }
        return "STAGE_" + words.joined()
    }
}
