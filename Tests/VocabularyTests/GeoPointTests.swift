import Testing
import Vocabulary

@Suite("Places")
struct GeoPointTests {
    @Test(
        "are written in degrees",
        arguments: [
            (30_274_150, 120_155_150, "30.274150, 120.155150"),
            (0, 0, "0.000000, 0.000000"),
            (-1, 1, "-0.000001, 0.000001"),
            (90_000_000, 180_000_000, "90.000000, 180.000000"),
            (-90_000_000, -180_000_000, "-90.000000, -180.000000"),
        ] as [(Int32, Int32, String)]
    )
    func text(latitude: Int32, longitude: Int32, text: String) throws {
        let place = try GeoPoint(latitudeE6: latitude, longitudeE6: longitude)
        #expect(place.description == text)
        #expect(place.latitudeE6 == latitude)
        #expect(place.longitudeE6 == longitude)
    }

    @Test("are on the earth", arguments: [90_000_001, -90_000_001, .max, .min] as [Int32])
    func latitude(latitude: Int32) {
        #expect(throws: GeoPointError.latitude(latitude)) {
            try GeoPoint(latitudeE6: latitude, longitudeE6: 0)
        }
    }

    @Test("are within a turn", arguments: [180_000_001, -180_000_001, .max, .min] as [Int32])
    func longitude(longitude: Int32) {
        #expect(throws: GeoPointError.longitude(longitude)) {
            try GeoPoint(latitudeE6: 0, longitudeE6: longitude)
        }
    }
}
