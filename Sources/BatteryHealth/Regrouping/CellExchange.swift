/// Lets cells of neighbouring packs change places wherever that makes both more alike.
struct CellExchange {
    private let cells: [CellMeasurement]
    private let cellsPerPack: Int
    private let featureCount: Int
    /// The features of each cell, one cell after the other, each on the scale of its weight.
    private let features: [Double]
    /// Which cell is at each place; a pack's places follow each other.
    private var places: [Int]
    /// The sums of the features of each pack, one pack after the other.
    private var sums: [Double]

    /// How far apart packs may be, in the order of capacity.
    private static let reach = 3
    private static let roundCount = 4

    /// Cuts cells, which are sorted and make up whole packs, into packs.
    init(_ cells: [CellMeasurement], cellsPerPack: Int, shapeWeight: Double) {
        self.cells = cells
        self.cellsPerPack = cellsPerPack
        var columns = [
            Self.scaled(cells.map(\.capacity), weight: 1),
            Self.scaled(cells.map(\.resistance), weight: 0.5),
        ]
        let shapeCount = shapeWeight > 0 ? cells.map(\.shape.count).min() ?? 0 : 0
        for index in 0..<shapeCount {
            // All of the shape together counts as much as the capacity.
            let weight = shapeWeight / Double(shapeCount)
            columns.append(Self.scaled(cells.map { $0.shape[index] }, weight: weight))
        }
        featureCount = columns.count
        features = cells.indices.flatMap { [columns] cell in columns.map { $0[cell] } }
        places = Array(cells.indices)
        sums = [Double](repeating: 0, count: cells.count / cellsPerPack * columns.count)
        for place in places.indices { add(place, 1) }
    }

    /// The packs once no exchange helps, or after a few rounds.
    func packs() -> [[CellMeasurement]] {
        var exchange = self
        for _ in 0..<Self.roundCount {
            guard exchange.round() else { break }
        }
        return stride(from: 0, to: cells.count, by: cellsPerPack).map { start in
            exchange.places[start..<start + cellsPerPack].map { cells[$0] }
        }
    }

    /// Whether an exchange helped.
    private mutating func round() -> Bool {
        let packCount = cells.count / cellsPerPack
        var hasHelped = false
        for pack in 0..<packCount {
            for other in pack + 1..<max(pack + 1, min(pack + 1 + Self.reach, packCount)) {
                let helps = exchangeBest(pack, other)
                hasHelped = hasHelped || helps
            }
        }
        return hasHelped
    }

    /// Makes the exchange between two packs that helps most, if one does.
    private mutating func exchangeBest(_ pack: Int, _ other: Int) -> Bool {
        var best = (gain: 1e-12, here: 0, there: 0)
        for here in pack * cellsPerPack..<(pack + 1) * cellsPerPack {
            for there in other * cellsPerPack..<(other + 1) * cellsPerPack {
                let gain = gain(here, pack, there, other)
                if gain > best.gain { best = (gain, here, there) }
            }
        }
        guard best.gain > 1e-12 else { return false }
        for place in [best.here, best.there] { add(place, -1) }
        places.swapAt(best.here, best.there)
        for place in [best.here, best.there] { add(place, 1) }
        return true
    }

    /// How much less the cells of two packs differ if two change places.
    ///
    /// The squares stay what they are in all, so that the squares of the sums alone tell: the more
    /// the packs differ from each other, the less their cells do.
    private func gain(_ here: Int, _ pack: Int, _ there: Int, _ other: Int) -> Double {
        var gain = 0.0
        let (mine, its) = (places[here] * featureCount, places[there] * featureCount)
        for feature in 0..<featureCount {
            let change = features[its + feature] - features[mine + feature]
            let distance =
                sums[pack * featureCount + feature] - sums[other * featureCount + feature]
            gain += 2 * change * (distance + change)
        }
        return gain
    }

    private mutating func add(_ place: Int, _ sign: Double) {
        let pack = place / cellsPerPack * featureCount
        let cell = places[place] * featureCount
        for feature in 0..<featureCount { sums[pack + feature] += sign * features[cell + feature] }
    }

    /// Values in deviations, so that their squares count with a weight.
    private static func scaled(_ values: [Double], weight: Double) -> [Double] {
        let (mean, deviation) = (values.mean, values.deviation)
        guard deviation > 0 else { return values.map { _ in 0 } }
        let scale = weight.squareRoot() / deviation
        return values.map { ($0 - mean) * scale }
    }
}
