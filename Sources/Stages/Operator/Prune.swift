import Foundation
import Project
import Records
import Warehouse

/// Lets go of what the settings say need not be kept, each kind by its days counted back from the last night
/// (`Retention`): `archive`, `editions` and `ledger` are kept where no setting says otherwise; what may name
/// people is not. Every whole night does so at its end with files; the ledger's own rows wait for the
/// command, so that a night that is run again changes nothing.
///
/// Never: a file whose rows are in force, the newest of a feed, one with rows that wait to be mended, or one
/// that the baseline may rest on; the edition that `latest` shows, the last good one, the baseline's.
public struct Prune {
    private let project: Project
    private let places: Places
    private let warehouse: Warehouse

    /// - Throws: `ConfigurationFailure` where the project is wrong, `UsageFailure` where no night has run
    ///   yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String) throws {
        let past = try PastNights(root: root)
        places = past.places
        project = past.project
        warehouse = try past.openWarehouse()
    }

    /// For a night, which holds the lock already.
    init(project: Project, places: Places, warehouse: Warehouse) {
        (self.project, self.places, self.warehouse) = (project, places, warehouse)
    }

    /// What went or would go, a line each, and the bytes that it frees; and why the warehouse could not
    /// become smaller, where it could not.
    ///
    /// - Throws: `UsageFailure` where no night has run yet or a setting of retention is wrong, `RunLock.Held`
    ///   while somebody works.
    public func prune(dryRun: Bool) throws -> (text: String, failure: Unshrunk?) {
        let lock = dryRun ? nil : try RunLock(path: places.lock, command: "prune")
        defer { lock?.release() }
        let last = try warehouse.read { try $0.text("SELECT max(as_of) FROM ledger_run") } ?? ""
        guard let night = CalendarDay(last) else {
            throw UsageFailure("no night has run here yet; next: kvadratur run")
        }
        var (lines, freed) = try letGo(night: night, dryRun: dryRun)
        var failure: Unshrunk?
        do {
            if let bytes = try shrink(dryRun, rowsWent: lines.contains { $0.hasPrefix("gone: ledger") }) {
                lines.append(
                    (dryRun ? "would go: " : "gone: ")
                        + ".kvadratur/warehouse.sqlite: room that held nothing, \(Figures.bytes(bytes))")
                freed += bytes
            }
        } catch let stopped as Unshrunk { failure = stopped }
        lines.append("\(Figures.bytes(freed)) \(dryRun ? "would be freed" : "freed")")
        return (lines.joined(separator: "\n") + "\n", failure)
    }

    /// All but the room in the warehouse, which takes writing it anew: a line for each thing that went or
    /// would go, and for each kind that is kept.
    func letGo(night: CalendarDay, filesAlone: Bool = false, dryRun: Bool) throws -> (
        lines: [String], freed: Int
    ) {
        var lines: [String] = []
        var freed = 0
        let kinds = [
            ("archive", archive), ("personal", personal), ("editions", editions), ("refused", refused),
            ("held", held), ("backup", backup), ("ledger", ledger),
        ]
        for (kind, work) in kinds where !(filesAlone && kind == "ledger") {
            // Dates are compared as text, like everywhere.
            guard let before = try Retention.before(kind, project.settings, night: night) else {
                lines.append("retention.\(kind)_days is not set: everything is kept")
                continue
            }
            for (line, bytes) in try work(before, dryRun) {
                lines.append((dryRun ? "would go: " : "gone: ") + line)
                freed += bytes
            }
        }
        return (lines, freed)
    }

    /// The last run that ended well with an edition.
    private static func lastGood(_ column: String) -> String {
        """
        SELECT \(column) FROM ledger_run WHERE exit_code = 0 AND edition IS NOT NULL ORDER BY run DESC \
        LIMIT 1
        """
    }

    private typealias Gone = [(line: String, bytes: Int)]

    /// Superseded deliveries. A mark stays in the archive, so that a feed can be read again without them.
    private func archive(_ before: String, _ dryRun: Bool) throws -> Gone {
        try superseded(before, dryRun, of: nil)
    }

    /// Of feeds whose files may name people in what no column keeps. What is in force stays: figures rest on
    /// it, and `erase` takes it where it must go.
    private func personal(_ before: String, _ dryRun: Bool) throws -> Gone {
        try superseded(before, dryRun, of: Set(project.feeds.filter(\.contract.mayNamePeople).map(\.name)))
    }

    private func superseded(_ before: String, _ dryRun: Bool, of feeds: Set<String>?) throws -> Gone {
        let archive = Archive(folder: places.archive)
        let frozen = try warehouse.read { try $0.text("SELECT max(as_of) FROM ledger_baseline_total") } ?? ""
        var files = try warehouse.read {
            try $0.files(
                "state = 'loaded' AND claimed_on < ? AND claimed_on > ?", [.text(before), .text(frozen)])
        }
        let keep = try warehouse.read { transaction in
            Set(
                try transaction.rows(
                    """
                    SELECT file FROM ledger_file WHERE state = 'loaded' AND rows_in_force > 0
                    UNION SELECT file FROM (SELECT file, max(arrival) FROM ledger_file WHERE state = \
                    'loaded' GROUP BY feed)
                    UNION SELECT file FROM ledger_reject WHERE state = 'open'
                    """
                ).map { $0[0].int })
        }
        files = files.filter { file in
            !keep.contains(Int(file.file)) && feeds.map { $0.contains(file.feed ?? "") } ?? true
        }
        var gone: Gone = []
        for file in files {
            guard let entry = try archive.entry(file.sha256) else { continue }
            gone.append(
                (".kvadratur/archive: \(file.name), delivered \(file.deliveredOn), superseded", file.bytes))
            if !dryRun { try archive.prune(entry.sha256) }
        }
        return gone
    }

    private func editions(_ before: String, _ dryRun: Bool) throws -> Gone {
        let shown = LatestEdition(places: places).name
        let kept = Set(
            try warehouse.read { transaction in
                try transaction.rows(
                    """
                    SELECT name FROM ledger_edition WHERE as_of IN (SELECT as_of FROM ledger_baseline_total)
                    UNION SELECT edition FROM (\(Self.lastGood("edition")))
                    UNION SELECT name FROM (SELECT name FROM ledger_edition ORDER BY as_of DESC, run DESC \
                    LIMIT 1)
                    """
                ).map { $0[0].plain }
            })
        return try Durable.names(in: places.editions).filter { name in
            // What a prune that was killed left behind has its mark in front.
            name.hasSuffix(".pruned")
                || (!name.hasPrefix(".") && name.prefix(10) < before
                    && CalendarDay(String(name.prefix(10))) != nil && name != shown && !kept.contains(name))
        }.map { name in
            let path = "\(places.editions)/\(name)"
            let bytes = size(path)
            if !dryRun {
                // Whole or gone, never half.
                let leaving = name.hasSuffix(".pruned") ? path : "\(places.editions)/.\(name).pruned"
                if leaving != path { try Durable.rename(path, to: leaving) }
                try Durable.removeTree(leaving)
            }
            return ("outbound/editions/\(name)", bytes)
        }
    }

    private func refused(_ before: String, _ dryRun: Bool) throws -> Gone {
        try setAside(
            "state = 'refused' AND fault_code <> 'personal_data' AND claimed_on < ?", "refused", before,
            dryRun)
    }

    /// Warehouses that a restore put aside.
    private func backup(_ before: String, _ dryRun: Bool) throws -> Gone {
        try places.putAside().compactMap { path in
            // One that is damaged, which may be why it was put aside, is as old as its file.
            let night =
                WarehouseCopy.lookInto(path) { try? WarehouseCopy.lastNight(path) }
                ?? FileState(path).flatMap {
                    CalendarDay(daysSince1970: $0.modified / 86_400_000_000_000)?.description
                }
            guard let night, night < before else { return nil }
            let bytes = FileState(path)?.size ?? 0
            if !dryRun { try WarehouseCopy.remove(path, with: Durable.remove) }
            return (
                """
                .kvadratur/\(path.split(separator: "/").last ?? ""): a warehouse that a restore put \
                aside, up to the night of \(night)
                """,
                bytes
            )
        }
    }

    /// Files that seem to hold personal data: no longer than somebody needs to ask for a clean one.
    private func held(_ before: String, _ dryRun: Bool) throws -> Gone {
        try setAside(
            "state = 'refused' AND fault_code = 'personal_data' AND claimed_on < ?", "held", before, dryRun)
    }

    private func setAside(_ condition: String, _ word: String, _ before: String, _ dryRun: Bool) throws
        -> Gone
    {
        try warehouse.read { try $0.files(condition, [.text(before)]) }.compactMap { file in
            let folders = [
                "\(places.refused)/\(file.sha256.prefix(12))",
                Archive(folder: places.archive).folder(of: file.sha256),
            ]
            .filter { FileManager.default.fileExists(atPath: $0) }
            if folders.isEmpty { return nil }
            let bytes = folders.map(size).reduce(0, +)
            if !dryRun { for folder in folders { try Durable.removeTree(folder) } }
            return (
                ".kvadratur/refused/\(file.sha256.prefix(12)): \(file.name), \(word) on \(file.claimedOn)",
                bytes
            )
        }
    }

    /// Steps and audits of old runs, and rejects that later files have settled; runs that published something
    /// stay.
    private func ledger(_ before: String, _ dryRun: Bool) throws -> Gone {
        let old = "run IN (SELECT run FROM ledger_run WHERE as_of < ?1)"
        // The newest judgement of a file before the day still counts on it.
        let newer = """
            EXISTS (SELECT 1 FROM ledger_refusal AS l JOIN ledger_run AS r ON r.run = l.run
                     WHERE l.file = ledger_refusal.file AND l.run > ledger_refusal.run AND r.as_of < ?1)
            """
        let parts = [
            ("steps", "ledger_step", old), ("audits", "ledger_audit", old),
            ("settled rejects", "ledger_reject", "state = 'superseded' AND " + old),
            ("judgements of refused files", "ledger_refusal", old + " AND " + newer),
            // The last good run tells which edition is the last good one.
            (
                "runs", "ledger_run",
                """
                as_of < ?1 AND run NOT IN (SELECT run FROM ledger_edition) AND run < (SELECT max(run) \
                FROM ledger_run) AND run IS NOT (\(Self.lastGood("run")))
                """
            ),
        ]
        return try warehouse.transaction { transaction in
            try parts.compactMap { name, table, condition in
                let count =
                    try transaction.integer(
                        "SELECT count(*) FROM \(table) WHERE \(condition)", [.text(before)]) ?? 0
                if count == 0 { return nil }
                if !dryRun {
                    try transaction.execute("DELETE FROM \(table) WHERE \(condition)", [.text(before)])
                }
                return ("ledger: \(Figures.count(count)) \(name) of nights before \(before)", 0)
            }
        }
    }

    /// Gives back the room of rows that went, tonight or before, as far as it is worth writing the whole file
    /// anew; the bytes that the disk got back.
    private func shrink(_ dryRun: Bool, rowsWent: Bool) throws -> Int? {
        let room = try warehouse.room()
        guard room.free > 0, rowsWent || room.free >= max(1_000_000, room.size / 4) else { return nil }
        if dryRun { return room.free }
        let before = warehouseBytes
        do { try warehouse.shrink() } catch let failure as WarehouseFailure {
            throw Unshrunk(path: places.warehouse, room: room, failure: failure)
        }
        return max(0, before - warehouseBytes)
    }

    private var warehouseBytes: Int {
        ["", "-wal"].map { FileState(places.warehouse + $0)?.size ?? 0 }.reduce(0, +)
    }

    /// What went is gone, but the warehouse is as large as it was: writing it anew needs as much room once
    /// more.
    public struct Unshrunk: Error, CustomStringConvertible {
        var path: String
        var room: (size: Int, free: Int)
        var failure: WarehouseFailure

        /// Path, how much room could not be given back and why, and the next command, in English.
        public var description: String {
            var reason = "\(failure)"
            if case .stopped(_, let message) = failure { reason = message }
            return """
                \(path): \(Figures.bytes(room.free)) in it hold nothing and could not be given back \
                (\(reason)); it is whole, and later nights use that room; \
                next: make room for \(Figures.bytes(2 * (room.size - room.free))) and run: kvadratur prune
                """
        }
    }

    private func size(_ folder: String) -> Int {
        (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).map {
            FileState("\(folder)/\($0)")?.size ?? 0
        }.reduce(0, +)
    }
}

extension Archive {
    private func mark(of sha: String) -> String { folder(of: sha) + ".pruned" }

    /// Whether the bytes were let go on purpose: a feed is then read again without them. Bytes that are
    /// missing otherwise are an error.
    func isPruned(_ sha: String) throws -> Bool { try FileState(mark(of: sha)) != nil && entry(sha) == nil }

    func prune(_ sha: String, because reason: String = "superseded") throws {
        try Durable.write("\(reason)\n".utf8, to: mark(of: sha))
        if FileState.exists(folder(of: sha)) { try Durable.removeTree(folder(of: sha)) }
    }
}
