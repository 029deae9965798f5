// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets, built by `Fuzz/run` with libFuzzer and the address sanitizer; a package of their
// own, so that the product never depends on them.
let fuzzing: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])]
let linking: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer"])]

func fuzzTarget(_ name: String, _ libraries: String...) -> Target {
    .executableTarget(
        name: name,
        dependencies: libraries.map { .product(name: $0, package: "cyclade") },
        swiftSettings: fuzzing,
        linkerSettings: linking
    )
}

let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "cyclade", path: "..")],
    targets: [
        fuzzTarget("fuzz-transaction", "Verification"),
        fuzzTarget("fuzz-note", "MerkleLog"),
        fuzzTarget("fuzz-receipt", "Verification", "MerkleLog"),
    ]
)
