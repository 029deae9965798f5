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
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "cyclade",
    products: [
        .library(name: "CycladeSchema", targets: ["CycladeSchema"]),
        .library(name: "GBT32960", targets: ["GBT32960"]),
        .library(name: "MerkleLog", targets: ["MerkleLog"]),
        .library(name: "StateMap", targets: ["StateMap"]),
        .library(name: "TelemetryGateway", targets: ["TelemetryGateway"]),
        .library(name: "Verification", targets: ["Verification"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.81.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-numerics.git", from: "1.1.1"),
        .package(url: "https://github.com/apple/swift-protobuf.git", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.0.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird.git",
            from: "2.28.1",
            traits: []
        ),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git",
            from: "2.13.0"
        ),
    ],
    targets: [
        // Floor 0: the trade's words as types.
        .target(name: "Vocabulary", swiftSettings: settings),
        .testTarget(
            name: "VocabularyTests",
            dependencies: ["TestSupport", "Vocabulary"],
            swiftSettings: settings
        ),

        // Floor 1: structures that anyone can check.
        .target(name: "MerkleLog", dependencies: ["Vocabulary", crypto], swiftSettings: settings),
        .testTarget(
            name: "MerkleLogTests",
            dependencies: ["MerkleLog", "TestSupport", "Vocabulary", crypto],
            swiftSettings: settings
        ),
        .target(name: "StateMap", dependencies: ["Vocabulary", crypto], swiftSettings: settings),
        .testTarget(
            name: "StateMapTests",
            dependencies: ["StateMap", "TestSupport", "Vocabulary", crypto],
            swiftSettings: settings
        ),
        .target(name: "GBT32960", dependencies: ["Vocabulary"], swiftSettings: settings),
        .testTarget(
            name: "GBT32960Tests",
            dependencies: ["GBT32960", "TestSupport", "Vocabulary"],
            swiftSettings: settings
        ),
        .target(name: "Planning", dependencies: ["Vocabulary"], swiftSettings: settings),
        .testTarget(
            name: "PlanningTests",
            dependencies: ["Planning", "TestSupport", "Vocabulary"],
            swiftSettings: settings
        ),
        .target(
            name: "BatteryHealth",
            dependencies: [
                "Vocabulary", .product(name: "RealModule", package: "swift-numerics"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "BatteryHealthTests",
            dependencies: ["BatteryHealth", "TestSupport", "Vocabulary"],
            swiftSettings: settings
        ),
        .target(
            name: "CycladeSchema",
            dependencies: [protobuf],
            exclude: ["proto.sha256"]
        ),

        // Floor 2: what follows from bytes and records alone.
        .testTarget(
            name: "RulebookTests",
            dependencies: [
                "CycladeSchema", "Rulebook", "TestSupport", "Vocabulary", crypto, protobuf,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Verification",
            dependencies: [
                "CycladeSchema", "MerkleLog", "StateMap", "Vocabulary", crypto, protobuf,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "VerificationTests",
            dependencies: [
                "CycladeSchema", "MerkleLog", "StateMap", "TelemetryGateway", "TestSupport",
                "Verification", "Vocabulary", crypto, protobuf,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Rulebook",
            dependencies: ["CycladeSchema", "StateMap", "Vocabulary", crypto],
            swiftSettings: settings
        ),
        .target(
            name: "Supervision",
            dependencies: ["CycladeSchema", "Rulebook", "Vocabulary", crypto],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SupervisionTests",
            dependencies: ["CycladeSchema", "Rulebook", "Supervision", "Vocabulary"],
            swiftSettings: settings
        ),
        .target(name: "Finality", dependencies: ["CycladeSchema"], swiftSettings: settings),

        // Floor 3: what waits and stores.
        .target(
            name: "LedgerNode",
            dependencies: [
                "CycladeSchema", "Finality", "MerkleLog", "Rulebook", "StateMap", "Verification",
                "Vocabulary", protobuf, lifecycle,
                grdb,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "LedgerClient",
            dependencies: ["CycladeSchema", "MerkleLog", "Rulebook", "Verification", "Vocabulary"]
                + [
                    crypto, protobuf,
                    .product(name: "AsyncHTTPClient", package: "async-http-client"),
                    .product(name: "NIOCore", package: "swift-nio"),
                    .product(name: "NIOHTTP1", package: "swift-nio"),
                ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LedgerNodeTests",
            dependencies: [
                "crash-writer", "CycladeSchema", "LedgerClient", "LedgerNode", "MerkleLog",
                "Rulebook", "StateMap", "TestSupport", "Verification", "Vocabulary", crypto,
                protobuf,
                grdb,
            ],
            swiftSettings: settings
        ),
        // What tests share; see Tests/TestSupport.
        .target(
            name: "TestSupport",
            dependencies: [
                "CycladeSchema", "LedgerClient", "LedgerNode", "Rulebook", "Vocabulary",
            ],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        // A node that a test kills; see CrashTests.
        .executableTarget(
            name: "crash-writer",
            dependencies: ["CycladeSchema", "LedgerClient", "LedgerNode", "Rulebook"],
            path: "Tests/CrashWriter",
            swiftSettings: settings
        ),
        .target(
            name: "Vault",
            dependencies: [
                "CycladeSchema", "Verification", "Vocabulary", crypto, protobuf, grdb,
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "VaultTests",
            dependencies: [
                "CycladeSchema", "TestSupport", "Vault", "Verification", "Vocabulary", crypto,
                protobuf, grdb,
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "FleetSimulation",
            dependencies: [
                "CycladeSchema", "Planning", "Rulebook", "Supervision", "Vocabulary", crypto,
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.embedInCode("National/national.yaml")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FleetSimulationTests",
            dependencies: [
                "CycladeSchema", "FleetSimulation", "Rulebook", "Supervision", "TestSupport",
                "Vocabulary", crypto, protobuf,
            ],
            swiftSettings: settings
        ),

        // Floor 4: what speaks to the outside.
        .target(
            name: "TelemetryGateway",
            dependencies: [
                "CycladeSchema", "GBT32960", "LedgerClient", "MerkleLog", "Verification",
                "Vocabulary", crypto, grdb, lifecycle, protobuf,
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TelemetryGatewayTests",
            dependencies: [
                "CycladeSchema", "GBT32960", "LedgerClient", "MerkleLog", "segment-writer",
                "TelemetryGateway", "TestSupport", "Verification", "Vocabulary", crypto, grdb,
                lifecycle,
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings
        ),
        // Keeps records until a test kills it; see SegmentCrashTests.
        .executableTarget(
            name: "segment-writer",
            dependencies: ["TelemetryGateway"],
            path: "Tests/SegmentWriter",
            swiftSettings: settings
        ),
        .target(
            name: "CycladeServer",
            dependencies: [
                "CycladeSchema", "LedgerNode", "Verification", "Vocabulary", protobuf, lifecycle,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CycladeServerTests",
            dependencies: [
                "cyclade", "CycladeSchema", "CycladeServer", "LedgerClient", "LedgerNode",
                "TestSupport", crypto, protobuf, grdb,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),

        // Floor 5: the command line.
        .executableTarget(
            name: "cyclade",
            dependencies: [
                "BatteryHealth", "CycladeSchema", "CycladeServer", "FleetSimulation", "GBT32960",
                "LedgerClient",
                "LedgerNode", "MerkleLog", "Planning", "Rulebook", "Supervision",
                "TelemetryGateway", "Vault", "Verification", "Vocabulary", crypto, protobuf,
                lifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings,
            // It takes the place of the C library's allocator; see docs/decisions/0008.
            linkerSettings: [.linkedLibrary("mimalloc")]
        ),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "BatteryHealth", "cyclade", "CycladeSchema", "GBT32960", "LedgerClient",
                "LedgerNode", "Planning", "TelemetryGateway", "TestSupport", "Vault",
                "Verification", "Vocabulary", protobuf,
            ],
            swiftSettings: settings
        ),
    ]
)
