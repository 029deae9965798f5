@testable import cyclade

/// Where a value stands in a request.
struct JSONPlace {
    enum Step {
        case key(String)
        case index(Int)
    }

    var steps: [Step] = []

    /// The place as errors write it.
    var text: String {
        steps.reduce(into: "") { text, step in
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }

    func appending(_ step: Step) -> JSONPlace {
        JSONPlace(steps: steps + [step])
    }

    /// Every value in a value, itself included.
    static func all(in value: JSONValue) -> [(JSONPlace, JSONValue)] {
        all(in: value, at: JSONPlace())
    }

    private static func all(
        in value: JSONValue,
        at place: JSONPlace
    ) -> [(JSONPlace, JSONValue)] {
        let within: [(JSONPlace, JSONValue)] =
            switch value {
            case .list(let values):
                values.enumerated().flatMap { all(in: $1, at: place.appending(.index($0))) }
            case .object(let members):
                members.flatMap { all(in: $1, at: place.appending(.key($0))) }
            default: []
            }
        return [(place, value)] + within
    }

    /// A value with another at this place.
    func replacing(with new: JSONValue, in value: JSONValue) -> JSONValue {
        guard let step = steps.first else { return new }
        let rest = JSONPlace(steps: Array(steps.dropFirst()))
        switch (step, value) {
        case (.key(let key), .object(var members)):
            members[key] = members[key].map { rest.replacing(with: new, in: $0) }
            return .object(members)
        case (.index(let index), .list(var values)):
            values[index] = rest.replacing(with: new, in: values[index])
            return .list(values)
        default:
            return value
        }
    }
}
