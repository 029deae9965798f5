/// What the single cells of a battery were at one second, as its vehicle reported them.
public struct CellSample: Hashable, Sendable {
    /// Unix seconds.
    public let second: UInt32
    /// Of each cell, in volts, in the order of the packs' numbers; `nil` for one that is invalid or
    /// abnormal.
    public let voltages: [Double?]
    /// Of each probe of the same report, in °C; empty where none is told.
    public let temperatures: [Double?]
}
