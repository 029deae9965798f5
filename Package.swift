// swift-tools-version: 6.2
import PackageDescription

// Settings of every target written here; generated code goes without.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "cyclade",
    products: [
        .library(name: "StateMap", targets: ["StateMap"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-protobuf.git", from: "1.39.0"),
    ],
    targets: [
        // Floor 0: the trade's words as types.
        .target(name: "Vocabulary", swiftSettings: settings),
        .testTarget(name: "VocabularyTests", dependencies: ["Vocabulary"], swiftSettings: settings),

        // Floor 1: structures that anyone can check.
        .target(name: "MerkleLog", dependencies: ["Vocabulary", crypto], swiftSettings: settings),
        .testTarget(
            name: "MerkleLogTests",
            dependencies: ["MerkleLog", "Vocabulary", crypto],
            swiftSettings: settings
        ),
        .target(name: "StateMap", dependencies: ["Vocabulary", crypto], swiftSettings: settings),
        .testTarget(
            name: "StateMapTests",
            dependencies: ["StateMap", "Vocabulary", crypto],
            swiftSettings: settings
        ),
        .target(name: "CycladeSchema", dependencies: [protobuf]),

        // Floor 2: what follows from bytes and records alone.
        .target(
            name: "Verification",
            dependencies: [
                "CycladeSchema", "MerkleLog", "StateMap", "Vocabulary", crypto, protobuf,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Rulebook",
            dependencies: ["CycladeSchema", "StateMap", "Vocabulary", crypto],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RulebookTests",
            dependencies: ["CycladeSchema", "Rulebook", "Vocabulary", crypto, protobuf],
            swiftSettings: settings
        ),
    ]
)
