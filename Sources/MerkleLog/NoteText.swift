/// The rules that signed notes set for text.
enum NoteText {
    /// Whether `name` can name a key: not empty, no Unicode white space, no plus sign.
    ///
    /// Control characters are refused as well, since no note could carry the name.
    static func isKeyName(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && !hasControlCharacter(name.utf8, except: nil)
            && !name.unicodeScalars.contains { $0 == "+" || $0.properties.isWhitespace }
    }

    /// Whether `text` can be the text of a note: lines, each ended by a newline, no control
    /// characters.
    static func isText(_ text: String) -> Bool {
        text.utf8.last == newline && !hasControlCharacter(text.utf8, except: newline)
    }

    /// Whether `line` can be a line: not empty, no control characters.
    static func isLine(_ line: some StringProtocol) -> Bool {
        !line.isEmpty && !hasControlCharacter(line.utf8, except: nil)
    }

    /// Whether the same bytes spell both texts.
    ///
    /// `==` would also accept canonically equivalent spellings, which are different keys.
    static func areSame(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }

    static let newline = UInt8(ascii: "\n")

    private static func hasControlCharacter(
        _ bytes: some Sequence<UInt8>,
        except allowed: UInt8?
    ) -> Bool {
        bytes.contains { $0 < 0x20 && $0 != allowed }
    }
}
