// swift-tools-version:6.1
import PackageDescription

// The direction of imports is a law of the house (ARCHITECTURE.md, "The tree"): Records ◀ Formats, Contracts
// ◀ Project ◀ Warehouse ◀ Optimiser, Reports ◀ Stages ◀ Kvadratur; PlanFiles ◀ PlanChecker ◀ Optimiser.
let package = Package(
    name: "Kvadratur",
    products: [
        .executable(name: "kvadratur", targets: ["Kvadratur"])
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    ],
    targets: [
        // System libraries: module maps only.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CCbc", pkgConfig: "cbc", providers: [.apt(["coinor-libcbc-dev"])]),

        // The house.
        .target(name: "Records"),
        .target(
            name: "Fingerprints",
            dependencies: ["Records", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Formats", dependencies: ["Records", "CLibXML2", "CArchive"]),
        .target(name: "Contracts", dependencies: ["Records"]),
        .target(
            name: "Project",
            dependencies: [
                "Records", "Formats", "Contracts", "Fingerprints", .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "Warehouse",
            dependencies: [
                "Records", "Contracts", "Project", "Fingerprints",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(name: "PlanFiles"),
        .target(name: "PlanChecker", dependencies: ["PlanFiles"]),
        .target(name: "Optimiser", dependencies: ["Records", "PlanFiles", "PlanChecker", "CCbc"]),
        .target(
            name: "Reports",
            dependencies: [
                "Records", "Fingerprints", "Warehouse", "CXlsxWriter",
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        .target(name: "Sample", dependencies: ["Records", "Formats"]),
        .target(
            name: "Stages",
            dependencies: [
                "Records", "Formats", "Contracts", "Fingerprints", "Project", "Warehouse", "Optimiser",
                "PlanFiles", "PlanChecker", "Reports",
            ]),
        .executableTarget(
            name: "Kvadratur",
            dependencies: [
                "Records", "Formats", "Project", "Stages", "Sample",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Tests: a mirror of Sources.
        .testTarget(name: "RecordsTests", dependencies: ["Records"]),
        .testTarget(name: "FormatsTests", dependencies: ["Formats"]),
        .testTarget(name: "ContractsTests", dependencies: ["Contracts"]),
        .testTarget(name: "ProjectTests", dependencies: ["Project", "Records", "Contracts", "Formats"]),
        .testTarget(
            name: "WarehouseTests",
            dependencies: ["Warehouse", "Project", "Records", "Contracts", "Formats"]),
        .testTarget(name: "PlanFilesTests", dependencies: ["PlanFiles", "PlanExample"]),
        .testTarget(name: "PlanCheckerTests", dependencies: ["PlanChecker", "PlanFiles", "PlanExample"]),
        // One small instance and its plan, for both of them.
        .target(name: "PlanExample", dependencies: ["PlanFiles"], path: "Tests/PlanExample"),
        .testTarget(name: "OptimiserTests", dependencies: ["Optimiser", "PlanFiles", "PlanChecker"]),
        .testTarget(name: "ReportsTests", dependencies: ["Reports"]),
        .testTarget(name: "SampleTests", dependencies: ["Sample", "Formats"]),
        .testTarget(
            name: "StagesTests",
            dependencies: [
                "Stages", "Sample", "Kvadratur", "Warehouse", "Project", "Records", "Contracts", "Formats",
                "Fingerprints",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
