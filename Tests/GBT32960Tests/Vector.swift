import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import GBT32960

/// A frame as a vehicle or platform builds it, with what an independent decoder reads from it.
struct Vector: Decodable {
    let name: String
    let hex: String
    let expected: JSON

    var bytes: [UInt8] {
        get throws { try #require([UInt8](hex: hex)) }
    }

    /// All vectors; skips the test where there are none.
    static func all() throws -> [Vector] {
        let file = try Repository.shared("data/gbt32960/vectors.json")
        return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
    }

    /// The frames of all vectors.
    static func frames() throws -> [[UInt8]] { try all().map { try $0.bytes } }
}

/// Any JSON; numbers are equal when they are numerically.
enum JSON: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    init(_ report: ReportValue) throws {
        self = try JSONDecoder().decode(JSON.self, from: Data(report.json.utf8))
    }

    /// Where two values first differ; `nil` if they are equal.
    func difference(from other: JSON, at path: String = "") -> String? {
        switch (self, other) {
        case (.object(let mine), .object(let theirs)):
            for key in Set(mine.keys).union(theirs.keys).sorted() {
                guard let left = mine[key] else { return "\(path).\(key) missing" }
                guard let right = theirs[key] else { return "\(path).\(key) not expected" }
                if let found = left.difference(from: right, at: "\(path).\(key)") { return found }
            }
            return nil
        case (.array(let mine), .array(let theirs)) where mine.count == theirs.count:
            for (index, (left, right)) in zip(mine, theirs).enumerated() {
                if let found = left.difference(from: right, at: "\(path)[\(index)]") {
                    return found
                }
            }
            return nil
        default:
            return self == other ? nil : "\(path): \(self), expected \(other)"
        }
    }
}
