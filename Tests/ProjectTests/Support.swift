import Foundation
import Records
import Testing

@testable import Project

/// A folder that lives as long as the test: files by path, parents made on the way.
final class TrialFolder {
    let root: String

    init(_ files: [String: String] = [:]) throws {
        root =
            FileManager.default.temporaryDirectory.appendingPathComponent(
                "kvadratur-project-\(UUID().uuidString)"
            ).path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        for (path, text) in files { try write(path, Array(text.utf8)) }
    }

    func write(_ path: String, _ bytes: [UInt8]) throws {
        let file = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }
}

/// What `Project.load` says of a project, line by line. Every file stands as the operator would write it;
/// `pipelines/nightly.yaml` is there unless the case brings its own.
func findings(_ files: [String: String]) throws -> [String] {
    let folder = try TrialFolder(["pipelines/nightly.yaml": "language: da\n"].merging(files) { $1 })
    return Project.load(root: folder.root).findings.map(\.description)
}

/// One case of a table: the files and every line that is said of them.
struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var files: [String: String]
    var says: [String]

    init(_ name: String, _ files: [String: String], says: [String]) {
        self.name = name
        self.files = files
        self.says = says
    }

    var testDescription: String { name }
}

/// The repository's root, from this file's own place (a checkout may be reached through a link).
let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
