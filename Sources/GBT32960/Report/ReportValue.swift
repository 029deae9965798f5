internal import Vocabulary

/// A value of a report: what JSON can say, and no more.
public enum ReportValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A number of counts, of which `10^places` make one.
    case decimal(Int64, places: Int)
    case string(String)
    case array([ReportValue])
    case object([Member])

    /// A named value of an object.
    public struct Member: Hashable, Sendable {
        public let name: String
        public let value: ReportValue

        /// Creates a member.
        public init(_ name: String, _ value: ReportValue) {
            self.name = name
            self.value = value
        }
    }
}

extension ReportValue {
    static func integer(_ value: some FixedWidthInteger) -> ReportValue {
        .integer(Int64(clamping: value))
    }

    static func object(_ members: KeyValuePairs<String, ReportValue>) -> ReportValue {
        .object(members.map { Member($0.key, $0.value) })
    }

    /// A quantity as a decimal, or the word for why there is no value.
    static func quantity(_ quantity: Quantity, isNegative: Bool = false) -> ReportValue {
        reading(
            quantity.counts.map { counts in
                let signed = isNegative ? -counts : counts
                return .decimal(signed, places: quantity.scale.places)
            }
        )
    }

    static func reading(_ reading: Reading<ReportValue>) -> ReportValue {
        switch reading {
        case .value(let value): value
        case .invalid: .string("invalid")
        case .abnormal: .string("abnormal")
        }
    }

    static func hex(_ bytes: [UInt8]) -> ReportValue { .string(bytes.hex) }

    /// A time as text; of an impossible one the bytes and what is wrong.
    static func time(_ time: BeijingTime) -> ReportValue {
        do throws(BeijingTimeError) {
            _ = try time.moment()
            return .string("\(time)")
        } catch {
            return .object(["raw": .hex(time.bytes), "error": .string("\(error)")])
        }
    }
}
