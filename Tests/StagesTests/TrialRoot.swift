import Formats
import Foundation
import Project
import Records
import Warehouse

@testable import Stages

/// The repository's root, from this file's own place (a checkout may be reached through a link).
let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

/// A root of its own for one test: a copy of the small project, `inbound/` empty.
final class TrialRoot {
    let path: String
    private let files = FileManager.default

    init(project: String = repository + "/Tests/Nights/small", path: String? = nil) throws {
        self.path =
            path
            ?? files.temporaryDirectory.appendingPathComponent("kvadratur-night-\(UUID().uuidString)").path
        let path = self.path
        try files.createDirectory(atPath: path + "/inbound", withIntermediateDirectories: true)
        try files.copyItem(atPath: project + "/pipelines", toPath: path + "/pipelines")
        try files.copyItem(atPath: project + "/schemas", toPath: path + "/schemas")
        if !files.fileExists(atPath: path + "/schemas/ledger") {
            try files.copyItem(atPath: repository + "/schemas/ledger", toPath: path + "/schemas/ledger")
        }
    }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }
    func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = path + "/" + name
        try files.createDirectory(
            atPath: String(file[..<file.lastIndex(of: "/")!]), withIntermediateDirectories: true)
        try? files.removeItem(atPath: file)
        guard files.createFile(atPath: file, contents: Data(bytes)) else {
            throw SystemFailure("open", file, errno)
        }
    }
    func remove(_ name: String) throws { try files.removeItem(atPath: path + "/" + name) }

    /// Lays a folder's files over the root.
    func overlay(_ folder: String, at name: String = "") throws {
        guard let found = files.enumerator(atPath: folder) else { return }
        for case let file as String in found {
            var isFolder: ObjCBool = false
            _ = files.fileExists(atPath: folder + "/" + file, isDirectory: &isFolder)
            if !isFolder.boolValue {
                try write(
                    (name.isEmpty ? "" : name + "/") + file,
                    Array(files.contents(atPath: folder + "/" + file)!))
            }
        }
    }

    func text(_ name: String) -> String? {
        files.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Files below a folder, sorted; the engine's own marks left out.
    func tree(_ name: String) -> [String] {
        (files.enumerator(atPath: path + "/" + name)?.compactMap { $0 as? String } ?? []).filter { file in
            var isFolder: ObjCBool = false
            return files.fileExists(atPath: "\(path)/\(name)/\(file)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    func night(_ asOf: String = "2026-02-28", scope: Scope = .all, reader: XMLReaderChoice = .automatic)
        throws -> Night
    {
        try Night(
            NightRequest(root: path, asOf: CalendarDay(asOf)!, scope: scope, reader: reader),
            progress: Progress(mode: .silent))
    }

    @discardableResult func run(_ asOf: String = "2026-02-28", scope: Scope = .all) throws -> NightOutcome {
        try night(asOf, scope: scope).run()
    }

    func warehouse() throws -> Warehouse {
        let (project, _) = Project.load(root: path)
        return try Warehouse(path: path + "/.kvadratur/warehouse.sqlite", ledger: project.ledger)
    }

    /// A query's rows as texts, cells joined by a bar, null as a dash.
    func rows(_ sql: String) throws -> [String] {
        try warehouse().read {
            try $0.rows(sql).map { row in row.map { $0 == .null ? "-" : $0.plain }.joined(separator: "|") }
        }
    }

    /// Steps of the last run, as the ledger has them: name and outcome.
    func lastSteps() throws -> [String] {
        try rows(
            """
            select name || ' ' || outcome from ledger_step where run = (select max(run) from \
            ledger_run) order by step
            """
        )
    }

    /// Every file of the edition that `latest` shows, with its bytes.
    func latest() -> [String: Data] {
        let folder =
            (try? files.destinationOfSymbolicLink(atPath: path + "/outbound/latest")).map { "outbound/" + $0 }
            ?? "outbound/none"
        return Dictionary(
            uniqueKeysWithValues: tree(folder).map {
                ($0, files.contents(atPath: "\(path)/\(folder)/\($0)")!)
            })
    }

    deinit { try? files.removeItem(atPath: path) }
}

extension Warehouse {
    /// What is changed here is taken back.
    func undone(_ body: (Transaction) throws -> Void) throws {
        struct TakenBack: Error {}
        do {
            try transaction {
                try body($0)
                throw TakenBack()
            }
        } catch is TakenBack {}
    }
}

/// Files of the small project that are all right.
enum Good {
    static let rooms = "room,seats,opened\nhall,120,\nlab,24,2020-08-01\nloft,0,2026-03-01\n"
    static let uses = "room;day;hours\nhall;2026-02-01;7,5\nlab;2026-02-01;2\nhall;2026-02-02;1,25\n"
    static let houses = """
        <?xml version="1.0" encoding="UTF-8"?><REGISTER><HEADER><x>1</x></HEADER>\
        <House><house>0012</house><municipality>0147</municipality>\
        <grundflade_areal>320</grundflade_areal><name>Rådhuset</name></House></REGISTER>
        """
    /// Below `inbound/`, as `drop` lays them.
    static let names = ["rooms-20260201.csv", "uses-20260203.csv", "deep/er/houses_00001_20260201.xml"]
    static func drop(into root: TrialRoot) throws {
        try root.write("inbound/rooms-20260201.csv", rooms)
        try root.write("inbound/uses-20260203.csv", uses)
        try root.write("inbound/deep/er/houses_00001_20260201.xml", houses)
    }
}
