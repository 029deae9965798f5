/// What a field says: a value, or one of the two reasons the standard has for none.
public enum Reading<Value> {
    /// A value.
    case value(Value)
    /// The sender has no such value: all bits are set.
    case invalid
    /// The sender knows its value to be wrong: all bits but the last are set.
    case abnormal

    /// The value; `nil` if there is none.
    @inline(__always)
    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// The same reading of a value in other terms.
    @inline(__always)
    public func map<Other>(_ transform: (Value) -> Other) -> Reading<Other> {
        switch self {
        case .value(let value): .value(transform(value))
        case .invalid: .invalid
        case .abnormal: .abnormal
        }
    }
}

extension Reading: Equatable where Value: Equatable {}
extension Reading: Hashable where Value: Hashable {}
extension Reading: Sendable where Value: Sendable {}

/// An integer of the wire: one, two or four bytes, most significant first, unsigned.
public protocol WireInteger: FixedWidthInteger, UnsignedInteger, Sendable {}

extension UInt8: WireInteger {}
extension UInt16: WireInteger {}
extension UInt32: WireInteger {}

extension WireInteger {
    /// The integer as a field has it: all bits set is invalid, all but the last abnormal.
    ///
    /// This is decided on the raw value, before any scaling.
    @inline(__always)
    public var reading: Reading<Self> {
        switch self {
        case .max: .invalid
        case .max - 1: .abnormal
        default: .value(self)
        }
    }
}
