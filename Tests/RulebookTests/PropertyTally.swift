import CycladeSchema
import FoundationEssentials
import Rulebook
import TestSupport

/// What a run of commands has done: how often each was allowed, and what went in and came out.
struct PropertyTally {
    /// How often a command of each name was drawn, and allowed.
    private(set) var drawn: [String: Int] = [:]
    private(set) var allowed: [String: Int] = [:]
    /// Batteries that came to the ledger.
    private(set) var born = 0
    /// What was taken apart, and what did not become a lot.
    private(set) var dismantledG: UInt64 = 0
    private(set) var lostG: UInt64 = 0

    mutating func count(_ command: Command, _ result: Result<[Event], Refusal>) {
        let name = Mirror(reflecting: command).children.first?.label ?? ""
        drawn[name, default: 0] += 1
        guard case .success(let events) = result else { return }
        allowed[name, default: 0] += 1
        for case .battery(.born) in events { born += 1 }
    }

    mutating func weigh(_ dismantling: Dismantle, of batteries: [Battery]) {
        dismantledG += batteries.map(\.massG).reduce(0, +)
        lostG += dismantling.wasteG + dismantling.emissionsG
    }

    /// Each command of the contract with its counts, the rarest first.
    var table: String {
        Self.commands
            .sorted { allowed[$0, default: 0] < allowed[$1, default: 0] }
            .map { "\($0) \(allowed[$0, default: 0])/\(drawn[$0, default: 0])" }
            .joined(separator: ", ")
    }

    /// Commands of the contract that were never allowed.
    var missing: [String] { Self.commands.filter { allowed[$0] == nil } }

    /// The names of all commands, as the contract lists them.
    static let commands: [String] = {
        let url = Repository.root.appending(path: "proto/cyclade/v1/transaction.proto")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        let choices = text.split(separator: "oneof command {").dropFirst().first ?? ""
        return choices.prefix { $0 != "}" }.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 4, words[2] == "=" else { return nil }
            return words[1].split(separator: "_").enumerated()
                .map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }
                .joined()
        }
    }()
}
