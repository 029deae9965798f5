/// Elements with their count before them, which may say that there is no count.
public enum Counted<Element> {
    case list([Element])
    /// The count is invalid: no elements follow.
    case invalid
    /// The count is abnormal: no elements follow.
    case abnormal

    /// The elements; none without a count.
    public var elements: [Element] {
        if case .list(let elements) = self { elements } else { [] }
    }
}

extension Counted: Equatable where Element: Equatable {}
extension Counted: Hashable where Element: Hashable {}
extension Counted: Sendable where Element: Sendable {}

extension Counted: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: Element...) {
        self = .list(elements)
    }
}

/// How many bytes a count has.
enum CountWidth {
    case byte
    case word

    /// The count that stands for `invalid`; the one below is `abnormal`.
    var invalid: Int { self == .byte ? 0xFF : 0xFFFF }
}

/// Many numbers of one scale, with their count before them.
public struct Series<Raw: WireInteger>: Hashable, Sendable {
    /// The numbers as the frame has them.
    public var raw: Counted<Raw>
    /// What each number stands for.
    public let scale: Scale

    /// Creates a series from numbers as a frame has them.
    public init(_ raw: Counted<Raw>, _ scale: Scale) {
        self.raw = raw
        self.scale = scale
    }

    /// The number of values.
    public var count: Int { raw.elements.count }

    /// The values in the unit of the scale.
    public var readings: [Reading<Double>] { quantities.map(\.reading) }

    /// The values, each with the scale.
    public var quantities: [Quantity] {
        raw.elements.map { Quantity(unchecked: UInt32($0), scale) }
    }
}
