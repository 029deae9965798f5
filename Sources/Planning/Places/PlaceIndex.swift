import Vocabulary

/// Places arranged for looking up the nearest: a k-d tree of points on the unit sphere.
///
/// **Complexity.** O(n log² n) to make, O(log n + count) a look-up where most places qualify.
struct PlaceIndex {
    /// A place that was found.
    struct Hit: Equatable {
        /// Its position in the list that the index was made of.
        let place: Int
        /// The square of the straight line to it.
        let squaredChord: Double

        /// Nearer comes first; of equally near places the one listed first.
        static func < (left: Hit, right: Hit) -> Bool {
            (left.squaredChord, left.place) < (right.squaredChord, right.place)
        }
    }

    // The root of each range is in its middle; smaller coordinates along its axis are before it.
    private var places: [Int]
    private var points: [UnitVector]
    private var axes: [UInt8]

    init(_ locations: [GeoPoint]) {
        places = Array(locations.indices)
        axes = Array(repeating: 0, count: locations.count)
        let vectors = locations.map(UnitVector.init)
        points = []
        arrange(0..<places.count, vectors)
        points = places.map { vectors[$0] }
    }

    private mutating func arrange(_ range: Range<Int>, _ vectors: [UnitVector]) {
        guard range.count > 1 else { return }
        let axis = Self.widestAxis(places[range], vectors)
        places[range].sort {
            (vectors[$0].coordinate(axis), $0) < (vectors[$1].coordinate(axis), $1)
        }
        let middle = range.lowerBound + range.count / 2
        axes[middle] = UInt8(axis)
        arrange(range.lowerBound..<middle, vectors)
        arrange(middle + 1..<range.upperBound, vectors)
    }

    private static func widestAxis(_ places: ArraySlice<Int>, _ vectors: [UnitVector]) -> Int {
        func spread(_ axis: Int) -> Double {
            var (least, most) = (2.0, -2.0)
            for place in places {
                let value = vectors[place].coordinate(axis)
                least = min(least, value)
                most = max(most, value)
            }
            return most - least
        }
        let spreads = (spread(0), spread(1), spread(2))
        if spreads.0 >= spreads.1 { return spreads.0 >= spreads.2 ? 0 : 2 }
        return spreads.1 >= spreads.2 ? 1 : 2
    }

    /// The nearest `count` places that qualify, nearest first.
    func nearest(
        to point: UnitVector,
        count: Int,
        where qualifies: (Int) -> Bool = { _ in true }
    ) -> [Hit] {
        guard count > 0 else { return [] }
        var hits: [Hit] = []
        search(0..<places.count, point, count, qualifies, &hits)
        return hits
    }

    private func search(
        _ range: Range<Int>,
        _ target: UnitVector,
        _ count: Int,
        _ qualifies: (Int) -> Bool,
        _ hits: inout [Hit]
    ) {
        guard !range.isEmpty else { return }
        let middle = range.lowerBound + range.count / 2
        let point = points[middle]
        let hit = Hit(place: places[middle], squaredChord: point.squaredChord(to: target))
        let isFull = hits.count == count
        if !isFull || hit < hits[count - 1], qualifies(hit.place) {
            if isFull { hits.removeLast() }
            hits.insert(hit, at: Self.position(of: hit, in: hits))
        }
        let axis = Int(axes[middle])
        let offset = target.coordinate(axis) - point.coordinate(axis)
        let before = range.lowerBound..<middle
        let after = middle + 1..<range.upperBound
        search(offset < 0 ? before : after, target, count, qualifies, &hits)
        // An equally near place on the other side may be listed earlier.
        guard hits.count < count || offset * offset <= hits[count - 1].squaredChord else { return }
        search(offset < 0 ? after : before, target, count, qualifies, &hits)
    }

    private static func position(of hit: Hit, in hits: [Hit]) -> Int {
        var (low, high) = (0, hits.count)
        while low < high {
            let middle = (low + high) / 2
            if hits[middle] < hit { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
