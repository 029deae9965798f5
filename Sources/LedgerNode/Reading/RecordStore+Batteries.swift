import CycladeSchema
import SwiftProtobuf

extension RecordStore {
    /// Batteries that pass `filter`, by rising code: the first `limit` after `code`.
    func batteries(
        matching filter: BatteryFilter,
        after code: String,
        limit: Int
    ) async -> BatteryPage {
        // One more than is asked for tells whether there is a next page.
        var lowest = LowestCodes(count: limit + 1, after: code)
        let match = BatteryMatch(filter)
        await forEachPart { part in
            for record in part {
                guard let fields = BatteryFields(record: record.bytes),
                    match.holds(for: fields, in: record.bytes)
                else { continue }
                lowest.add(record.bytes, code: fields.code)
            }
        }
        let found = lowest.sorted.compactMap { bytes -> Battery? in
            guard case .battery(let battery)? = try? Record(serializedBytes: bytes).content else {
                return nil
            }
            return battery
        }
        let page = Array(found.prefix(limit))
        return BatteryPage(
            batteries: page,
            next: found.count > limit ? page.last?.batteryID : nil
        )
    }
}

/// A filter in the form that records have.
private struct BatteryMatch {
    private let stage: UInt64?
    private let owner: [UInt8]?
    private let custodian: [UInt8]?
    private let model: [UInt8]?

    init(_ filter: BatteryFilter) {
        stage = filter.stage.map { UInt64(clamping: $0.rawValue) }
        owner = filter.ownerID.map { Array($0.utf8) }
        custodian = filter.custodianID.map { Array($0.utf8) }
        model = filter.modelID.map { Array($0.utf8) }
    }

    func holds(for fields: BatteryFields, in record: [UInt8]) -> Bool {
        func isEqual(_ wanted: [UInt8]?, _ range: Range<Int>) -> Bool {
            wanted.map { record[range].elementsEqual($0) } ?? true
        }
        return (stage ?? fields.stage) == fields.stage
            && isEqual(owner, fields.owner)
            && isEqual(custodian, fields.custodian)
            && isEqual(model, fields.model)
    }
}

/// The records with the lowest codes among those seen, at most so many.
private struct LowestCodes {
    private let count: Int
    private let after: [UInt8]
    private var kept: [(code: ArraySlice<UInt8>, record: [UInt8])] = []
    /// No code from here on is among the lowest.
    private var bound: ArraySlice<UInt8>?

    init(count: Int, after code: String) {
        self.count = count
        after = Array(code.utf8)
    }

    mutating func add(_ record: [UInt8], code range: Range<Int>) {
        let code = record[range]
        guard after.lexicographicallyPrecedes(code),
            bound.map({ code.lexicographicallyPrecedes($0) }) ?? true
        else { return }
        kept.append((code, record))
        // Sorting now and then costs less than keeping order all the time.
        if kept.count >= 2 * count + 64 { trim() }
    }

    /// The records by rising code.
    var sorted: [[UInt8]] {
        var all = self
        all.trim()
        return all.kept.map(\.record)
    }

    private mutating func trim() {
        kept.sort { $0.code.lexicographicallyPrecedes($1.code) }
        guard kept.count > count else { return }
        kept.removeLast(kept.count - count)
        bound = kept.last?.code
    }
}
