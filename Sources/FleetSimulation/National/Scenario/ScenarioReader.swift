import Yams

/// Reads one mapping of a scenario file, and names the key of whatever is wrong in it.
struct ScenarioReader {
    /// Longer than any scenario: 256 KiB.
    static let mostBytes = 262_144

    private let path: String
    private let values: [(key: String, node: Node)]

    /// Reads a whole file.
    init(yaml: String) throws(ScenarioError) {
        guard yaml.utf8.count <= Self.mostBytes else { throw .tooLong(bytes: yaml.utf8.count) }
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw .unreadable("\(error)")
        }
        try self.init(root ?? Node([(Node, Node)]()), path: "")
    }

    private init(_ node: Node, path: String) throws(ScenarioError) {
        self.path = path
        guard case .mapping(let mapping) = node else {
            throw .wrongKind(path.isEmpty ? "scenario" : path, expected: "a mapping of keys")
        }
        var values: [(key: String, node: Node)] = []
        for (key, value) in mapping {
            guard let name = key.string else {
                throw .wrongKind(path.isEmpty ? "scenario" : path, expected: "a name as key")
            }
            values.append((name, value))
        }
        self.values = values
    }

    /// The whole name of a key, as messages have it: `swaps.mean_days`.
    func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Refuses keys other than `allowed`.
    func allow(_ allowed: [String]) throws(ScenarioError) {
        for (key, _) in values where !allowed.contains(key) {
            throw .unknownKey(name(key), allowed: allowed)
        }
    }

    /// Whether the key is there.
    func has(_ key: String) -> Bool { values.contains { $0.key == key } }

    private func node(_ key: String) throws(ScenarioError) -> Node {
        guard let value = values.first(where: { $0.key == key }) else {
            throw .missingKey(name(key))
        }
        return value.node
    }

    /// The mapping under a key.
    func section(_ key: String) throws(ScenarioError) -> ScenarioReader {
        try ScenarioReader(try node(key), path: name(key))
    }

    /// The mappings of a list under a key.
    func list(
        _ key: String,
        count: ClosedRange<Int>
    ) throws(ScenarioError) -> [ScenarioReader] {
        let nodes = try sequence(key)
        guard count.contains(nodes.count) else {
            throw .outOfRange(
                name(key),
                found: "\(nodes.count) of them",
                allowed: "\(count.lowerBound) to \(count.upperBound) of them"
            )
        }
        var readers: [ScenarioReader] = []
        for (index, node) in nodes.enumerated() {
            readers.append(try ScenarioReader(node, path: "\(name(key))[\(index)]"))
        }
        return readers
    }

    private func sequence(_ key: String) throws(ScenarioError) -> [Node] {
        guard case .sequence(let nodes) = try node(key) else {
            throw .wrongKind(name(key), expected: "a list")
        }
        return Array(nodes)
    }

    /// A number within limits.
    func number(
        _ key: String,
        _ limits: ClosedRange<Double>
    ) throws(ScenarioError) -> Double {
        guard let value = try node(key).float, value.isFinite else {
            throw .wrongKind(name(key), expected: "a number")
        }
        guard limits.contains(value) else {
            throw .outOfRange(
                name(key),
                found: "\(value)",
                allowed: "\(limits.lowerBound) to \(limits.upperBound)"
            )
        }
        return value
    }

    /// A whole number within limits.
    func whole(_ key: String, _ limits: ClosedRange<Int>) throws(ScenarioError) -> Int {
        try whole(try node(key), name(key), limits)
    }

    private func whole(
        _ node: Node,
        _ name: String,
        _ limits: ClosedRange<Int>
    ) throws(ScenarioError) -> Int {
        guard let value = node.int else { throw .wrongKind(name, expected: "a whole number") }
        guard limits.contains(value) else {
            throw .outOfRange(
                name,
                found: "\(value)",
                allowed: "\(limits.lowerBound) to \(limits.upperBound)"
            )
        }
        return value
    }

    /// Two whole numbers, the first no larger than the second.
    func span(
        _ key: String,
        _ limits: ClosedRange<Int>
    ) throws(ScenarioError) -> ClosedRange<Int> {
        let nodes = try sequence(key)
        guard nodes.count == 2 else {
            throw .wrongKind(name(key), expected: "a list of two numbers")
        }
        let first = try whole(nodes[0], "\(name(key))[0]", limits)
        let last = try whole(nodes[1], "\(name(key))[1]", first...limits.upperBound)
        return first...last
    }

    /// A text that `isAllowed`, in words `allowed`.
    func text(
        _ key: String,
        allowed: String,
        where isAllowed: (String) -> Bool
    ) throws(ScenarioError) -> String {
        guard let value = try node(key).string else {
            throw .wrongKind(name(key), expected: "a text")
        }
        guard isAllowed(value) else {
            throw .outOfRange(name(key), found: "'\(value.prefix(40))'", allowed: allowed)
        }
        return value
    }

    /// A truth value.
    func flag(_ key: String) throws(ScenarioError) -> Bool {
        guard let value = try node(key).bool else {
            throw .wrongKind(name(key), expected: "true or false")
        }
        return value
    }
}
