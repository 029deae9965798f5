/// One pass over the fields of a structure, in the order of their bytes.
///
/// Each structure is described once, by ``Structure/visit(_:in:)``; reading, writing and reporting
/// are passes over that description, so that they cannot disagree.
///
/// A name is what a report calls the field.
protocol FieldPass {
    /// Why the pass may stop.
    associatedtype Failure: Error

    /// An integer without sentinels: a number, a length, a set of bits.
    mutating func integer<Raw: WireInteger>(
        _ name: StaticString,
        _ value: inout Raw
    ) throws(Failure)

    /// A byte that stands for a meaning.
    mutating func choice<Meaning>(
        _ name: StaticString,
        _ value: inout Choice<Meaning>
    ) throws(Failure)

    /// A number with a scale.
    mutating func quantity(
        _ name: StaticString,
        _ value: inout Quantity,
        _ scale: Scale
    ) throws(Failure)

    /// A count, then as many integers.
    mutating func series<Raw: WireInteger>(
        _ name: StaticString,
        _ value: inout Series<Raw>,
        count: CountWidth,
        as style: SeriesStyle
    ) throws(Failure)

    /// A count, then as many structures.
    mutating func list<Element: Structure>(
        _ name: StaticString,
        _ value: inout Counted<Element>,
        count: CountWidth,
        in edition: Edition,
        as style: ListStyle
    ) throws(Failure)

    /// Text with zeros after it, `byteCount` bytes in all.
    mutating func text(
        _ name: StaticString,
        _ value: inout PaddedText,
        byteCount: Int
    ) throws(Failure)

    /// `count` texts of `byteCount` bytes each.
    mutating func texts(
        _ name: StaticString,
        _ value: inout [PaddedText],
        count: Int,
        byteCount: Int
    ) throws(Failure)

    /// A count of systems, then each one's count of codes, then all codes of `byteCount` bytes.
    mutating func packCodes(
        _ value: inout Counted<Counted<PaddedText>>,
        byteCount: Int
    ) throws(Failure)

    /// `byteCount` bytes, or those to the end of the unit if `nil`.
    mutating func data(
        _ name: StaticString,
        _ value: inout [UInt8],
        byteCount: Int?
    ) throws(Failure)

    /// A length of two bytes, then as many bytes.
    mutating func block(_ name: StaticString, _ value: inout [UInt8]) throws(Failure)

    mutating func time(_ name: StaticString, _ value: inout BeijingTime) throws(Failure)
    mutating func gear(
        _ name: StaticString,
        _ value: inout Gear,
        in edition: Edition
    ) throws(Failure)
    mutating func flags(_ name: StaticString, _ value: inout AlarmFlags) throws(Failure)
    mutating func status(_ name: StaticString, _ value: inout PositionStatus) throws(Failure)
    mutating func datum(_ name: StaticString, _ value: inout Choice<Datum>) throws(Failure)

    /// Degrees whose sign is elsewhere.
    mutating func degrees(
        _ name: StaticString,
        _ value: inout Quantity,
        _ scale: Scale,
        isNegative: Bool
    ) throws(Failure)
}

/// How a report shows the numbers of a series.
enum SeriesStyle {
    case numbers
    /// Each as hexadecimal digits: a code of the maker's.
    case codes
}

/// How a report shows the structures of a list.
enum ListStyle {
    case objects
    /// Each as the list of its values.
    case rows
}

/// A sequence of fields that is described once.
protocol Structure {
    /// Creates the structure that a reader fills.
    init()

    /// Passes over the fields as the edition has them.
    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in edition: Edition
    ) throws(Pass.Failure)
}
