import Testing
import Vocabulary

@testable import cyclade

@Suite("Reading requests")
struct PlanReadingTests {
    @Test(
        "JSON is read as RFC 8259 has it",
        arguments: [
            ("null", JSONValue.null),
            (" [true, false]\n", .list([.bool(true), .bool(false)])),
            ("{}", .object([:])),
            (
                #"{"a": [], "b": {"c": null}}"#,
                .object(["a": .list([]), "b": .object(["c": .null])])
            ),
            ("-0", .number("-0")),
            ("[12, -3.50, 1e3, 2E-7]", .list(["12", "-3.50", "1e3", "2E-7"].map { .number($0) })),
            (#""电池 \"\\\/\b\f\n\r\t""#, .text("电池 \"\\/\u{8}\u{C}\n\r\t")),
            (#""\u7535\ud83d\uDE00!""#, .text("电😀!")),
        ]
    )
    func json(text: String, value: JSONValue) throws {
        #expect(try JSONParser.value(of: Array(text.utf8)) == value)
    }

    @Test(
        "what is no JSON is named by line and byte",
        arguments: [
            ("", "line 1, byte 1: expected a value"),
            ("{\"a\": 1,\n}", "line 2, byte 1: expected a key in quotes"),
            ("[1,\n2,]", "line 2, byte 3: expected a value"),
            ("[1 2]", "line 1, byte 4: expected a comma or ]"),
            ("{\"a\" 1}", "line 1, byte 6: expected a colon"),
            ("{\"a\": 1", "line 1, byte 8: expected a comma or }"),
            ("{\"a\": 1, \"a\": 2}", "line 1, byte 10: expected another key"),
            ("{} {}", "line 1, byte 4: expected nothing after the request"),
            ("nul", "line 1, byte 1: expected null"),
            ("-", "line 1, byte 2: expected a value"),
            ("01", "line 1, byte 3: expected no zero before a number"),
            ("1.", "line 1, byte 3: expected a digit"),
            ("1e+", "line 1, byte 4: expected a digit"),
            ("NaN", "line 1, byte 1: expected a value"),
            ("\"a", "line 1, byte 3: expected the end of a text"),
            ("\"a\\", "line 1, byte 4: expected an escape"),
            ("\"\\x\"", "line 1, byte 3: expected an escape"),
            ("\"\\u12G4\"", "line 1, byte 4: expected four hexadecimal digits"),
            ("\"\\uD800\"", "line 1, byte 8: expected a character of Unicode"),
            ("\"\\uD800\\u0041\"", "line 1, byte 14: expected a character of Unicode"),
            ("\"\u{1}\"", "line 1, byte 2: expected a text without control characters"),
            (
                String(repeating: "[", count: 100),
                "line 1, byte 34: expected no more than 32 levels"
            ),
        ]
    )
    func noJSON(text: String, message: String) {
        let error = #expect(throws: RequestError.self) {
            try JSONParser.value(of: Array(text.utf8))
        }
        #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
    }

    @Test("a text that is not UTF-8 is no JSON")
    func notUTF8() {
        #expect(throws: RequestError.self) { try JSONParser.value(of: [0x22, 0xC3, 0x22]) }
    }

    @Test(
        "a moment is shown as clocks in Beijing show it",
        arguments: [
            (0 as UInt64, "1970-01-01T08:00:00+08:00", "1970-01-01 08:00"),
            (1_789_920_000_250, "2026-09-21T00:00:00.250+08:00", "2026-09-21 00:00"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z", "9999-12-31 23:59"),
        ]
    )
    func beijing(milliseconds: UInt64, text: String, minute: String) throws {
        let moment = try UnixMilliseconds(milliseconds)
        let time = BeijingTime(moment)
        #expect(time.text == text)
        #expect(time.minute == minute)
        #expect(UnixMilliseconds(rfc3339: text) == moment)
    }

    @Test(
        "amounts are shown to the fen and to the tenth of a kilometre",
        arguments: [
            (0 as Int64, "0.00 yuan", "0.0 km"), (5, "0.05 yuan", "0.0 km"),
            (12_345, "123.45 yuan", "12.3 km"), (12_350, "123.50 yuan", "12.4 km"),
        ]
    )
    func amounts(amount: Int64, yuan: String, kilometres: String) {
        #expect(PlanText.yuan(amount) == yuan)
        #expect(PlanText.kilometres(amount) == kilometres)
        #expect(PlanText.yuan(-12_345) == "-123.45 yuan")
    }
}
