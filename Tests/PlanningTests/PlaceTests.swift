import TestSupport
import Testing
import Vocabulary

@testable import Planning

@Suite("Places")
struct PlaceTests {
    private static let known: [(Int32, Int32, Int32, Int32, Int64)] = [
        (0, 0, 0, 0, 0),
        // A quarter of the earth, and half of it, by a mean radius of 6,371,008.8 m.
        (0, 0, 90_000_000, 0, 10_007_557),
        (0, 0, 0, 180_000_000, 20_015_115),
        (90_000_000, 0, -90_000_000, 0, 20_015_115),
        // All longitudes meet at a pole.
        (90_000_000, 10_000_000, 90_000_000, -170_000_000, 0),
        // The same meridian by two names.
        (35_000_000, 180_000_000, 35_000_000, -180_000_000, 0),
        // Over the antimeridian: two hundredths of a degree on the equator.
        (0, 179_990_000, 0, -179_990_000, 2_224),
        // Beijing to Shanghai.
        (39_904_200, 116_407_400, 31_230_400, 121_473_700, 1_067_311),
        // One millionth of a degree.
        (0, 0, 1, 0, 0),
        (0, 0, 9, 0, 1),
    ]

    @Test("great circles have their known lengths", arguments: known)
    func lengths(a: Int32, b: Int32, c: Int32, d: Int32, metres: Int64) throws {
        let start = try GeoPoint(latitudeE6: a, longitudeE6: b)
        let end = try GeoPoint(latitudeE6: c, longitudeE6: d)
        let roads = try RoadDistance(detourPermille: 1_000)
        #expect(abs(roads.metres(from: start, to: end).rawValue - metres) <= 1)
        #expect(roads.metres(from: end, to: start) == roads.metres(from: start, to: end))
    }

    @Test("roads are longer by their factor, which has limits")
    func factor() throws {
        let start = try GeoPoint(latitudeE6: 0, longitudeE6: 0)
        let end = try GeoPoint(latitudeE6: 0, longitudeE6: 1_000_000)
        #expect(RoadDistance.usual.metres(from: start, to: end).rawValue == 144_554)
        for permille in [Int.min, 999, 5_001, Int.max] {
            #expect(throws: PlanningError.self) { try RoadDistance(detourPermille: permille) }
        }
    }

    @Test(
        "the index finds what looking at all places finds",
        arguments: 1...6 as ClosedRange<UInt64>
    )
    func nearest(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let places = try (0..<Int.random(in: 0...700, using: &random)).map { _ in
            try Self.place(&random)
        }
        let index = PlaceIndex(places)
        let vectors = places.map(UnitVector.init)
        for _ in 0..<100 {
            let target = UnitVector(try Self.place(&random))
            let count = Int.random(in: 0...40, using: &random)
            let divisor = Int.random(in: 1...5, using: &random)
            let all = places.indices.filter { $0.isMultiple(of: divisor) }
                .map {
                    PlaceIndex.Hit(place: $0, squaredChord: vectors[$0].squaredChord(to: target))
                }
                .sorted(by: <)
            let found = index.nearest(to: target, count: count) { $0.isMultiple(of: divisor) }
            #expect(found == Array(all.prefix(count)))
        }
    }

    // Places anywhere, and heaps of them at the poles, at the antimeridian and on a coarse grid.
    private static func place(_ random: inout SplitMix64) throws -> GeoPoint {
        let latitude = Int32.random(in: -90_000_000...90_000_000, using: &random)
        let longitude = Int32.random(in: -180_000_000...180_000_000, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return try GeoPoint(latitudeE6: latitude, longitudeE6: longitude)
        case 1:
            return try GeoPoint(
                latitudeE6: 90_000_000 - latitude.magnitudeBelow(50),
                longitudeE6: longitude
            )
        case 2:
            return try GeoPoint(
                latitudeE6: latitude,
                longitudeE6: 180_000_000 - longitude.magnitudeBelow(50)
            )
        case 3:
            return try GeoPoint(
                latitudeE6: latitude,
                longitudeE6: -180_000_000 + longitude.magnitudeBelow(50)
            )
        default:
            return try GeoPoint(
                latitudeE6: latitude / 30_000_000 * 30_000_000,
                longitudeE6: longitude / 60_000_000 * 60_000_000
            )
        }
    }
}

extension Int32 {
    fileprivate func magnitudeBelow(_ limit: UInt32) -> Int32 {
        Int32(magnitude % limit)
    }
}
