/// The books of all batteries, by number.
struct BatteryBooks: Sendable {
    private var numbers: [String: Int] = [:]
    private var books: [BatteryBook] = []

    var count: Int { books.count }

    /// The number of the battery with this id.
    func number(of id: String) -> Int? { numbers[id] }

    subscript(number: Int) -> BatteryBook {
        get { books[number] }
        _modify { yield &books[number] }
    }

    /// Opens a book.
    mutating func open(_ book: BatteryBook) -> Int {
        numbers[book.id] = books.count
        books.append(book)
        return books.count - 1
    }
}
