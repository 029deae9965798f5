import Testing

/// Ends a test that lacks something, so that the run counts it as skipped and says why.
///
/// - Parameters:
///   - reason: What is missing, such as `no ../shared`.
///   - fileID: The file of the line that ends the test.
///   - filePath: The path of that file.
///   - line: The line.
///   - column: Its column.
/// - Throws: Always.
package func skip(
    _ reason: String,
    fileID: String = #fileID,
    filePath: String = #filePath,
    line: Int = #line,
    column: Int = #column
) throws -> Never {
    print("skipped: \(reason)")
    try Test.cancel(
        "skipped: \(reason)",
        sourceLocation: SourceLocation(
            fileID: fileID,
            filePath: filePath,
            line: line,
            column: column
        )
    )
}
