/// What is wrong with a request, and where.
///
/// Correct the request: no retry helps.
struct RequestError: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    enum Problem: Hashable {
        /// A key that must be there is not, or is null.
        case missing(expected: String)
        /// A key that has no meaning here.
        case unknownKey(known: [String])
        /// A value of another type or range; what was found, where that can be said.
        case unexpected(found: String?, expected: String)
        /// A value that cannot be used, and why.
        case refused(String)
    }

    /// Where it stands, as `jq` writes it: `packs[2].mass_g`; empty for the request as a whole.
    ///
    /// Of what is no JSON, the line and the byte in it.
    let place: String
    let problem: Problem

    var description: String {
        let place = place.isEmpty ? "the request" : place
        return switch problem {
        case .missing(let expected): "\(place) is missing; expected \(expected)"
        case .unknownKey(let known):
            "\(place) means nothing here; expected one of \(known.joined(separator: ", "))"
        case .unexpected(let found?, let expected): "\(place) is \(found); expected \(expected)"
        case .unexpected(nil, let expected): "\(place): expected \(expected)"
        case .refused(let why): "\(place): \(why)"
        }
    }
}
