import Foundation
import Testing

/// The direction of imports is a law of the house: read from the sources themselves, not from what the
/// package file promises.
@Suite struct ImportsTests {
    /// What each target may import of the house. Left of the arrow is what stands to its right.
    static let arrows: [String: Set<String>] = [
        "Records": [],
        "Fingerprints": ["Records"],
        "Formats": ["Records"],
        "Contracts": ["Records"],
        "Project": ["Records", "Fingerprints", "Formats", "Contracts"],
        "Warehouse": ["Records", "Fingerprints", "Formats", "Contracts", "Project"],
        "PlanFiles": [],
        "PlanChecker": ["PlanFiles"],
        "Optimiser": ["Records", "PlanFiles", "PlanChecker"],
        "Reports": ["Records", "Fingerprints", "Warehouse"],
        "Sample": ["Records", "Formats"],
        "Stages": [
            "Records", "Fingerprints", "Formats", "Contracts", "Project", "Warehouse", "PlanFiles",
            "PlanChecker", "Optimiser", "Reports",
        ],
        "Kvadratur": [
            "Records", "Formats", "Project", "Warehouse", "Stages", "Sample", "PlanFiles", "PlanChecker",
            "Optimiser",
        ],
        "CLibXML2": [], "CArchive": [], "CXlsxWriter": [], "CCbc": [],
    ]
    /// Libraries and the one target that may import each.
    static let homes = [
        "GRDB": "Warehouse", "GRDBSQLite": "Warehouse", "Yams": "Project", "Crypto": "Fingerprints",
        "Mustache": "Reports", "ArgumentParser": "Kvadratur",
        "CLibXML2": "Formats", "CArchive": "Formats", "CXlsxWriter": "Reports", "CCbc": "Optimiser",
    ]
    /// The standard library and what comes with it.
    static let system: Set<String> = ["Foundation", "Glibc", "Synchronization"]
    /// Pure targets: no clock, no locale, no file manager.
    static let withoutFoundation: Set<String> = [
        "Records", "Fingerprints", "Formats", "Contracts", "PlanFiles", "PlanChecker", "Optimiser", "Reports",
        "Sample",
    ]

    @Test func everyTargetIsInTheTable() throws {
        #expect(
            Set(try FileManager.default.contentsOfDirectory(atPath: repository.path + "/Sources"))
                == Set(Self.arrows.keys))
    }

    @Test(arguments: arrows.keys.sorted()) func onlyWhatStandsToTheLeft(_ target: String) throws {
        for (file, module) in try Self.imports(of: target) {
            if let home = Self.homes[module] {
                #expect(home == target, "\(file) imports \(module), which belongs to \(home)")
            } else if Self.system.contains(module) {
                #expect(
                    module != "Foundation" || !Self.withoutFoundation.contains(target),
                    "\(file) imports Foundation; \(target) is pure")
            } else {
                #expect(
                    Self.arrows[target]!.contains(module), "\(file) imports \(module), against the direction")
            }
        }
    }

    @Test func theTableHasNoCircle() {
        func reach(_ target: String, _ path: [String]) {
            #expect(!path.contains(target), "\(path) comes back to \(target)")
            if !path.contains(target) {
                for next in Self.arrows[target]!.sorted() { reach(next, path + [target]) }
            }
        }
        for target in Self.arrows.keys { reach(target, []) }
    }

    /// Every import of a target with the file it stands in.
    static func imports(of target: String) throws -> [(file: String, module: String)] {
        try swiftFiles(under: "Sources/" + target).flatMap { file, text in
            text.split(separator: "\n").compactMap { line -> (String, String)? in
                let words = line.split(separator: " ").filter {
                    !$0.hasPrefix("@") && !["public", "internal", "private", "package"].contains($0)
                }
                guard words.count >= 2, words[0] == "import" else { return nil }
                let name =
                    ["struct", "class", "enum", "func", "protocol", "typealias", "var", "let"].contains(
                        words[1]) && words.count > 2 ? words[2] : words[1]
                return (file, String(name.prefix { $0 != "." }))
            }
        }
    }
}

/// Swift files below a folder of the repository, with their text.
func swiftFiles(under folder: String) throws -> [(file: String, text: String)] {
    let found =
        FileManager.default.enumerator(atPath: repository.path + "/" + folder)?.compactMap { $0 as? String }
        ?? []
    return try found.filter { $0.hasSuffix(".swift") }.sorted().map { name in
        (
            folder + "/" + name,
            try String(contentsOfFile: "\(repository.path)/\(folder)/\(name)", encoding: .utf8)
        )
    }
}
