import Foundation
import Project
import Records
import Warehouse

/// `kvadratur erase`: a delivered file and everything that came from it goes from the warehouse, the archive,
/// the refused files and old backups.
///
/// The figures are made again without it in a night that follows at once. What stays is that it was erased,
/// by whom and why.
public struct Erase {
    /// Which files, who answers for it and why.
    public struct Request: Sendable {
        /// Names of deliveries, or the first eight or more digits of a SHA-256.
        public var files: [String] = []
        /// Deliveries of this feed alone; nil is any.
        public var feed: String?
        /// Deliveries before this day.
        public var before: CalendarDay?
        /// The role that answers for it; empty is refused.
        public var by: String
        /// Why, in a sentence; empty is refused.
        public var why: String
        /// Copies of the warehouse, or folders with such copies, that may hold them.
        public var backups: [String] = []

        /// A request; without files it is of all that fit feed and day.
        public init(
            files: [String] = [], feed: String? = nil, before: CalendarDay? = nil, by: String, why: String,
            backups: [String] = []
        ) {
            (self.files, self.feed, self.before, self.by, self.why, self.backups) = (
                files, feed, before, by, why, backups
            )
        }
    }

    private let past: PastNights
    private let root: String
    private let warehouse: Warehouse

    /// - Throws: `ConfigurationFailure` where the project is wrong, `UsageFailure` where no night has run
    ///   yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String) throws {
        self.root = root
        past = try PastNights(root: root)
        warehouse = try past.openWarehouse()
    }

    private var erasures: Erasures { Erasures(places: past.places) }

    /// What was erased until now, a line each.
    ///
    /// - Throws: `WarehouseFailure` or `SystemFailure` where it cannot be read.
    public func list() throws -> String {
        let entries = try erasures.all()
        if entries.isEmpty { return "Nothing was ever erased.\n" }
        return try warehouse.read { transaction in
            try entries.map { entry in
                let name =
                    try transaction.text(
                        "SELECT name FROM ledger_file WHERE sha256 = ?", [.text(entry.sha256)])
                    ?? "a file that this warehouse does not know"
                return "\(name), sha256 \(entry.sha256.prefix(12)): \(entry.words(.en))\n"
            }.joined()
        }
    }

    /// What would go; changes nothing.
    ///
    /// - Throws: `UsageFailure` where no delivery fits, a name fits several, or a backup is not there.
    public func dryRun(_ request: Request) throws -> [String] {
        let files = try chosen(request)
        return files.map { "would be erased: \(Self.words($0))" } + (try notes(files))
            + (try backups(request, files, dryRun: true))
    }

    /// Writes the erasure down, plays a night that carries it out and makes every table and the report
    /// without it, and looks through the backups.
    ///
    /// - Throws: `UsageFailure` where `dryRun` throws it, nobody answers for it, or the night is past;
    ///   nothing was changed then. What the night throws leaves the erasure written down, and the next run
    ///   carries it out.
    public func erase(_ request: Request, asOf: CalendarDay? = nil, progress: Progress) throws -> (
        lines: [String], outcome: NightOutcome, asOf: CalendarDay
    ) {
        guard !request.by.isEmpty, !request.why.isEmpty else {
            throw UsageFailure("--by and --why must say something; nothing was changed")
        }
        let files = try chosen(request)
        let notes = try notes(files)
        var night = NightRequest(root: root, asOf: asOf, command: "erase")
        night.letsGo = true
        let play = try Night(night, progress: progress)
        if let stands = try warehouse.read({ try $0.text("SELECT max(as_of) FROM ledger_run") }),
            play.asOf.description < stands
        {
            throw UsageFailure(
                """
                the night of \(play.asOf) is past: the figures would be made again as of then; nothing \
                was changed; next: kvadratur erase without --as-of
                """
            )
        }
        do {
            let lock = try RunLock(path: past.places.lock, command: "erase")
            defer { lock.release() }
            try erasures.add(
                files.map {
                    Erasures.Entry(
                        sha256: $0.sha256, on: play.asOf.description, by: request.by, why: request.why)
                })
        }
        let outcome = try play.run()
        // What lay in inbound/ under an erased file's bytes was refused by the night.
        for entry in try erasures.all() { try erasures.removeBytes(of: entry) }
        return (
            files.map { "erased: \(Self.words($0))" } + notes + (try backups(request, files, dryRun: false)),
            outcome, play.asOf
        )
    }

    private static func words(_ file: LedgerFile) -> String {
        """
        \(file.name), delivered \(file.deliveredOn)\(file.feed.map { " for \($0)" } ?? ""), sha256 \
        \(file.sha256.prefix(12)), \(file.state)
        """
            + (file.rowsInForce > 0 ? ", \(Figures.rows(file.rowsInForce)) in force" : "")
    }

    private func chosen(_ request: Request) throws -> [LedgerFile] {
        let all = try warehouse.read { try $0.files("state <> 'erased'") }
        if let feed = request.feed, !past.project.feeds.contains(where: { $0.name == feed }),
            !all.contains(where: { $0.feed == feed })
        {
            throw UsageFailure("there is no feed \(feed); nothing was changed")
        }
        func fits(_ file: LedgerFile) -> Bool {
            request.feed.map { $0 == file.feed } ?? true
                && request.before.map { file.deliveredOn < $0.description } ?? true
        }
        guard !request.files.isEmpty else {
            let files = all.filter(fits)
            if files.isEmpty {
                throw UsageFailure("no delivery fits; nothing was changed; next: kvadratur log")
            }
            return files
        }
        return try request.files.flatMap { word -> [LedgerFile] in
            let named = all.filter {
                $0.name == word || word.count >= 8 && $0.sha256.hasPrefix(word.lowercased())
            }.filter(fits)
            if named.isEmpty {
                throw UsageFailure(
                    """
                    \(word): no delivery has this name, or a SHA-256 that begins so; nothing was \
                    changed; next: kvadratur log
                    """
                )
            }
            if named.count > 1 {
                let list = named.map {
                    "\n  kvadratur erase \($0.sha256.prefix(12))  # delivered \($0.deliveredOn), \($0.state)"
                }.joined()
                throw UsageFailure(
                    """
                    \(word): \(named.count) deliveries have this name; nothing was changed; say \
                    which:\(list)
                    """
                )
            }
            return named
        }
    }

    /// What a person must know before: what rests on the files and stays.
    private func notes(_ files: [LedgerFile]) throws -> [String] {
        let numbered = Set(
            files.filter { file in file.state == "loaded" && past.project.feed(of: file)?.numbering != nil }
                .compactMap(\.feed))
        var lines = numbered.sorted().map {
            "\($0): later deltas may rest on what goes; next: ask for a new total"
        }
        try warehouse.read { transaction in
            for file in files {
                if let frozen = try transaction.text(
                    "SELECT max(frozen_on) FROM ledger_baseline_file WHERE sha256 = ?", [.text(file.sha256)])
                {
                    lines.append(
                        """
                        \(file.name): the baseline frozen on \(frozen) rests on it; its figures stay, \
                        and cannot be followed to the file any more
                        """
                    )
                }
            }
            guard let first = files.filter({ $0.state == "loaded" }).map(\.run).min() else { return }
            let editions = try transaction.rows(
                "SELECT name FROM ledger_edition WHERE run >= ? ORDER BY name", [.integer(Int64(first))]
            ).map { $0[0].plain }
                .filter { FileState.exists("\(past.places.editions)/\($0)") }
            if !editions.isEmpty {
                lines.append(
                    """
                    outbound/editions: \(Figures.count(editions.count)) published while it may have \
                    been in force (from \(editions[0])) are not changed: they hold figures, 
                    """
                        + """
                        and values of rows that were set aside; whoever must remove one as well, \
                        removes its folder
                        """
                )
            }
        }
        return lines
    }

    /// Copies that hold one of the files: those older than `retention.backup_days` go, younger ones are
    /// named.
    private func backups(_ request: Request, _ files: [LedgerFile], dryRun: Bool) throws -> [String] {
        let wanted = Set(files.map(\.sha256))
        let last = try warehouse.read { try $0.text("SELECT max(as_of) FROM ledger_run") } ?? ""
        guard let night = CalendarDay(last) else { return [] }
        let before = try Retention.before("backup", past.project.settings, night: night)
        let ledger = past.project.ledger.map(\.name)
        return try (past.places.putAside() + request.backups.flatMap(copies)).compactMap { path in
            guard FileState(path)?.inode != FileState(past.places.warehouse)?.inode else { return nil }
            let (problem, held, night) = try WarehouseCopy.lookInto(path) {
                () -> (String?, Set<String>, String?) in
                if let problem = try WarehouseCopy.problems(path, ledger: ledger).first {
                    return (problem, [], nil)
                }
                return (nil, try WarehouseCopy.holding(path), try WarehouseCopy.lastNight(path))
            }
            if let problem { return "\(path): \(problem); it was not looked into and stays" }
            guard !held.isDisjoint(with: wanted) else { return nil }
            let made = night ?? "none"
            if let before, made < before {
                if !dryRun { try WarehouseCopy.remove(path, with: Durable.remove) }
                return
                    """
                    \(path): \(dryRun ? "would go" : "gone"): a copy up to the night of \(made), which \
                    held it
                    """
            }
            let until = try CalendarDay(made).flatMap {
                try Retention.until("backup", past.project.settings, from: $0)
            }
            return
                """
                \(path): a copy up to the night of \(made), which still holds \
                it\(until.map { ", until \($0) (retention.backup_days)" } ?? ""); a restore from it \
                erases again; next: rm \(path), where it must not wait
                """
        }
    }

    private func copies(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw UsageFailure("\(path): there is no such file or folder")
        }
        return isFolder.boolValue
            ? try Durable.list(path).filter { $0.hasSuffix(".sqlite") }.map { "\(path)/\($0)" } : [path]
    }
}
