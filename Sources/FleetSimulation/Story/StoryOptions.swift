/// What may be chosen about a story; the rest follows from the lives.
public struct StoryOptions: Hashable, Sendable {
    /// The seed of every choice that the lives do not make.
    public var seed: UInt64 = 1
    /// Days of service between two swaps of a vehicle, as a mean; at least 1.
    public var daysBetweenSwaps = 30
    /// How many survivors make a second-use battery, if they fit; at least 1.
    public var groupSize = 2
    /// How long a survivor waits for partners before it is rebuilt alone, in days.
    public var longestWait = 180
    /// How far health falls, in basis points, until it is assessed again.
    public var assessedEvery: UInt32 = 200

    /// The usual choices.
    public init() {}

    /// The same choices within the limits that the story can tell.
    var bounded: StoryOptions {
        var options = self
        options.daysBetweenSwaps = min(max(1, daysBetweenSwaps), 10_000)
        options.groupSize = min(max(1, groupSize), 16)
        options.longestWait = min(max(1, longestWait), 10_000)
        options.assessedEvery = min(max(1, assessedEvery), 10_000)
        return options
    }
}
