import Testing
import Vocabulary

@Suite("Identifiers")
struct IdentifierTests {
    /// A kind of identifier with texts that are one and texts that are none.
    struct Kind: Sendable, CustomTestStringConvertible {
        let type: any Identifier.Type
        let good: [String]
        let bad: [String]

        var testDescription: String { "\(type)" }
    }

    @Test("take what their pattern allows and give it back", arguments: kinds)
    func good(kind: Kind) throws {
        for text in kind.good {
            #expect(try kind.type.init(text).text == text)
            #expect(try kind.type.init(text).description == text)
        }
    }

    @Test("refuse all else, naming the type", arguments: kinds)
    func bad(kind: Kind) {
        for text in kind.bad + alwaysBad {
            let error = #expect(throws: IdentifierError.self) { try kind.type.init(text) }
            #expect(error?.type == "\(kind.type)")
            #expect(error?.expected == kind.type.pattern.description)
        }
    }

    @Test("say what is wrong and where", arguments: problems)
    func problem(text: String, found: String, problem: IdentifierProblem) {
        let error = #expect(throws: IdentifierError.self) { try MemberID(text) }
        #expect(error?.problem == problem)
        #expect(error?.found == found)
    }

    @Test("say it in a sentence that can be acted on")
    func message() {
        let error = #expect(throws: IdentifierError.self) { try MemberID("c\u{430}tl") }
        #expect(
            error?.description
                == #"MemberID "c\u{0430}tl": has '\u{0430}' (U+0430) at position 2; "#
                + "expected 1 to 32 characters of a-z 0-9 -, the first of a-z"
        )
        let origin = #expect(throws: IdentifierError.self) { try LedgerOrigin("") }
        #expect(
            origin?.description == #"LedgerOrigin "": is 0 bytes long; "#
                + "expected 1 to 200 characters of a-z 0-9 . - /, the first of a-z 0-9, "
                + "also after each '/', and not ending in one"
        )
        let number = #expect(throws: IdentifierError.self) {
            try EnrolmentNumber("ENROLL0123456789ABCDEF")
        }
        #expect(
            number?.description == #"EnrolmentNumber "ENROLL0123456789ABCDEF": "#
                + "does not begin with 'ENROL-'; "
                + "expected exactly 22 characters, 'ENROL-' and then of 0-9 A-F"
        )
    }

    @Test("repeat no more than 64 bytes of what they refuse")
    func truncation() {
        let text = String(repeating: "\u{4E00}", count: 1_000_000)
        let error = #expect(throws: IdentifierError.self) { try MemberID(text) }
        #expect(error?.found == String(repeating: #"\u{4E00}"#, count: 21) + "...")
    }

    @Test("read a part of a longer text")
    func substring() throws {
        let text = "by byd-1 on Monday"
        let part = text.split(separator: " ")[1]
        #expect(try MemberID(part) == MemberID("byd-1"))
    }

    @Test("sort by their bytes")
    func order() throws {
        let sorted = try ["a", "Z", "9", "a.b", "a-b", "aB", "A"].map { try LotID($0) }.sorted()
        #expect(sorted.map(\.text) == ["9", "A", "Z", "a", "a-b", "a.b", "aB"])
    }

    static let kinds: [Kind] =
        [
            Kind(
                type: MemberID.self,
                good: ["a", "catl", "byd-1", String(repeating: "z", count: 32)],
                bad: ["1a", "-a", "Catl", "a_b", "a.b", String(repeating: "z", count: 33)]
            ),
            Kind(
                type: KeyID.self,
                good: ["1", "-", "2026-a", String(repeating: "0", count: 32)],
                bad: ["A", "a/b", String(repeating: "0", count: 33)]
            ),
            Kind(
                type: LedgerOrigin.self,
                good: [
                    "cyclade.example/demo", "localhost", "a/b/c", "1/2-3",
                    String(repeating: "o", count: 200),
                ],
                bad: [
                    "/", "a/", "/a", "a//b", "a/../b", "./a", "..", "a b", "a+b", "https://a",
                    "A/b",
                    String(repeating: "o", count: 201),
                ]
            ),
            Kind(
                type: VehicleID.self,
                good: ["0123456789abcdef0123456789abcdef"],
                bad: [
                    "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0",
                    "0123456789ABCDEF0123456789ABCDEF", "g123456789abcdef0123456789abcdef",
                ]
            ),
            Kind(
                type: ManufacturerCode.self,
                good: ["001", "04Q", "ZZZ"],
                bad: ["01", "0001", "04q", "0-1"]
            ),
            Kind(
                type: EnrolmentNumber.self,
                good: ["ENROL-0123456789ABCDEF"],
                bad: [
                    "ENROL-0123456789ABCDE", "ENROL-0123456789abcdef", "enrol-0123456789ABCDEF",
                    "ENROL-0123456789ABCDEG", "ENROL-0123456789ABCDEF0", "0123456789ABCDEF012345",
                ]
            ),
        ] + records

    static let records: [Kind] = recordTypes.map { type in
        Kind(
            type: type,
            good: ["0", "Z9", "NCM-523_v2.1", String(repeating: "x", count: 64)],
            bad: [".a", "-a", "_a", "a/b", "a:b", String(repeating: "x", count: 65)]
        )
    }

    static let recordTypes: [any Identifier.Type] = [
        ModelID.self, LeaseID.self, StationID.self, ContractID.self, DeliveryID.self,
        ShipmentID.self, LotID.self, PriceIndexID.self, AssessmentMethod.self,
    ]

    static let problems: [(String, String, IdentifierProblem)] = [
        ("", "", .length(0)),
        (
            "abcdefghijklmnopqrstuvwxyz-012345", "abcdefghijklmnopqrstuvwxyz-012345", .length(33)
        ),
        ("9a", "9a", .character(position: 1, found: "9")),
        ("a b", "a b", .character(position: 2, found: " ")),
        ("a\0b", #"a\0b"#, .character(position: 2, found: "\0")),
        ("ab\n", #"ab\n"#, .character(position: 3, found: "\n")),
        ("\u{430}b", #"\u{0430}b"#, .character(position: 1, found: "\u{430}")),
        ("a\u{FF11}", #"a\u{FF11}"#, .character(position: 2, found: "\u{FF11}")),
        ("e\u{301}", #"e\u{0301}"#, .character(position: 2, found: "\u{301}")),
        ("a\u{1F50B}", #"a\u{0001F50B}"#, .character(position: 2, found: "\u{1F50B}")),
    ]
}

/// Texts that no kind of identifier takes: empty, blank, control characters, look-alikes.
private let alwaysBad = [
    "", " ", "a ", " a", "a\0", "\0", "a\n", "a\tb", "\u{7F}", "a\"b", "a\\b",
    "\u{430}", "a\u{455}", "\u{FF10}", "\u{FF21}", "a\u{200B}", "\u{FEFF}a", "e\u{301}", "\u{E9}",
    "0123456789abcdef0123456789abcde\u{435}", "ENROL-0123456789ABCDE\u{410}", "0\u{410}Q",
]
