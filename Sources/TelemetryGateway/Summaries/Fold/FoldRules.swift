/// How far apart samples may be and still be taken together.
enum FoldRules {
    /// Between samples further apart nothing is integrated, in seconds; reports come every 30 s at
    /// the latest.
    static let longestInterval: UInt32 = 120
    /// A session ends where samples are further apart, in seconds.
    ///
    /// Shorter than a stretch, so that a sample matters at most to the stretch after its own.
    static let longestPause: UInt32 = 600
}
