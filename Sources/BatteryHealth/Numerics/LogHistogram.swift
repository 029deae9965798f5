import RealModule

/// Counts of numbers above 0 in classes that are each one hundredth wide, for their quantiles.
///
/// Its quantiles are right to 0.5 %, and it keeps no number itself: what it takes grows with how far
/// the numbers are apart, up to 1,382 classes, not with how many they are. The classes of DDSketch
/// (Masson, Rim and Lee, VLDB 2019).
struct LogHistogram: Hashable, Sendable {
    /// How many numbers were added.
    private(set) var count = 0
    private var firstClass = 0
    private var counts: [UInt32] = []

    /// What is not above it counts as 0, and what is a million times it or more as so large.
    private static let least = 1e-5
    static let width = 0.01
    /// The first class is of all that counts as 0.
    private static let lastClass = 1_382.0

    /// Adds a number.
    mutating func add(_ value: Double) {
        let place = value > Self.least ? 1 + .log(value / Self.least) / Self.width : 0
        let number = Int(min(place, Self.lastClass))
        if counts.isEmpty { firstClass = number }
        if number < firstClass {
            counts.insert(contentsOf: repeatElement(0, count: firstClass - number), at: 0)
            firstClass = number
        }
        while counts.count <= number - firstClass { counts.append(0) }
        counts[number - firstClass] += 1
        count += 1
    }

    /// The number that a part of all are not above, between its neighbours in a straight line.
    ///
    /// - Parameter part: From 0 to 1; the median is at one half.
    /// - Returns: By the middles of classes; 0 when there are no numbers.
    func quantile(_ part: Double) -> Double {
        let place = part * Double(max(count - 1, 0))
        let rank = place.rounded(.down)
        let low = number(ofRank: rank)
        return place > rank ? low + (place - rank) * (number(ofRank: rank + 1) - low) : low
    }

    private func number(ofRank rank: Double) -> Double {
        var before = 0
        for (number, inClass) in counts.enumerated() {
            before += Int(inClass)
            guard Double(before) > rank else { continue }
            let place = firstClass + number
            return place == 0 ? 0 : Self.least * .exp((Double(place) - 0.5) * Self.width)
        }
        return 0
    }
}
