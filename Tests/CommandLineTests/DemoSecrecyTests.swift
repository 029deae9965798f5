import CycladeSchema
import Foundation
import LedgerNode
import SwiftProtobuf
import TestSupport
import Testing
import Vault
import Verification
import Vocabulary

/// What a whole demo leaves behind tells no confidential value to who was not let to read it.
@Suite("Secrecy of a demo", .timeLimit(.minutes(15)))
struct DemoSecrecyTests {
    @Test("a nation's ledger, logs, backups and vaults tell no confidential value")
    func nation() throws {
        let nation = try PlayedNation()
        try expectNothingInClear(nation)
        try expectNothingToTry(nation)
        try expectNothingUngranted(nation)
    }

    /// No file and no output holds a value in clear, nor the salt of any.
    private func expectNothingInClear(_ nation: PlayedNation) throws {
        let payloads = nation.vaults.values.flatMap(\.own)
        #expect(Set(payloads.map(\.kind)).isSuperset(of: PlayedNation.expectedKinds))
        var spellings: [[UInt8]: Payload] = [:]
        for payload in payloads {
            for spelling in payload.spellings { spellings[spelling] = payload }
        }
        let haystack = Haystack(searchedFor: spellings.keys)
        // The search finds every value where it is.
        for payload in payloads {
            let clear = payload.bytes + payload.unsalted + payload.texts.flatMap { $0 + [0] }
            #expect(haystack.found(in: clear).isSuperset(of: payload.spellings), "\(payload)")
        }
        // Amounts of few digits stand in long files by chance, and in what is printed they do not.
        let amounts = Set(payloads.compactMap(\.fen).map { "\($0)" })
        #expect(amounts.count > 100)
        for leftover in try nation.leftovers() {
            let found = haystack.found(in: leftover.bytes)
            #expect(found.isEmpty, "\(leftover.name): \(found.compactMap { spellings[$0] })")
            guard leftover.isPrinted else { continue }
            let numbers = String(decoding: leftover.bytes, as: UTF8.self).split { !$0.isNumber }
            #expect(amounts.isDisjoint(with: numbers.map(String.init)), "\(leftover.name)")
        }
    }

    /// The log shows the commitments, and trying all values of a small domain finds none of them.
    private func expectNothingToTry(_ nation: PlayedNation) throws {
        let payloads = nation.vaults.values.flatMap(\.own)
        let commitments = Set(payloads.map(\.commitment))
        let haystack = Haystack(searchedFor: commitments.map(\.digest.bytes))
        // In the file, a few are cut by its pages.
        #expect(haystack.found(in: try nation.ledger()).count > commitments.count * 9 / 10)
        let log = try nation.log().reduce(into: Set()) { $0.formUnion(haystack.found(in: $1)) }
        #expect(log.count == commitments.count)

        // Every rent that a plan may have, of one lease, as who has the ledger would try them.
        let rent = try #require(payloads.first { $0.kind == .rent && $0.fen != nil })
        let rents = (UInt64(29_900)...89_900).map { ClearPayload.OneOf_Content.amountFen($0) }
        try expectHidden(rent, among: rents, commitments)
        // Every number of the vehicles, of one vehicle.
        let vin = try #require(payloads.first { $0.kind == .vin })
        let numbers = Set(payloads.filter { $0.kind == .vin }.compactMap(\.text))
        try expectHidden(vin, among: numbers.map { .text($0) }, commitments)
    }

    /// A member opens what it keeps and what it was granted, and nothing else.
    private func expectNothingUngranted(_ nation: PlayedNation) throws {
        let grants = nation.vaults.values.reduce(0) { $0 + $1.granted.count }
        #expect(grants > 50)
        let all = Set(nation.vaults.values.flatMap(\.own).map(\.commitment))
        for (member, vault) in nation.vaults {
            let open = Set((vault.own + vault.granted).map(\.commitment))
            let store = try nation.open(member)
            for commitment in all.subtracting(open).prefix(50) {
                #expect(throws: (any Error).self) { try store.open(commitment) }
            }
            try store.close()
            // What was granted is what the owner keeps, and only numbers and papers are.
            for payload in vault.granted {
                #expect(all.contains(payload.commitment))
                #expect(payload.kind == .vin || payload.kind == .paper)
            }
        }
    }

    /// Expects that no value gives one of the commitments without the salt, and that the true one does
    /// with it.
    private func expectHidden(
        _ payload: Payload,
        among values: [ClearPayload.OneOf_Content],
        _ commitments: Set<Commitment>
    ) throws {
        var message = try ClearPayload(serializedBytes: payload.bytes)
        let salt = message.salt
        var withSalt = 0
        for value in values {
            message.content = value
            for guess in [Data(), Data(count: Payload.saltByteCount), salt] {
                message.salt = guess
                let bytes: [UInt8] = try message.serializedBytes()
                guard commitments.contains(Commitment(to: bytes)) else { continue }
                #expect(guess == salt, "\(payload) was found without its salt")
                withSalt += 1
            }
        }
        #expect(withSalt == 1)
    }
}

/// A small nation that was played to its end.
private struct PlayedNation {
    struct Vault {
        var own: [Payload] = []
        var granted: [Payload] = []
    }

    /// A file, or what a command has printed.
    struct Leftover {
        let name: String
        let bytes: [UInt8]
        let isPrinted: Bool
    }

