// swift-tools-version:6.1
import PackageDescription

// The fuzzers are a package of their own: they compile the parsers' sources (the links under Sources) with
// AddressSanitizer and libFuzzer's coverage, which code in an executable target does not get, and leave out
// SQLite, the solver and the reports.
let testable: [SwiftSetting] = [.unsafeFlags(["-enable-testing"])]

let package = Package(
    name: "Fuzz",
    dependencies: [.package(url: "https://github.com/jpsim/Yams", exact: "6.2.2")],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0"),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),
        .target(name: "Records", swiftSettings: testable),
        // A stand-in without SHA-256: hashing is not fuzzed, and BoringSSL would take most of the build's
        // time.
        .target(name: "Fingerprints", dependencies: ["Records"]),
        .target(name: "Formats", dependencies: ["Records", "CLibXML2", "CArchive"], swiftSettings: testable),
        .target(name: "Contracts", dependencies: ["Records"], swiftSettings: testable),
        .target(
            name: "Project",
            dependencies: [
                "Records", "Formats", "Contracts", "Fingerprints", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: testable),
        .target(name: "PlanFiles", swiftSettings: testable),
        .target(name: "PlanChecker", dependencies: ["PlanFiles"], swiftSettings: testable),
        .target(
            name: "Fuzzers",
            dependencies: ["Records", "Formats", "Contracts", "Project", "PlanFiles", "PlanChecker"]),
        .executableTarget(name: "fuzz", dependencies: ["Fuzzers"]),
    ],
    swiftLanguageModes: [.v6]
)
