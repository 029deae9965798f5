import Glibc

/// A file that holds a request as one JSON object.
enum RequestFile {
    /// The largest file that is read: 64 MiB.
    static let byteLimit = 64 << 20

    /// Why a file holds no request.
    enum Problem: Error, CustomStringConvertible {
        case unreadable
        case tooLarge

        var description: String {
            switch self {
            case .unreadable: "cannot be read"
            case .tooLarge: "is larger than \(byteLimit >> 20) MiB"
            }
        }
    }

    /// The bytes of a file, or of standard input where the path is `-`.
    static func contents(of path: String) throws(Problem) -> [UInt8] {
        let file = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unreadable }
        defer { if path != "-" { close(file) } }
        var contents: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(file, &part, part.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable }
            guard count > 0 else { return contents }
            contents += part.prefix(count)
            guard contents.count <= byteLimit else { throw .tooLarge }
        }
    }
}
