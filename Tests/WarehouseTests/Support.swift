import Contracts
import Foundation
import Project
import Records

@testable import Warehouse

/// A folder that lives as long as the test.
final class TrialFolder {
    let root: String

    init(_ files: [String: String] = [:]) throws {
        root =
            FileManager.default.temporaryDirectory.appendingPathComponent(
                "kvadratur-warehouse-\(UUID().uuidString)"
            ).path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        for (path, text) in files { try write(path, text) }
    }

    func write(_ path: String, _ text: String) throws {
        let file = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func bytes(_ path: String) -> Data? { FileManager.default.contents(atPath: root + "/" + path) }

    deinit { try? FileManager.default.removeItem(atPath: root) }
}

/// The repository's root, from this file's own place (a checkout may be reached through a link).
let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// The project's own ledger.
let ledger: [(name: String, sql: String)] = {
    let folder = repository.appendingPathComponent("schemas/ledger")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
        $0.hasSuffix(".sql")
    }.sorted()
    return names.map {
        ($0, (try? String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)) ?? "")
    }
}()

/// A warehouse in a folder of its own.
struct TrialWarehouse {
    let folder: TrialFolder
    let warehouse: Warehouse

    init() throws {
        folder = try TrialFolder()
        warehouse = try Warehouse(path: folder.root + "/warehouse.sqlite", ledger: ledger)
    }

    /// A second connection, as QGIS or the sqlite3 shell would have it.
    func other() throws -> Warehouse {
        try Warehouse(path: folder.root + "/warehouse.sqlite", ledger: ledger)
    }

    /// A query's rows as texts, cells joined by a bar.
    func rows(_ sql: String) throws -> [String] {
        try warehouse.read { try $0.rows(sql).map { $0.map(\.shownInTests).joined(separator: "|") } }
    }
}

extension Value {
    /// With its kind: null, a number, or a text in quotes.
    var shownInTests: String {
        switch self {
        case .null: "null"
        case .integer, .real: plain
        case .text(let text): "'\(text)'"
        }
    }
}

/// A project of these files, with one feed of rooms, loaded and compiled: what is said of it, line by line.
func compiled(_ files: [String: String]) throws -> (project: Project, compiled: Compiled, says: [String]) {
    let folder = try TrialFolder(
        [
            "pipelines/nightly.yaml": "language: da\n",
            "schemas/feeds/rooms.yaml":
                """
            contract: rooms\nkey: [room]\ncolumns:\n  - {name: room, type: text, required: true}\n  \
            - {name: seats, type: integer}\n
            """,
            "pipelines/1_raw/rooms.yaml": "feed: rooms\nformat: csv\n",
        ].merging(files) { $1 })
    let (project, loading) = Project.load(root: folder.root)
    let (compiled, compiling) = Compiler.compile(project)
    return (project, compiled, (loading + compiling).map(\.description))
}
