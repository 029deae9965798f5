import GRDB

/// Why summaries cannot be read or written.
public enum SummaryError: Error, Hashable, Sendable {
    /// The file or its directory cannot be used.
    case file(path: String, FileProblem)

    public enum FileProblem: Hashable, Sendable {
        /// Others than its owner may read or write it.
        case exposed
        case notOwned
        /// Neither a file nor a directory, where one is expected; a symbolic link perhaps.
        case irregular
        /// Another process holds the file.
        case busy
        case otherFormat(found: Int, expected: Int)
        /// What it holds was never written so. Remove it: it is made again from the segments.
        case damaged(String)
        /// What the operating system or SQLite says.
        case io(String)
    }
}

extension SummaryError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .file(let path, let problem): "\(path) \(problem.text(path))"
        }
    }
}

extension SummaryError.FileProblem {
    fileprivate func text(_ path: String) -> String {
        switch self {
        case .exposed: "can be read by others. Run 'chmod go= \(path)'."
        case .notOwned: "belongs to another user. Run this as its owner."
        case .irregular: "is not a regular file or directory. Name another path."
        case .busy: "is in use by another process. Try again when that has ended."
        case .otherFormat(let found, let expected):
            "has format \(found), not \(expected). Remove it and make it again from the segments, or "
                + "use the version that wrote it."
        case .damaged(let what):
            "is damaged: \(what). Remove it and make it again from the segments."
        case .io(let what): "cannot be read or written: \(what)."
        }
    }
}

extension SummaryError {
    /// Runs an operation on the database at `path`, telling damage from failure.
    static func catching<Value>(
        at path: String,
        _ body: () throws -> Value
    ) throws(SummaryError) -> Value {
        do {
            return try body()
        } catch let error as SummaryError {
            throw error
        } catch is MalformedSamples {
            throw .file(path: path, .damaged("samples are not as they were written"))
        } catch let error as DatabaseError {
            throw .file(path: path, problem(error))
        } catch {
            throw .file(path: path, .io("\(error)"))
        }
    }

    private static func problem(_ error: DatabaseError) -> FileProblem {
        let message = error.message ?? "\(error.resultCode)"
        return switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(message)
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        default: .io(message)
        }
    }
}
