/// What a battery is called on the ledger: its code, or its enrolment number if it has none.
public enum BatteryID: Hashable, Sendable {
    /// The code on the battery.
    case code(BatteryCode)
    /// The number given to a battery whose code cannot be read.
    case enrolment(EnrolmentNumber)

    /// Reads what ``text`` writes.
    ///
    /// Takes a code as printed, so that a battery whose label breaks the digit rule can be named
    /// once it is enrolled; see ``BatteryCode/init(asPrinted:)``. Where a code is issued, parse it
    /// with the strict ``BatteryCode/init(_:)``.
    ///
    /// - Throws: ``BatteryIDError``, for an enrolment number when `text` begins with `ENROL-` and
    ///   for a code otherwise.
    public init(_ text: some StringProtocol) throws(BatteryIDError) {
        let text = String(text)
        if text.utf8.starts(with: EnrolmentNumber.prefix.utf8) {
            do throws(IdentifierError) {
                self = .enrolment(try EnrolmentNumber(text))
            } catch {
                throw .enrolment(error)
            }
        } else {
            do throws(BatteryCodeError) {
                self = .code(try BatteryCode(asPrinted: text))
            } catch {
                throw .code(error)
            }
        }
    }

    /// The code or the enrolment number, as written.
    public var text: String {
        switch self {
        case .code(let code): code.text
        case .enrolment(let number): number.text
        }
    }
}

extension BatteryID: Comparable {
    /// The order of the bytes.
    public static func < (lhs: BatteryID, rhs: BatteryID) -> Bool {
        lhs.text < rhs.text
    }
}

extension BatteryID: CustomStringConvertible {
    public var description: String { text }
}

/// A text that names no battery.
public enum BatteryIDError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text is not a battery code.
    case code(BatteryCodeError)
    /// The text begins as an enrolment number and does not go on as one.
    case enrolment(IdentifierError)

    public var description: String {
        switch self {
        case .code(let error): error.description
        case .enrolment(let error): error.description
        }
    }
}
