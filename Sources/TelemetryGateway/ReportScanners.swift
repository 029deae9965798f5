import GBT32960

/// The scanners of fleets by how they build user-defined bodies: storage that is used again.
struct ReportScanners {
    /// One scanner, which can be used where it lies.
    final class Box {
        var scanner: ReportScanner

        init(schema: UserBodySchema) {
            scanner = ReportScanner(schema: schema)
        }
    }

    private static let most = 1_024

    private var boxes: [UserBodySchema: Box] = [:]

    /// The scanner of a schema.
    subscript(schema: UserBodySchema) -> Box {
        mutating get {
            if let found = boxes[schema] { return found }
            // Fleets are few; should there be many after all, none is remembered for ever.
            if boxes.count >= Self.most { boxes.removeAll() }
            let made = Box(schema: schema)
            boxes[schema] = made
            return made
        }
    }
}
