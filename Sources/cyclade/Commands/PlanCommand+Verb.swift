import ArgumentParser
import Planning

/// A verb of `cyclade plan`: it reads a question and prints the answer.
struct PlanVerb<Question: PlanQuestion>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Question.verb,
            abstract: Question.abstract,
            discussion: """
                Keys that mean nothing are refused. Money is in fen, places are in
                millionths of a degree, and times have an offset from UTC, such as
                2026-09-21T08:00:00+08:00.

                EXAMPLES
                  cyclade plan \(Question.verb) --example > request.json
                  cyclade plan \(Question.verb) request.json
                  cyclade plan \(Question.verb) - --json < request.json

                \(Question.keys)
                """
        )
    }

    @Argument(help: ArgumentHelp("The request; '-' for standard input.", valueName: "file"))
    var file: String?

    @Flag(help: "Print a small request, and do nothing else.")
    var example = false

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard example == (file == nil) else {
            throw ValidationError("Give either a file (or '-') or '--example'.")
        }
    }

    func run() async throws {
        guard let file else { return print(Question.example) }
        let answer = try await ExitStatus.report { () async throws -> Question.Answer in
            try self.answer(to: InputFile(file))
        }
        if json { return try JSON.print(answer) }
        print(answer.text)
    }

    private func answer(to file: InputFile) throws -> Question.Answer {
        let bytes = try file.bytes(limit: PlanCommand.byteLimit)
        do {
            return try Question(parsing: bytes).answer()
        } catch {
            throw ExitStatus.saying(ExitStatus.usage, "\(file.name): \(error)")
        }
    }
}
