import Planning

/// A question that can be put to the planning library from the command line.
protocol PlanQuestion {
    associatedtype Answer: PlanAnswer

    /// The verb that asks it.
    static var verb: String { get }
    /// What it asks for, in one sentence.
    static var abstract: String { get }
    /// The keys of a request, each with what it means.
    static var keys: String { get }
    /// A small request that has an answer.
    static var example: String { get }

    /// Reads the question.
    init(_ item: RequestItem) throws(RequestError)

    /// Answers it.
    func answer() throws(PlanningError) -> Answer
}

extension PlanQuestion {
    /// Reads the question from JSON.
    init(parsing bytes: [UInt8]) throws(RequestError) {
        try self.init(RequestItem(JSONParser.value(of: bytes), at: ""))
    }
}

/// An answer, encoded for programs.
protocol PlanAnswer: Encodable {
    /// The answer for a person.
    var text: String { get }
}
