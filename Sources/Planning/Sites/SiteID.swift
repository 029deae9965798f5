public import Vocabulary

/// What kind of place takes batteries in.
public enum SiteKind: Hashable, Comparable, Sendable {
    /// A swap station: it can give a replacement.
    case station
    /// A collection point: it only takes in.
    case collectionPoint
}

/// A place where batteries are handed in.
///
/// Collection points are named by the same pattern as stations, so the kind is part of the name.
public struct SiteID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let kind: SiteKind
    public let name: StationID

    /// Names a place of a kind.
    public init(_ kind: SiteKind, _ name: StationID) {
        self.kind = kind
        self.name = name
    }

    /// Stations come before collection points, and each by the bytes of its name.
    public static func < (left: SiteID, right: SiteID) -> Bool {
        (left.kind, left.name) < (right.kind, right.name)
    }

    public var description: String {
        switch kind {
        case .station: "station \(name)"
        case .collectionPoint: "collection point \(name)"
        }
    }
}
