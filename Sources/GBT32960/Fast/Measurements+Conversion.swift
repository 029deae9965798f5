extension Measurements {
    /// Appends `count` cell voltages of two bytes in mV, as volts.
    ///
    /// A value is within one unit in the last place of the exact decimal.
    @inline(__always)
    mutating func appendMillivolts(_ source: UnsafeRawBufferPointer, count: Int) {
        precondition(source.count >= count * 2, "fewer bytes than cells")
        guard count > 0, let first = source.baseAddress else { return }
        let range = makeRoom(count)
        let hasSentinels = unsafe withStorage(range) { target in
            unsafe Self.convertMillivolts(first, into: target, count: count)
        }
        guard hasSentinels == true else { return }
        for index in 0..<count where unsafe Self.millivolts(first, index) >= 0xFFFE {
            markInvalid(range.lowerBound + index)
        }
    }

    /// Appends `count` temperatures of one byte from -40 °C, in °C.
    @inline(__always)
    mutating func appendCelsius(_ source: UnsafeRawBufferPointer, count: Int) {
        precondition(source.count >= count, "fewer bytes than probes")
        guard count > 0, let first = source.baseAddress else { return }
        let range = makeRoom(count)
        let hasSentinels = unsafe withStorage(range) { target in
            unsafe Self.convertCelsius(first, into: target, count: count)
        }
        guard hasSentinels == true else { return }
        for index in 0..<count where unsafe source[index] >= 0xFE {
            markInvalid(range.lowerBound + index)
        }
    }

    @inline(__always)
    private static func millivolts(_ source: UnsafeRawPointer, _ index: Int) -> UInt16 {
        UInt16(
            bigEndian: unsafe source.loadUnaligned(fromByteOffset: index &* 2, as: UInt16.self)
        )
    }

    // The loops below are plain so that the compiler turns them into vector instructions. Both say
    // whether there are sentinels, which is rare: those are looked for afterwards.

    @inline(never)
    private static func convertMillivolts(
        _ source: UnsafeRawPointer,
        into target: UnsafeMutablePointer<Float>,
        count: Int
    ) -> Bool {
        var worst: UInt16 = 0
        var index = 0
        while index < count {
            let raw = unsafe millivolts(source, index)
            worst = max(worst, raw)
            unsafe target[index] = Float(Int32(raw)) * 0.001
            index &+= 1
        }
        return worst >= 0xFFFE
    }

    @inline(never)
    private static func convertCelsius(
        _ source: UnsafeRawPointer,
        into target: UnsafeMutablePointer<Float>,
        count: Int
    ) -> Bool {
        var worst: UInt8 = 0
        var index = 0
        while index < count {
            let raw = unsafe source.load(fromByteOffset: index, as: UInt8.self)
            worst = max(worst, raw)
            unsafe target[index] = Float(Int32(raw) &- 40)
            index &+= 1
        }
        return worst >= 0xFE
    }
}
