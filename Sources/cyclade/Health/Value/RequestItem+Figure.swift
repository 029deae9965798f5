import BatteryHealth

extension RequestItem {
    /// A decimal number.
    func decimal(_ key: String, in allowed: ClosedRange<Double>) throws(RequestError) -> Double {
        let expected = "a number, \(allowed.lowerBound) to \(allowed.upperBound)"
        return try value(key, expected: expected) { value in
            guard case .number(let digits) = value, let number = Double(digits) else { return nil }
            return allowed.contains(number) ? number : nil
        }
    }

    /// A text that says something.
    func words(_ key: String) throws(RequestError) -> String {
        try value(key, expected: "a text that says where the number comes from") { value in
            value.text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        }
    }

    /// A number and where it comes from.
    func figure(
        _ key: String,
        in allowed: ClosedRange<Double>
    ) throws(RequestError) -> PriceDeck.Figure {
        try object(key) { item throws(RequestError) in
            let item = try item.only("value", "source")
            return PriceDeck.Figure(
                try item.decimal("value", in: allowed),
                source: try item.words("source")
            )
        }
    }

    /// What `read` makes of each key of an object, whatever they are; there must be one.
    func each<Value>(
        of key: String,
        _ read: (RequestItem, String) throws(RequestError) -> Value
    ) throws(RequestError) -> [String: Value] {
        let keys = try value(key, expected: "an object with at least one key") { value in
            if case .object(let members) = value, !members.isEmpty {
                members.keys.sorted()
            } else {
                nil
            }
        }
        return try object(key) { item throws(RequestError) in
            var values: [String: Value] = [:]
            for key in keys { values[key] = try read(item, key) }
            return values
        }
    }
}
