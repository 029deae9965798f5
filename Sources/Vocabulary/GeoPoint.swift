/// A place on the earth, exact to a millionth of a degree (about 11 cm).
///
/// **Unit.** Millionths of a degree, of WGS 84 unless the source says otherwise.
public struct GeoPoint: Hashable, Sendable {
    /// The latitude, -90,000,000...90,000,000; north is positive.
    public let latitudeE6: Int32

    /// The longitude, -180,000,000...180,000,000; east is positive.
    public let longitudeE6: Int32

    /// Creates a place.
    ///
    /// - Throws: ``GeoPointError`` when either coordinate is outside its range.
    public init(latitudeE6: Int32, longitudeE6: Int32) throws(GeoPointError) {
        guard (-90_000_000...90_000_000).contains(latitudeE6) else {
            throw .latitude(latitudeE6)
        }
        guard (-180_000_000...180_000_000).contains(longitudeE6) else {
            throw .longitude(longitudeE6)
        }
        self.latitudeE6 = latitudeE6
        self.longitudeE6 = longitudeE6
    }
}

extension GeoPoint: CustomStringConvertible {
    /// Latitude and longitude in degrees: `30.274150, 120.155150`.
    public var description: String {
        "\(Self.degrees(latitudeE6)), \(Self.degrees(longitudeE6))"
    }

    private static func degrees(_ value: Int32) -> String {
        let (whole, millionths) = value.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        return "\(value < 0 ? "-" : "")\(whole).\(padded(String(millionths), to: 6))"
    }
}

/// A coordinate that is nowhere on the earth; in millionths of a degree.
public enum GeoPointError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A latitude outside -90,000,000...90,000,000.
    case latitude(Int32)
    /// A longitude outside -180,000,000...180,000,000.
    case longitude(Int32)

    public var description: String {
        switch self {
        case .latitude(let value):
            "latitude \(value), expected -90000000 to 90000000 millionths of a degree"
        case .longitude(let value):
            "longitude \(value), expected -180000000 to 180000000 millionths of a degree"
        }
    }
}
