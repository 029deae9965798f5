import Vocabulary

extension RequestItem {
    func text(_ key: String) throws(RequestError) -> String {
        try value(key, expected: "a text", \.text)
    }

    /// A whole number; within a range, unless the planning checks it.
    func number<Number: FixedWidthInteger>(
        _ key: String,
        in allowed: ClosedRange<Number>? = nil
    ) throws(RequestError) -> Number {
        let range = allowed.map { ", \($0.lowerBound) to \($0.upperBound)" } ?? ""
        return try value(key, expected: "a whole number\(range)") { value in
            guard case .number(let digits) = value, let number = Number(digits) else { return nil }
            return allowed?.contains(number) == false ? nil : number
        }
    }

    func amount<Kind: Amount>(
        _ key: String,
        atMost limit: Int64 = Kind.limit
    ) throws(RequestError) -> Kind {
        let number = try number(key, in: 0...limit)
        return try make(key) { try Kind(number) }
    }

    /// A name that follows the pattern of its kind.
    func name<Kind: Identifier>(_ key: String) throws(RequestError) -> Kind {
        let text = try text(key)
        return try make(key) { try Kind(text) }
    }

    func names<Kind: Identifier>(_ key: String) throws(RequestError) -> [Kind] {
        try texts(key) { place, text throws(RequestError) in
            try make(place) { try Kind(text) }
        }
    }

    func battery() throws(RequestError) -> BatteryID {
        let text = try text("battery_id")
        return try make("battery_id") { try BatteryID(text) }
    }

    func place() throws(RequestError) -> GeoPoint {
        let latitude: Int32 = try number("latitude_e6", in: -90_000_000...90_000_000)
        let longitude: Int32 = try number("longitude_e6", in: -180_000_000...180_000_000)
        return try make { try GeoPoint(latitudeE6: latitude, longitudeE6: longitude) }
    }

    func moment(_ key: String) throws(RequestError) -> UnixMilliseconds {
        let expected = "a time of 1970 to 9999 with an offset, such as 2026-09-21T08:00:00+08:00"
        return try value(key, expected: expected) { value in
            value.text.flatMap { UnixMilliseconds(rfc3339: $0) }
        }
    }

    /// One of several things, by its name.
    func choice<Choice>(_ key: String, among all: [Choice]) throws(RequestError) -> Choice {
        try match(try text(key), at: key, among: all)
    }

    /// Several of many things, each by its name.
    func choices<Choice>(_ key: String, among all: [Choice]) throws(RequestError) -> [Choice] {
        try texts(key) { place, text throws(RequestError) in
            try match(text, at: place, among: all)
        }
    }

    private func match<Choice>(
        _ text: String,
        at key: String,
        among all: [Choice]
    ) throws(RequestError) -> Choice {
        if let choice = all.first(where: { "\($0)" == text }) { return choice }
        let names = all.map { "\($0)" }.joined(separator: ", ")
        let found = JSONValue.text(text).kind
        throw error(at: key, .unexpected(found: found, expected: "one of \(names)"))
    }

    /// What `read` makes of each text of a list, given the text's place and the text.
    private func texts<Value>(
        _ key: String,
        _ read: (String, String) throws(RequestError) -> Value
    ) throws(RequestError) -> [Value] {
        var results: [Value] = []
        for (position, value) in try values(key).enumerated() {
            let place = "\(key)[\(position)]"
            guard let text = value.text else {
                throw error(at: place, .unexpected(found: value.kind, expected: "a text"))
            }
            results.append(try read(place, text))
        }
        return results
    }
}
