// swift-tools-version:6.1
import PackageDescription

// The loops that every byte of a delivery goes through, optimised as in the program itself, without SQLite,
// BoringSSL and the rest: a release build of the whole would cost `make test` minutes, this one half a
// minute.
let package = Package(
    name: "Budgets",
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0"),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),
        .target(name: "Records"),
        // The record hasher, and the fuzzers' stand-in for SHA-256, from which its key is made once a file.
        .target(name: "Fingerprints", dependencies: ["Records"]),
        .target(name: "Formats", dependencies: ["Records", "CLibXML2", "CArchive"]),
        .target(name: "Contracts", dependencies: ["Records"]),
        .executableTarget(name: "hot", dependencies: ["Records", "Fingerprints", "Formats", "Contracts"]),
        // What they are compared with.
        .executableTarget(name: "sax_base", dependencies: ["CLibXML2"]),
    ],
    swiftLanguageModes: [.v6]
)
