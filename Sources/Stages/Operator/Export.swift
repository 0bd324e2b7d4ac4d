import Fingerprints
import Foundation
import Project
import Records
import Reports
import Warehouse

/// `kvadratur export`: the last night as another engine can make it again: a manifest with every table and
/// model, and the rows that may leave.
///
/// The folder appears whole or not at all, and says nothing but what the night says: equal nights give equal
/// bytes.
public struct Export {
    private let past: PastNights
    private let compiled: Compiled
    private let leaving: Leaving

    /// Reads and compiles the project, and tells what may leave.
    ///
    /// - Throws: `ConfigurationFailure` where the project is wrong, `UsageFailure` where no night has run
    ///   yet.
    public init(root: String) throws {
        past = try PastNights(root: root)
        let (compiled, findings) = Compiler.compile(past.project)
        guard findings.isEmpty else { throw ConfigurationFailure(findings: findings) }
        self.compiled = compiled
        leaving = Leaving(past.project, compiled)
    }

    /// - Parameter path: the folder; an earlier export there is replaced when the new one is whole.
    /// - Throws: `UsageFailure` where something else lies there or the last night is not what the project
    ///   says now, `ConfigurationFailure` where a table that would leave names rooms, `RunLock.Held` while
    ///   somebody works; the folder is then what it was.
    public func write(into path: String) throws -> String {
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        try refuseOther(folder)
        let lock = try RunLock(path: past.places.lock, command: "export")
        defer { lock.release() }
        let temporary = folder + ".part"
        if FileState.exists(temporary) { try Durable.removeTree(temporary) }
        do {
            try Durable.makeFolder(temporary + "/data")
            let line = try past.openWarehouse().read { transaction in
                let asOf = try currentNight(transaction)
                return try write(transaction, asOf: asOf, into: temporary)
            }
            try Durable.syncFile(temporary + "/data")
            try Durable.syncFile(temporary)
            try FolderSwap.put(temporary, at: folder)
            return "\(folder): \(line)\n"
        } catch {
            if FileState.exists(temporary) { try? Durable.removeTree(temporary) }
            throw error
        }
    }

    /// What lies there and is no export stays.
    private func refuseOther(_ folder: String) throws {
        guard FileState.exists(folder) else { return }
        var information = stat()
        guard stat(folder, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
            throw UsageFailure("\(folder): that is no folder; nothing was written; next: name another one")
        }
        let names = try Durable.list(folder)
        let manifest = FileManager.default.contents(atPath: folder + "/" + Self.manifest).map {
            String(decoding: $0.prefix(200), as: UTF8.self)
        }
        guard names.isEmpty || manifest?.contains("\"kvadratur-export/") == true else {
            throw UsageFailure(
                "\(folder): something else lies there; nothing was written; next: name another folder")
        }
    }

    private static let manifest = "manifest.json"

    /// The night in the warehouse, which must be the whole of what the project now says: another engine would
    /// make other tables of the same rows.
    private func currentNight(_ transaction: Transaction) throws -> CalendarDay {
        let tables = try transaction.ledgerTables()
        guard let text = tables["night"]?.version, let asOf = CalendarDay(text) else {
            throw UsageFailure("no night has run here yet; next: kvadratur run")
        }
        let plan = NightPlan(
            project: past.project, compiled: compiled, asOf: asOf, scope: .all, tables: tables,
            files: try transaction.files(), claims: [],
            waiting: [], statusVersion: tables[EngineTables.file.name]?.version ?? "", lastEdition: nil)
        let open = plan.steps().filter { $0.kind != .publish && $0.kind != .status }
        guard let first = open.first else { return asOf }
        let more = open.count == 1 ? "" : " and \(open.count - 1) more"
        throw UsageFailure(
            """
            \(first.name)\(more): not as the project says now (\(first.reason)); nothing was written; \
            next: kvadratur run, then export again
            """
        )
    }

