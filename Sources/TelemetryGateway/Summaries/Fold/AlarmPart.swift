/// One alarm bit within one stretch.
struct AlarmPart: Hashable, Sendable {
    /// Unix seconds of the first and last sample with the bit set.
    var first: UInt32
    var last: UInt32
    /// How often it was set after it was not, or after a pause.
    var rises: Int64
}
