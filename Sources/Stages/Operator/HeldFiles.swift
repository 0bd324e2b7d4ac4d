import Foundation
import Project
import Records
import Warehouse

/// `kvadratur release`, `hold` and `discard`: a person's word on a delivery that the gate holds, or that took
/// effect and should not have.
public struct HeldFiles {
    private let places: Places
    private let project: Project
    private let warehouse: Warehouse

    /// - Throws: `ConfigurationFailure` where the project is wrong, `UsageFailure` where no night has run
    ///   yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String) throws {
        let past = try PastNights(root: root)
        places = past.places
        project = past.project
        warehouse = try past.openWarehouse()
    }

    private var archive: Archive { Archive(folder: places.archive) }

    /// Every delivery that is held, with its reasons, a line or two each.
    ///
    /// - Throws: `WarehouseFailure` where the warehouse cannot be read.
    public func list() throws -> String {
        let held = try warehouse.read { try $0.files("state = 'held'") }
        if held.isEmpty { return "No delivery is held.\n" }
        return held.map { file in
            """
            \(file.name), for \(file.feed ?? ""), held since \(file.claimedOn), sha256 \
            \(file.sha256.prefix(12))\n  \(file.faultEnglish ?? "")\n
            """
        }.joined()
            + """
            next: kvadratur release FILE --by ROLE --why TEXT, or kvadratur discard FILE --by ROLE \
            --why TEXT\n
            """
    }

    /// Lets a held delivery through: the next run takes it as it is.
    ///
    /// - Throws: `UsageFailure` where no held delivery has this name, several have it, or role or reason are
    ///   empty; `RunLock.Held` while somebody works.
    public func release(_ word: String, by role: String, why: String) throws -> String {
        try decide(word, "held", .released, role, why) { file, _ in
            "\(file.name): released by \(role): \(why); the next run takes it"
        }
    }

    /// Dismisses a held delivery: it never takes effect, and nobody is asked again.
    ///
    /// - Throws: as `release`.
    public func discard(_ word: String, by role: String, why: String) throws -> String {
        try decide(word, "held", .discarded, role, why) { file, transaction in
            var file = file
            file.state = "discarded"
            file.run = try Self.nextRun(transaction)
            _ = try transaction.save(file)
            return "\(file.name): discarded by \(role): \(why); what is in force stays"
        }
    }

    /// Takes a delivery that is in force out of force again, until it is released; what it had replaced is in
    /// force again.
    ///
    /// - Throws: `UsageFailure` where no delivery in force has this name, several have it, its feed is gone,
    ///   or role or reason are empty; `RunLock.Held` while somebody works.
    public func hold(_ word: String, by role: String, why: String, asOf: CalendarDay?) throws -> String {
        try decide(word, "loaded", .held, "\(role): \(why)", "\(role): \(why)", named: (role, why)) {
            file, transaction in
            guard let feed = project.feed(ofTable: file.feed) else {
                throw UsageFailure("\(file.name): its feed is no longer there")
            }
            var file = file
            file.run = try Self.nextRun(transaction)
            let last = try transaction.text("SELECT max(as_of) FROM ledger_run").flatMap { CalendarDay($0) }
            guard let asOf = asOf ?? last else {
                throw UsageFailure("no night has run here yet; nothing was changed")
            }
            (file.state, file.claimedOn) = ("held", asOf.description)
            file.fault = Fault(code: .held, position: Position(line: 1), detail: "\(role): \(why)")
            file.faultDanish = "\(FaultCode.held.meaning[.da]): \(role): \(why)"
            file.faultEnglish = "\(FaultCode.held.meaning[.en]): \(role): \(why)"
            _ = try transaction.save(file)
            let raw = RawStage(
                project: project, places: places, warehouse: warehouse, asOf: asOf, run: file.run - 1)
            // The rows are kept beside, in case a file cannot be read any more as its feed is described
            // today.
            try raw.replay(feed, in: transaction, keeps: true)
            return
                """
                \(file.name): held by \(role): \(why); what it had replaced is in force again, and the \
                next run makes the report
                """
        }
    }

    private static func nextRun(_ transaction: Transaction) throws -> Int {
        (try transaction.integer("SELECT max(run) FROM ledger_run") ?? 0) + 1
    }

    private func decide(
        _ word: String, _ state: String, _ verdict: Archive.Decision.Verdict, _ by: String, _ why: String,
        named: (by: String, why: String)? = nil,
        _ body: (LedgerFile, Transaction) throws -> String
    ) throws -> String {
        let person = named ?? (by, why)
        guard !person.by.isEmpty, !person.why.isEmpty else {
            throw UsageFailure("--by and --why must say something; nothing was changed")
        }
        let lock = try RunLock(path: places.lock, command: "\(verdict.rawValue)")
        defer { lock.release() }
        let file = try chosen(word, state)
        let night = try warehouse.read { try $0.text("SELECT max(as_of) FROM ledger_run") } ?? file.claimedOn
        try archive.decide(file.sha256, Archive.Decision(verdict: verdict, on: night, by: by, why: why))
        return try warehouse.transaction { transaction in
            try transaction.execute(
                """
                INSERT OR REPLACE INTO ledger_decision (file, verdict, by_role, why, run) VALUES (?, ?, \
                ?, ?, ?)
                """,
                [
                    .integer(file.file), .text(verdict.rawValue), .text(person.by), .text(person.why),
                    .integer(Int64(try Self.nextRun(transaction))),
                ])
            return try body(file, transaction)
        }
    }

    private func chosen(_ word: String, _ state: String) throws -> LedgerFile {
        // A person types the name as it was said, perhaps with its folder.
        let name = word.hasPrefix("inbound/") ? String(word.dropFirst(8)) : word
        let base = String(name[(name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex)...])
        let all = try warehouse.read { try $0.files("state = ?", [.text(state)]) }
        let found = all.filter {
            $0.name == base || word.count >= 8 && $0.sha256.hasPrefix(word.lowercased())
        }
        if found.isEmpty {
            let what = state == "held" ? "no delivery that is held" : "no delivery that is in force"
            throw UsageFailure(
                """
                \(VisibleText.of(word)): \(what) has this name, or a SHA-256 that begins so; nothing \
                was changed; next: kvadratur status
                """
            )
        }
        if found.count > 1 {
            let list = found.map { "\n  \($0.sha256.prefix(12))  \($0.name), delivered \($0.deliveredOn)" }
                .joined()
            throw UsageFailure(
                """
                \(VisibleText.of(word)): \(found.count) deliveries have this name; nothing was changed; \
                say which:\(list)
                """
            )
        }
        return found[0]
    }

    /// Whether newer files that took effect have spoken of all that a held one speaks of; a held one answers
    /// alone, and one of an earlier night.
    private static func answered(_ old: LedgerFile, by file: LedgerFile, _ feed: Feed, _ warehouse: Warehouse)
        throws -> Bool
    {
        guard !file.places.isEmpty, FeedFinder.part(old.name, feed) == FeedFinder.part(file.name, feed),
            let places = try warehouse.read({ try $0.heldPlaces(of: old.file) })
        else { return false }
        let left = places.subtracting(file.places)
        if file.state == "loaded", !left.isEmpty, left.count < places.count {
            try warehouse.transaction { try $0.keepPlaces(left, of: old.file) }
        }
        return left.isEmpty && (file.state == "loaded" || old.claimedOn < file.claimedOn)
    }

    /// Held deliveries that a newer one has made idle: of a complete list any, else one of the same name or
    /// of the same period, or one of which newer ones have spoken of all that it speaks of.
    static func supersede(
        by file: LedgerFile, _ feed: Feed, _ archive: Archive, _ warehouse: Warehouse, run: Int,
        asOf: CalendarDay
    ) throws {
        let held = try warehouse.read {
            try $0.files(
                "feed = ? AND state = 'held' AND file <> ?", [.text(feed.tableName), .integer(file.file)])
        }
        .filter { $0.isOf(feed) }
        for var old in held where (old.arrival, old.sha256) < (file.arrival, file.sha256) {
            let period = FeedFinder.period(old.name, feed)
            let isSame =
                CopyName(old.name).original == CopyName(file.name).original
                || period != nil && period == FeedFinder.period(file.name, feed)
            let isAnswered = try answered(old, by: file, feed, warehouse)
            // Two files of one night that are both held may be two parts of one list: neither speaks for the
            // other.
            guard
                isSame || isAnswered
                    || feed.replaces == .all
                        && FeedFinder.part(old.name, feed) == FeedFinder.part(file.name, feed)
                        && (file.state == "loaded" || old.claimedOn < file.claimedOn)
            else { continue }
            let why = "\(file.name) came in its place"
            try archive.decide(
                old.sha256,
                Archive.Decision(verdict: .discarded, on: asOf.description, by: "kvadratur", why: why))
            (old.state, old.run) = ("discarded", run)
            try warehouse.transaction { transaction in
                try transaction.execute(
                    """
                    INSERT OR REPLACE INTO ledger_decision (file, verdict, by_role, why, run) VALUES \
                    (?, 'discarded', 'kvadratur', ?, ?)
                    """,
                    [.integer(old.file), .text(why), .integer(Int64(run))])
                _ = try transaction.save(old)
            }
        }
    }
}
