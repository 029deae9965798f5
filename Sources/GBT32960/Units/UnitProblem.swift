internal import Vocabulary

/// Why bytes of a data unit are left undecoded.
public enum UnitProblem: Error, Hashable, Sendable {
    /// The unit ends within a field.
    ///
    /// - Parameters:
    ///   - body: The type of the body that the field belongs to; `nil` outside a report's bodies.
    ///   - needed: The bytes that the field has.
    ///   - offset: Where the field begins, in the unit.
    ///   - available: The bytes that there are.
    case truncated(body: UInt8?, needed: Int, offset: Int, available: Int)
    /// A body without a length whose type the edition does not have: nothing after it can be found.
    case unknownBody(UInt8)
    /// A command whose unit the edition does not define.
    case undefinedUnit(Command)
    /// A parameter whose length is not known: nothing after it can be found.
    case unknownParameter(UInt8)
    /// Bytes after everything that the unit should hold.
    case leftOver

    init(_ shortfall: ByteReader.Shortfall, body: UInt8?) {
        self = .truncated(
            body: body,
            needed: shortfall.needed,
            offset: shortfall.offset,
            available: shortfall.available
        )
    }
}

extension UnitProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .truncated(let body, let needed, let offset, let available):
            (body.map { "body 0x\([$0].hex): " } ?? "")
                + "need \(needed) bytes at \(offset), have \(available)"
        case .unknownBody(let type): "unknown body type 0x\([type].hex)"
        case .undefinedUnit(let command):
            "no unit is defined for command 0x\([command.rawValue].hex)"
        case .unknownParameter(let id): "unknown parameter 0x\([id].hex)"
        case .leftOver: "bytes after the end of the unit"
        }
    }
}

/// The bytes of a data unit that are left undecoded, with the reason.
public struct Remainder: Hashable, Sendable {
    /// Where they begin, in the unit.
    public var offset: Int
    public var problem: UnitProblem
    public var bytes: [UInt8]

    /// Creates a remainder.
    public init(offset: Int, problem: UnitProblem, bytes: [UInt8]) {
        self.offset = offset
        self.problem = problem
        self.bytes = bytes
    }
}
