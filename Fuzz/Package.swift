// swift-tools-version: 6.2
import PackageDescription

// Built by `Fuzz/run`, with libFuzzer and the address sanitizer; a package of its own, so that the
// product never depends on it.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    // libFuzzer has the main function.
    .unsafeFlags(["-parse-as-library"]),
]

func fuzzTarget(_ name: String) -> Target {
    .executableTarget(
        name: name,
        dependencies: [
            "FuzzLedger",
            .product(name: "CycladeSchema", package: "cyclade"),
            .product(name: "GBT32960", package: "cyclade"),
            .product(name: "MerkleLog", package: "cyclade"),
            .product(name: "StateMap", package: "cyclade"),
            .product(name: "TelemetryGateway", package: "cyclade"),
            .product(name: "Verification", package: "cyclade"),
            .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        ],
        swiftSettings: settings
    )
}

let package = Package(
    name: "fuzz",
    dependencies: [
        .package(name: "cyclade", path: ".."),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-protobuf.git", from: "1.39.0"),
    ],
    targets: [
        // A ledger whose keys everyone has.
        .target(
            name: "FuzzLedger",
            dependencies: [
                .product(name: "CycladeSchema", package: "cyclade"),
                .product(name: "MerkleLog", package: "cyclade"),
                .product(name: "StateMap", package: "cyclade"),
                .product(name: "Verification", package: "cyclade"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            swiftSettings: settings
        ),
        // Writes valid messages for the others to start from.
        fuzzTarget("fuzz-seeds"),
        fuzzTarget("fuzz-frame"),
        fuzzTarget("fuzz-note"),
        fuzzTarget("fuzz-receipt"),
        fuzzTarget("fuzz-segment"),
        fuzzTarget("fuzz-settings"),
        fuzzTarget("fuzz-station"),
        fuzzTarget("fuzz-transaction"),
    ]
)
