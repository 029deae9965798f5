import Planning

/// An object of a request, whose values are asked for by key.
struct RequestItem {
    private let members: [String: JSONValue]
    /// Where it stands; empty for the request itself.
    private let path: String

    /// Takes an object.
    ///
    /// - Throws: ``RequestError`` when the value is none.
    init(_ value: JSONValue, at place: String) throws(RequestError) {
        guard case .object(let members) = value else {
            throw RequestError(
                place: place,
                problem: .unexpected(found: value.kind, expected: "an object")
            )
        }
        self.members = members
        path = place
    }

    /// The object, which may have these keys and no others.
    func only(_ keys: String...) throws(RequestError) -> RequestItem {
        let unknown = members.keys.filter { !keys.contains($0) }
        if let key = unknown.min() { throw error(at: key.excerpt, .unknownKey(known: keys)) }
        return self
    }

    /// Refuses the object if it lacks one of these keys, which other questions could do without.
    func require(_ keys: String...) throws(RequestError) {
        for key in keys where !has(key) {
            throw error(at: key, .missing(expected: "a value, as this question needs one"))
        }
    }

    /// Whether the object has a value for a key; null is none.
    func has(_ key: String) -> Bool {
        members[key, default: .null] != .null
    }

    /// What `read` makes of the value of a key; `expected` says for an error what it should be.
    func value<Value>(
        _ key: String,
        expected: @autoclosure () -> String,
        _ read: (JSONValue) -> Value?
    ) throws(RequestError) -> Value {
        guard let found = members[key], found != .null else {
            throw error(at: key, .missing(expected: expected()))
        }
        guard let value = read(found) else {
            throw error(at: key, .unexpected(found: found.kind, expected: expected()))
        }
        return value
    }

    /// What `read` makes of a key, or `nil` where the key has no value.
    func optional<Value>(
        _ key: String,
        _ read: (String) throws(RequestError) -> Value
    ) throws(RequestError) -> Value? {
        has(key) ? try read(key) : nil
    }

    /// What `read` makes of the object at a key.
    func object<Value>(
        _ key: String,
        _ read: (RequestItem) throws(RequestError) -> Value
    ) throws(RequestError) -> Value {
        let value = try value(key, expected: "an object") { $0 }
        return try read(RequestItem(value, at: path(to: key)))
    }

    /// What `read` makes of each object of a list.
    func list<Value>(
        _ key: String,
        _ read: (RequestItem) throws(RequestError) -> Value
    ) throws(RequestError) -> [Value] {
        let path = path(to: key)
        var items: [Value] = []
        for (position, value) in try values(key).enumerated() {
            items.append(try read(RequestItem(value, at: "\(path)[\(position)]")))
        }
        return items
    }

    /// The values of a list.
    func values(_ key: String) throws(RequestError) -> [JSONValue] {
        try value(key, expected: "a list") { value in
            if case .list(let values) = value { values } else { nil }
        }
    }

    /// Runs `body`; what it finds wrong is said of this object, or of a key of it.
    func make<Value>(
        _ key: String? = nil,
        _ body: () throws -> Value
    ) throws(RequestError) -> Value {
        do {
            return try body()
        } catch let error as RequestError {
            throw error
        } catch PlanningError.outOfRange(let quantity, let found, let allowed)
            where has(quantity.key)
        {
            let expected = "\(allowed.lowerBound) to \(allowed.upperBound)"
            throw error(at: quantity.key, .unexpected(found: "\(found)", expected: expected))
        } catch {
            throw self.error(at: key, .refused("\(error)"))
        }
    }

    /// An error about a key of this object, or about the object itself.
    func error(at key: String?, _ problem: RequestError.Problem) -> RequestError {
        RequestError(place: key.map(path(to:)) ?? path, problem: problem)
    }

    private func path(to key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }
}

extension PlanningQuantity {
    /// The key that a request has for it, if it has one: most are named alike.
    fileprivate var key: String {
        switch self {
        case .wattHours: "energy_wh"
        case .metres: "reach_m"
        default:
            rawValue.reduce(into: "") { key, letter in
                key += letter.isUppercase ? "_\(letter.lowercased())" : "\(letter)"
            }
        }
    }
}
