import Fingerprints
import Foundation
import Project
import Records
import Reports
import Warehouse

/// Makes an edition appear: written whole under a temporary name, synced, renamed, and one link swapped.
struct Publisher {
    let project: Project
    let places: Places
    let warehouse: Warehouse
    let asOf: CalendarDay
    let run: Int
    let resourceVersion: String
    /// What the edition is made from, for the ledger.
    let version: String
    /// Takes what a person must look at.
    var tell: (String) -> Void = { _ in }
    /// Takes what is good to know.
    var say: (String) -> Void = { _ in }

    enum Result {
        case published(name: String)
        /// The same content is published already.
        case unchanged(name: String)
    }

    func publish() throws -> Result {
        let source = EditionSource(project: project, asOf: asOf)
        let (tables, content) = try warehouse.read { try source.gather($0) }
        var printer = Fingerprinter()
        let memory = try warehouse.read { try Memory.text($0, asOf: asOf.description) }
        let isMadeUp = SampleMark(places: places, language: project.settings.speaks).isOfSample
        for text in [content.hex, resourceVersion, Program.version, memory] { printer.update(text) }
        if isMadeUp { printer.update(DecisionSheet.madeUp) }
        try warehouse.read {
            try Self.eachKeptFile($0) { path, pieces in
                printer.update(path)
                try pieces { printer.update($0) }
                printer.endText()
            }
        }
        let print = printer.finish().short
        let name = "\(asOf)-\(print)"
        let earlier = try warehouse.read {
            try $0.text(
                "SELECT name FROM ledger_edition WHERE as_of = ? AND name <> ? ORDER BY run DESC LIMIT 1",
                [.text(asOf.description), .text(name)])
        }
        let folder = "\(places.editions)/\(name)"
        if EditionSeal.isWhole(folder) {
            let moved = try pointLatest(to: name)
            try writeDown(name, content: content, corrects: earlier)
            return moved ? .published(name: name) : .unchanged(name: name)
        }
        var edition = EditionContent(
            asOf: asOf.description, name: name, language: project.settings.language,
            csvStyle: .init(rawValue: project.settings.csvStyle) ?? .danish, corrects: earlier,
            authority: authorityName(tables), version: Program.version,
            tables: tables)
        edition.isMadeUp = isMadeUp
        try Durable.makeFolder(places.editions)
        let temporary = "\(places.editions)/.\(name).part"
        try? Durable.removeTree(temporary)
        let draft = LatestEdition(places: places).makesLinks ? temporary : places.draft
        try Durable.removeTree(draft)
        try Durable.makeFolder(draft)
        _ = try writeEdition(edition, resources, into: draft)
        try warehouse.read {
            try Self.eachKeptFile($0) { name, pieces in
                let path = draft + "/" + name
                try Durable.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
                try Durable.write(to: path, pieces)
            }
        }
        if !memory.isEmpty { try Durable.write(memory.utf8, to: "\(draft)/\(Memory.name)") }
        try EditionSeal.write(draft)
        if draft != temporary {
            try LatestEdition.copyFolder(draft, to: temporary)
            try Durable.removeTree(draft)
        }
        try sync(temporary)
        try StopRequest.check()
        // One of that name that somebody took files out of makes room for itself, whole.
        let replaced = "\(places.editions)/.\(name).replaced"
        if FileState.exists(folder) { try Durable.rename(folder, to: replaced) }
        try Durable.rename(temporary, to: folder)
        try? Durable.removeTree(replaced)
        _ = try pointLatest(to: name)
        try writeDown(name, content: content, corrects: earlier)
        return .published(name: name)
    }

    /// Files that steps of the night keep with the edition, by path: what the plan was made from, and its
    /// proof; in pieces, since a proof can be large.
    private static func eachKeptFile(
        _ transaction: Transaction,
        _ body: (_ path: String, _ pieces: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws ->
            Void
    ) throws {
        let table = PlanTables.file.name
        guard try transaction.exists(table: table) else { return }
        for row in try transaction.rows("SELECT rowid, path FROM \(table) ORDER BY path") {
            try body(row[1].plain) {
                try transaction.pieces(of: table, "content", row: Int64(row[0].int), $0)
            }
        }
    }

    /// The name in the settings, else the one that the report's own summary gives.
    private func authorityName(_ tables: [String: ReportTable]) -> String {
        if let name = project.settings.entries.first(where: { $0.key == "authority_name" })?.text {
            return name
        }
        guard let summary = tables["summary"], let row = summary.rows.first else { return "" }
        return summary.value(row, "authority_name").plain
    }

    private var resources: ReportResources {
        var templates: [String: String] = [:]
        for (file, text) in project.templates where file.hasSuffix(".mustache") {
            templates[String(file.dropLast(9))] = text
        }
        return ReportResources(
            templates: templates, languages: project.languages, css: PageParts.style(project.templates),
            javascript: PageParts.script(project.templates))
    }

    /// Everything written is on the disk before the name is; published files are never changed, so they are
    /// read-only.
    private func sync(_ folder: String) throws {
        for name in Durable.names(in: folder) {
            let path = folder + "/" + name
            var information = stat()
            guard lstat(path, &information) == 0 else { throw SystemFailure("stat", path, errno) }
            if information.st_mode & S_IFMT == S_IFDIR {
                try sync(path)
                continue
            }
            try Durable.syncFile(path)
            chmod(path, 0o444)
        }
        try Durable.syncFile(folder)
    }

    /// Shows the edition under `outbound/latest`, and says what a person should know of it.
    private func pointLatest(to name: String) throws -> Bool {
        let pointed = try LatestEdition(places: places).point(to: name)
        if let aside = pointed.aside {
            tell(
                """
                outbound/latest: it was a folder in the place of the link to the newest edition
                  it was put aside as outbound/\(aside), and latest shows \(name) again; next: see whether \
                somebody needs what lies in it, and remove it
                """)
        }
        if pointed.isCopy {
            say(
                """
                outbound/latest is a folder with the files of \(name): the file system of outbound has \
                no symbolic links
                """
            )
        }
        return pointed.moved
    }

    private func writeDown(_ name: String, content: Fingerprint, corrects: String?) throws {
        try warehouse.transaction { transaction in
            try transaction.execute(
                "INSERT INTO ledger_edition VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
                [
                    .text(name), .text(asOf.description), .text(content.hex),
                    corrects.map(Value.text) ?? .null, .integer(Int64(run)),
                ])
            try transaction.set(
                table: "edition", stage: Stage.report.rawValue, version: version, rows: 1, run: run)
            try transaction.rememberNight(asOf.description)
        }
    }
}
