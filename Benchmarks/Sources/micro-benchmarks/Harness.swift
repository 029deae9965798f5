/// Times `operations` runs of `body`, several times over, and prints the fastest and the median.
///
/// The fastest sample is the one least disturbed by other tenants of the machine; the median shows
/// how disturbed it was. Compare only numbers taken on the same machine, or ratios.
///
/// - Returns: Nanoseconds an operation in the fastest sample.
@discardableResult
func benchmark(
    _ name: String,
    operations: Int,
    samples: Int = 11,
    limit: Double? = nil,
    _ body: () throws -> Void
) rethrows -> Double {
    let clock = ContinuousClock()
    try body()  // warm caches, fault pages in
    var durations: [Duration] = []
    for _ in 0..<samples { durations.append(try clock.measure(body)) }
    durations.sort()
    let best = durations[0].nanoseconds / Double(operations)
    let median = durations[samples / 2].nanoseconds / Double(operations)
    var line = "\(name)\tns/op min \(rounded(best))\tmedian \(rounded(median))"
    if let limit { line += "\tlimit \(rounded(limit))\tratio \(rounded(best / limit))" }
    print(line)
    return best
}

/// Keeps `value` alive, so that the optimiser cannot drop the work that made it.
@inline(never)
func blackHole<Value: ~Copyable>(_ value: borrowing Value) {}

/// A figure of about three digits.
func rounded(_ figure: Double) -> String {
    figure >= 100 ? "\(Int(figure.rounded()))" : "\((figure * 100).rounded() / 100)"
}

extension Duration {
    fileprivate var nanoseconds: Double {
        Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9
    }
}
