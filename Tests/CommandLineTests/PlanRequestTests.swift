import Testing

@testable import cyclade

@Suite("Requests for plans")
struct PlanRequestTests {
    @Test("a key that means nothing is refused in every object", arguments: Verb.allCases)
    func unknownKeys(verb: Verb) throws {
        let example = try verb.example
        for (place, value) in JSONPlace.all(in: example) {
            guard case .object(var members) = value else { continue }
            members["surprise"] = .number("1")
            let error = verb.error(in: place.replacing(with: .object(members), in: example))
            #expect(error?.place == place.appending(.key("surprise")).text)
            #expect(error?.description.contains("means nothing here; expected one of") == true)
        }
    }

    @Test("a value of another type is named where it stands", arguments: Verb.allCases)
    func otherTypes(verb: Verb) throws {
        let example = try verb.example
        for (place, value) in JSONPlace.all(in: example) {
            let isObject = if case .object = value { true } else { false }
            let other = isObject ? JSONValue.list([]) : .object([:])
            let error = verb.error(in: place.replacing(with: other, in: example))
            #expect(error?.place == place.text)
            #expect(error?.description.contains("expected") == true)
        }
    }

    @Test("a value that is needed is missed by its name", arguments: Verb.allCases)
    func missingValues(verb: Verb) throws {
        let example = try verb.example
        var missed: Set<String> = []
        for (place, _) in JSONPlace.all(in: example) {
            // Without its days a stretch is of every day, and overlaps others.
            guard case .key(let key)? = place.steps.last, key != "days",
                let error = verb.error(in: place.replacing(with: .null, in: example))
            else { continue }
            // A site is named by either key.
            #expect(error.place == place.text || key == "point_id")
            #expect(error.description.contains("is missing; expected"))
            missed.insert(key)
        }
        #expect(missed.isSuperset(of: verb.needed))
    }

    @Test("what is wrong is named by its place, with what is allowed", arguments: RequestFault.all)
    func faults(fault: RequestFault) throws {
        let text = fault.verb.question.example
        try #require(text.contains(fault.old), "the example has changed")
        let spoilt = text.replacing(fault.old, with: fault.new, maxReplacements: 1)
        let error = fault.verb.error(in: spoilt)
        #expect(error?.description.hasPrefix(fault.message) == true, "\(String(describing: error))")
    }

    @Test("no number and no empty list stops the program", arguments: Verb.allCases)
    func extremes(verb: Verb) throws {
        let example = try verb.example
        let numbers = ["0", "1", "1000000000", "9007199254740991", "9223372036854775807"]
        var answered = 0
        for (place, value) in JSONPlace.all(in: example) {
            let others: [JSONValue] =
                switch value {
                case .number: numbers.map { .number($0) }
                case .list: [.list([])]
                default: []
                }
            for other in others {
                let request = place.replacing(with: other, in: example)
                if try verb.answers(request) { answered += 1 }
            }
        }
        #expect(answered > 0)
    }

    @Test("sites that only lie somewhere may leave out what they take")
    func places() throws {
        let loads = Verb.loads.question.example
        #expect(!loads.contains("intake"))
        #expect(Verb.loads.error(in: loads) == nil)
    }
}