    /// A model that reads rooms and says of no column that it tells them must tell none: what it makes would
    /// leave.
    private func refuseRooms(in table: ExportTable, _ transaction: Transaction) throws {
        guard let sources = leaving.doubted[table.name] else { return }
        var rooms: Set<String> = []
        for source in sources {
            let name = "\"\(source.column)\""
            try transaction.each("SELECT DISTINCT \(name) FROM \"\(source.table)\" WHERE \(name) <> ''") {
                row in
                if case .text(let room) = row[0] { rooms.insert(room) }
            }
        }
        for column in table.columns where column.type == "text" {
            try transaction.each(
                """
                SELECT DISTINCT \"\(column.name)\" FROM \"\(table.name)\" WHERE \"\(column.name)\" IS \
                NOT NULL
                """
            ) { row in
                guard case .text(let text) = row[0] else { return }
                var start = ""
                for word in text.split(separator: " ", omittingEmptySubsequences: false) {
                    start += (start.isEmpty ? "" : " ") + word
                    guard rooms.contains(start) else { continue }
                    let file = compiled.models.first { $0.name == table.name }?.file ?? table.name
                    throw ConfigurationFailure(findings: [
                        Finding(
                            file: file, line: 1, code: "tells_rooms",
                            message:
                                """
                                \(column.name) names rooms in which people are counted, and the table \
                                would leave the house; 
                                """
                                    + "say so in the model's head: -- tells: \(column.name)")
                    ])
                }
            }
        }
    }

    private func write(_ transaction: Transaction, asOf: CalendarDay, into folder: String) throws -> String {
        let project = past.project
        var manifest = ExportManifest(
            program: Program.version, authorities: project.settings.authorities.sorted(),
            asOf: asOf.description)
        var rows = 0
        for name in compiled.tables.keys.sorted() {
            let shape = try ExportTable(name, compiled: compiled, transaction: transaction)
            let standing = leaving.standing(of: name)
            var table = ExportManifest.Table(
                name: name, stage: Stage.of(table: name)?.rawValue ?? "night", standing: standing.rawValue,
                columns: shape.columns)
            if standing == .rows {
                try refuseRooms(in: shape, transaction)
                let file = "data/\(name).csv"
                let written = try shape.write(to: folder + "/" + file, transaction)
                table.data = (file, written.rows, written.sha256)
                rows += written.rows
            }
            manifest.tables.append(table)
        }
        manifest.models = compiled.models.map { model in
            var query = ExportManifest.Query(
                name: model.name, stage: model.stage.rawValue, file: model.file,
                fingerprint: project.fingerprints[model.name]?.hex ?? "", text: model.sql)
            query.grain = model.grain
            query.reads = compiled.tables[model.name]?.reads.keys.sorted() ?? []
            return query
        }
        manifest.audits = project.audits.sorted { $0.name < $1.name }.map { audit in
            var query = ExportManifest.Query(
                name: audit.name, stage: audit.stage.rawValue, file: audit.file,
                fingerprint: project.fingerprints[audit.name]?.hex ?? "", text: audit.sql)
            query.audits = audit.audits
            query.severity = audit.severity.rawValue
            return query
        }
        manifest.promises = project.promises.sorted { $0.table < $1.table }.map { promise in
            ExportManifest.Promise(
                table: promise.table, columns: promise.columns.map { ($0.name, $0.type, $0.unit) })
        }
        let fingerprint = Fingerprint.of([String(decoding: manifest.bytes(fingerprint: ""), as: UTF8.self)])
            .hex
        try Durable.write(manifest.bytes(fingerprint: fingerprint), to: folder + "/" + Self.manifest)
        let made = manifest.tables.count { $0.standing == Leaving.Standing.made.rawValue }
        let left = manifest.tables.count { $0.data != nil }
        let stay = manifest.tables.count { $0.standing == Leaving.Standing.stays.rawValue }
        return
            """
            the night of \(asOf), \(left) tables with \(Figures.rows(rows)), from which \(made) models \
            can be made; 
            """
                + "\(stay) tables with deliveries, rooms or days stay here"
    }
}
