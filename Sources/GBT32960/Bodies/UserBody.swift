/// Types 80...FE: data of a maker's own.
///
/// - **Source.** Table 19.
public struct UserBody: Hashable, Sendable {
    /// The type, `0x80...0xFE`.
    public var type: UInt8
    /// Whether the length stands before the data, as the standard has it.
    public var hasLength: Bool
    public var data: [UInt8]

    /// Creates a body.
    public init(type: UInt8, hasLength: Bool = true, data: [UInt8]) {
        self.type = type
        self.hasLength = hasLength
        self.data = data
    }
}

/// How the vehicles of one fleet build their user-defined bodies.
///
/// The standard puts a length of two bytes before the data; some fleets leave it out.
public struct UserBodySchema: Hashable, Sendable {
    /// The form of a body.
    public enum Form: Hashable, Sendable {
        /// A length of two bytes, then the data: the standard's form.
        case prefixed
        /// So many bytes of data, without a length.
        case fixed(Int)
        /// Data to the end of the unit, without a length; a signature would be part of it.
        case rest

        /// Reads a number of bytes without a length before them, or `rest`.
        public init?(_ text: some StringProtocol) {
            if text == "rest" {
                self = .rest
            } else {
                guard let count = UInt16(text) else { return nil }
                self = .fixed(Int(count))
            }
        }
    }

    /// The standard's form for every type.
    public static let standard = UserBodySchema([:])

    private let forms: [UInt8: Form]

    /// Creates a schema from the forms of the types that do not follow the standard.
    public init(_ forms: [UInt8: Form]) {
        self.forms = forms
    }

    /// The form of the bodies of `type`.
    public func form(of type: UInt8) -> Form { forms[type] ?? .prefixed }
}

extension UserBody {
    /// Reads a body after its type.
    init(
        type: UInt8,
        from reader: inout ByteReader,
        form: UserBodySchema.Form
    ) throws(ByteReader.Shortfall) {
        self.init(type: type, hasLength: form == .prefixed, data: [])
        switch form {
        case .prefixed: try reader.block("data", &data)
        case .fixed(let count): data = try reader.read(byteCount: max(0, count))
        case .rest: data = try reader.read(byteCount: reader.remaining)
        }
    }
}
