/// The lives that one file holds.
///
/// Reading is strict: the first line must name the columns of the collection's layout, every row
/// must have them all, and a cell's rows stand together with rising cycle numbers. Anything else
/// is a ``MeasuredLivesError`` with its line. Three kinds of row are sound and yet no measurement
/// of health; they are left out and counted in ``skippedRows``: a blank capacity, a discharge that
/// was interrupted (`full_discharge` other than 1), and a discharge below
/// ``coldestAmbientC`` (cold hides capacity that is there).
public struct MeasuredLives: Hashable, Sendable {
    /// The lives in the order of the file.
    public let lives: [MeasuredLife]
    /// How many rows were left out.
    public let skippedRows: Int

    /// The largest file that is read.
    public static let mostBytes = 64 << 20

    /// Below this ambient temperature a discharge does not show what a cell still holds.
    public static let coldestAmbientC = 15.0

    /// Reads the cycles of a collection.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - dataset: The collection, which fixes the layout.
    ///   - file: What to call the file in an error.
    /// - Throws: ``MeasuredLivesError`` for the first line that breaks the layout.
    public init(
        bytes: [UInt8],
        dataset: Dataset,
        file: String
    ) throws(MeasuredLivesError) {
        var reader = try LifeReader(bytes: bytes, dataset: dataset, file: file)
        try reader.readAll()
        lives = reader.lives
        skippedRows = reader.skippedRows
    }

    /// Reads the cycles of a collection from text.
    ///
    /// - Throws: ``MeasuredLivesError`` for the first line that breaks the layout.
    public init(
        text: String,
        dataset: Dataset,
        file: String
    ) throws(MeasuredLivesError) {
        try self.init(bytes: Array(text.utf8), dataset: dataset, file: file)
    }
}
