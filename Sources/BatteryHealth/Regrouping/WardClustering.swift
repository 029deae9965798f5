/// Joins points to clusters, always the two whose joining scatters the points least.
///
/// Ward, "Hierarchical Grouping to Optimize an Objective Function", J. Am. Stat. Assoc. 58 (1963);
/// found along chains of nearest neighbours (Murtagh, Computer Journal 26, 1983), which end in the
/// same clusters.
struct WardClustering {
    private var free: [Cluster]
    private var chain: [Cluster] = []
    private var joints: [Joint] = []

    /// Joins points that have equally many coordinates.
    ///
    /// - Parameters:
    ///   - points: What is joined.
    ///   - count: How many clusters are left, at least 1.
    /// - Returns: The places of the points of each cluster, in order.
    /// - Complexity: O(*n*²) for *n* points.
    static func clusters(of points: [[Double]], count: Int) -> [[Int]] {
        var clustering = WardClustering(points)
        clustering.joinAll()
        let joints = clustering.joints.sorted { $0.cost < $1.cost }
        var labels = Array(points.indices)
        for joint in joints.prefix(max(0, points.count - count)) {
            let (kept, gone) = (labels[joint.first], labels[joint.second])
            for place in labels.indices where labels[place] == gone { labels[place] = kept }
        }
        return Dictionary(grouping: points.indices) { labels[$0] }.values
            .sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    }

    /// Points that were joined.
    private struct Cluster {
        /// The place of one of them.
        let point: Int
        let size: Double
        let centre: [Double]

        /// How much more the points scatter about one centre than about two.
        func cost(of other: Cluster) -> Double {
            let distance = zip(centre, other.centre).reduce(0) {
                $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
            }
            return size * other.size / (size + other.size) * distance
        }

        func joined(with other: Cluster) -> Cluster {
            let part = other.size / (size + other.size)
            return Cluster(
                point: point,
                size: size + other.size,
                centre: zip(centre, other.centre).map { $0 + part * ($1 - $0) }
            )
        }
    }

    /// Two clusters, each told by one of its points, that became one.
    private struct Joint {
        let first: Int
        let second: Int
        let cost: Double
    }

    private init(_ points: [[Double]]) {
        free = points.enumerated().map { Cluster(point: $0, size: 1, centre: $1) }
    }

    /// Follows nearest neighbours until two are each other's, joins these, and goes on.
    private mutating func joinAll() {
        while let tip = chain.popLast() ?? free.popLast() {
            // Only the one before can be as near as those that are free: the chain came ever nearer.
            let last = chain.last
            var least = last.map(tip.cost(of:)) ?? .infinity
            var nearest: Int?
            for (place, cluster) in free.enumerated() {
                let cost = tip.cost(of: cluster)
                if cost < least { (least, nearest) = (cost, place) }
            }
            if let nearest {
                chain += [tip, free.remove(at: nearest)]
            } else if let last {
                chain.removeLast()
                joints.append(Joint(first: last.point, second: tip.point, cost: least))
                free.append(last.joined(with: tip))
            }
        }
    }
}
