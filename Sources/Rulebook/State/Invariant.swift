/// Stops the process, saying why, when something that must hold does not.
///
/// Unlike `preconditionFailure`, whose message an optimised build drops, the message is printed in
/// every build. A node that went on would sign a state that no other node shares.
func invariantFailure(
    _ message: @autoclosure () -> String,
    file: StaticString = #fileID,
    line: UInt = #line
) -> Never {
    fatalError(message(), file: file, line: line)
}