    static let expectedKinds: Set<PayloadKind> = [
        .vin, .owner, .rent, .deposit, .price, .payment, .site, .user, .paper, .notice,
        .photographs,
    ]

    private let directory: TemporaryDirectory
    private let outcome: CommandLine.Outcome
    /// What each member's vault opens.
    private(set) var vaults: [String: Vault] = [:]

    private var path: String { "\(directory.path)/nation" }
    private var export: String { "\(directory.path)/public-log" }

    init() throws {
        directory = try TemporaryDirectory()
        outcome = try CommandLine.cyclade(
            "demo",
            "--scenario",
            "national",
            "--fleet",
            "150",
            "--years",
            "4",
            "--seed",
            "11",
            "--data-dir",
            "\(directory.path)/nation"
        )
        try #require(outcome.status == 0, "\(outcome.errors)")
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(path)/vaults")
        where name.hasSuffix(".vault") {
            let member = String(name.dropLast(6))
            let store = try open(member)
            var vault = Vault()
            for commitment in try store.commitments() {
                let payload = try store.open(commitment)
                if try store.entry(commitment).grantor == nil {
                    vault.own.append(payload)
                } else {
                    vault.granted.append(payload)
                }
            }
            vaults[member] = vault
            try store.close()
        }
    }

    func open(_ member: String) throws -> VaultStore {
        let keys = try VaultKeys(readingFrom: "\(path)/keys/\(member).vault-key")
        return try VaultStore(opening: "\(path)/vaults/\(member).vault", keys: keys)
    }

    /// The ledger's own file.
    func ledger() throws -> [UInt8] { try read("\(path)/ledger.sqlite") }

    /// Everything that is left but the key files: databases, an export, a backup, what was printed.
    func leftovers() throws -> [Leftover] {
        var list: [Leftover] = []
        func print(_ name: String, _ result: CommandLine.Outcome) {
            let bytes = Array(result.output.utf8) + Array(result.errors.utf8)
            list.append(Leftover(name: name, bytes: bytes, isPrinted: true))
        }
        print("demo", outcome)
        for arguments in [
            ["ledger", "export", export, "--data-dir", path],
            ["ledger", "audit", "--data-dir", path],
            ["supervision", "warnings", "--data-dir", path, "--json"],
            ["supervision", "credit", "--data-dir", path],
        ] {
            let result = try CommandLine.cyclade(arguments)
            #expect(result.status == 0, "\(result.errors)")
            print(arguments.joined(separator: " "), result)
        }
        for member in vaults.keys {
            let store = try open(member)
            try store.backUp(to: "\(directory.path)/backups/\(member).backup")
            try store.close()
        }
        for file in try files(below: directory.path) where !file.contains("/keys/") {
            list.append(Leftover(name: file, bytes: try read(file), isPrinted: false))
        }
        return list
    }

    /// The log in the files that anyone may be given; ``leftovers()`` has written them.
    func log() throws -> [[UInt8]] { try files(below: export).map(read) }

    private func files(below folder: String) throws -> [String] {
        let names = try #require(FileManager.default.enumerator(atPath: folder))
        return names.compactMap { $0 as? String }.map { "\(folder)/\($0)" }.filter { file in
            var isDirectory: ObjCBool = false
            let exists = unsafe FileManager.default.fileExists(
                atPath: file,
                isDirectory: &isDirectory
            )
            return exists && !isDirectory.boolValue
        }
    }

    private func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }
}

// MARK: - Spellings

extension Payload {
    fileprivate var text: String? {
        if case .text(let text) = content { text } else { nil }
    }

    fileprivate var fen: Int64? {
        if case .amount(let fen) = content { fen.rawValue } else { nil }
    }

    /// How the value could be written as text; short numbers occur by chance and say nothing.
    fileprivate var texts: [[UInt8]] {
        switch content {
        case .text(let text): [Array(text.utf8)]
        case .document(let bytes): [bytes]
        case .amount(let fen): ["\(fen.rawValue)"].map { Array($0.utf8) }.filter { $0.count >= 8 }
        case .place(let point): point.spellings
        }
    }

    /// The message's own form, with its subject and without the salt that hides it.
    fileprivate var unsalted: [UInt8] { Array(bytes.dropFirst(Payload.saltByteCount + 2)) }

    /// The texts, the message's own form, and the salt that would give it away.
    fileprivate var spellings: Set<[UInt8]> {
        Set(texts + [unsalted, Array(bytes[2..<Payload.saltByteCount + 2])])
    }
}

extension GeoPoint {
    /// In degrees and in millionths, and both coordinates beside each other as programs store them.
    fileprivate var spellings: [[UInt8]] {
        let pair = [latitudeE6, longitudeE6]
        let texts = pair.flatMap { value -> [String] in
            let degrees = Double(value) / 1_000_000
            return ["\(value)", "\(degrees)", String(format: "%.6f", degrees)]
        }
        let bigEndian = pair.flatMap { value in
            stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
        }
        let littleEndian = pair.flatMap { value in
            stride(from: 0, through: 24, by: 8).map { UInt8(truncatingIfNeeded: value >> $0) }
        }
        return texts.map { Array($0.utf8) }.filter { $0.count >= 8 } + [bigEndian, littleEndian]
    }
}
