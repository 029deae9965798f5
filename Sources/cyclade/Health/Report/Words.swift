/// What a page says, in Chinese and in English: readers of both see both.
struct Words: Hashable, Sendable {
    let chinese: String
    let english: String

    init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// Both in one line of plain text.
    var line: String { "\(chinese) \(english)" }

    /// Both, each marked with its language.
    var html: String {
        """
        <span lang="zh">\(chinese.escaped)</span> <span lang="en">\(english.escaped)</span>
        """
    }
}
