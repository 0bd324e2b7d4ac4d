import Fingerprints
import Formats
import Foundation
import Optimiser
import PlanFiles
import Project
import Records
import Warehouse

/// What the operator asked for.
public struct NightRequest: Sendable {
    /// The folder with `pipelines/`, `schemas/`, `inbound/` and `outbound/`.
    public var root: String
    /// The night's date; nil is the calendar day in the authority's zone.
    public var asOf: CalendarDay?
    /// Which steps may run; an edition is published where the report is among them.
    public var scope: Scope = .all
    /// What reads the register's files.
    public var reader: XMLReaderChoice = .automatic
    /// Seconds for which a file must have lain still; nil is what the settings say.
    public var settle: Int?
    /// The command as written, for the ledger.
    public var command = "run"
    /// At the end of a whole night, let go of what the retention settings say need not be kept.
    public var letsGo = false

    /// A night; without more the whole of it, for today, with the settings' own ways.
    public init(
        root: String, asOf: CalendarDay? = nil, scope: Scope = .all, reader: XMLReaderChoice = .automatic,
        settle: Int? = nil, command: String = "run"
    ) {
        self.root = root
        self.asOf = asOf
        self.scope = scope
        self.reader = reader
        self.settle = settle
        self.command = command
    }
}

extension Project {
    /// The project, where its own files and the ledger's are right.
    ///
    /// - Throws: `ConfigurationFailure` with everything that is wrong.
    static func usable(root: String) throws -> Project {
        let (project, findings) = Project.load(root: root)
        let all = findings + LedgerCheck.findings(project.ledger) + ReportCheck.findings(project)
        guard all.isEmpty else { throw ConfigurationFailure(findings: all.sorted()) }
        return project
    }
}

/// The project is wrong: nothing was touched.
public struct ConfigurationFailure: Error, Sendable, CustomStringConvertible {
    /// What is wrong, sorted by place.
    public var findings: [Finding]
    /// A line for each finding.
    public var description: String { findings.map(\.description).joined(separator: "\n") }
}

/// One night: decides from what is there, then does what it decided.
public final class Night {
    let request: NightRequest
    let project: Project
    let compiled: Compiled
    let places: Places
    /// The date that models see as the night's.
    public let asOf: CalendarDay
    let progress: Progress
    /// Deliveries of a past night that is made again; nil: what lies in `inbound/`.
    var past: PastDeliveries?
    /// What is wrong with the archive that a lost warehouse is made again from, a message each.
    private var harmed: [String] = []
    private var altered: Set<String> = []
    /// Rows in force that are looked up in memory at once; tests make it small.
    var knownLimit = KnownRows.limit
    /// What asks the optimiser; tests put a spoiler in its place.
    var solve: @Sendable (PlanInstance, PlanOptions) -> PlanResult = { solvePlan($0, options: $1) }

    /// Loads and compiles the project; the warehouse is not touched before all of it is right.
    ///
    /// - Throws: `ConfigurationFailure` with everything that is wrong with the project, `UsageFailure` for a
    ///   table that no step makes.
    public convenience init(_ request: NightRequest, progress: Progress) throws {
        try self.init(request, places: Places(root: request.root), progress: progress)
    }

    init(_ request: NightRequest, places: Places, progress: Progress) throws {
        let project = try Project.usable(root: request.root)
        let (compiled, compileFindings) = Compiler.compile(project)
        guard compileFindings.isEmpty else { throw ConfigurationFailure(findings: compileFindings) }
        guard let day = request.asOf ?? CalendarDay.today(in: project.settings.timeZone) else {
            throw ConfigurationFailure(findings: [
                Finding(
                    file: "pipelines/nightly.yaml", code: "bad_value",
                    message: "\(project.settings.timeZone) is no time zone")
            ])
        }
        if case .table(let name) = request.scope { try Self.requireTable(name, project) }
        self.request = request
        self.project = project
        self.compiled = compiled
        self.progress = progress
        self.places = places
        asOf = day
    }

    /// Seconds after which a run is to stop; 0 is never.
    public var limitSeconds: Int { project.settings.limitSeconds }

    /// A name that is misspelt would build nothing and look like a good night.
    private static func requireTable(_ name: String, _ project: Project) throws {
        let names =
            (project.given.map(\.table) + project.feeds.map(\.table) + project.models.map(\.name) + ["plan"])
            .sorted()
        if names.contains(name) { return }
        let near = names.map { ($0, wordDistance(name, $0)) }.filter { $0.1 <= max(2, name.count / 3) }.min {
            ($0.1, $0.0) < ($1.1, $1.0)
        }
        throw UsageFailure(
            "no step makes a table \(name); nothing was changed; next: "
                + (near.map { "kvadratur run --only \($0.0), or " } ?? "")
                + "kvadratur docs, which lists every table")
    }

    /// The steps that a run would take now. Changes nothing on disk.
    ///
    /// - Throws: `SystemFailure` or `WarehouseFailure` where the machine will not let it look.
    public func dryRun() throws -> [Step] { try outlook().steps() }

    /// The steps that a run would take now, and what would be left in `inbound/`, a message each.
    ///
    /// - Throws: `SystemFailure` or `WarehouseFailure` where the machine will not let it look.
    public func preview() throws -> (steps: [Step], waiting: [String]) {
        let plan = try outlook()
        var said = Waiting.messages(plan.waiting, asOf: asOf).map(\.text)
        if FileManager.default.fileExists(atPath: places.warehouse) {
            let warehouse = try Warehouse(path: places.warehouse, ledger: project.ledger)
            if let missed = FeedWords.missed(try warehouse.read { try $0.finishedNights() }, asOf: asOf) {
                said.append(missed)
            }
            said += try ArchivedFiles(project: project, archive: Archive(folder: places.archive)).outlook(
                warehouse.read { try $0.files() })
        }
        return (plan.steps(), said)
    }

    private func outlook() throws -> NightPlan {
        let inbox = try Inbox(places: places, ignore: project.settings.ignore)
        guard FileManager.default.fileExists(atPath: places.warehouse) else {
            return plan(
                tables: [:], files: [], claims: try claims(inbox, known: []), inbox: inbox, statusVersion: "",
                lastEdition: nil)
        }
        let warehouse = try Warehouse(path: places.warehouse, ledger: project.ledger)
        return try decide(warehouse, inbox)
    }

    /// Runs the night under the lock.
    ///
    /// - Throws: `RunLock.Held` while somebody works, `Stopped` when somebody asked, `UsageFailure` where
    ///   made-up and real deliveries would meet, `SystemFailure` or `WarehouseFailure` for what the machine
    ///   did; each ends with `Failure.code(of:)`. What was committed before stays. What is wrong with a
    ///   delivery or a model is no error: it stands among the outcome's warnings.
    public func run() throws -> NightOutcome {
        try Durable.makeFolder(places.state)
        let isKnown = past == nil && FileState.exists(places.warehouse)
        let mounts = Mounts(places: places)
        let gone = mounts.missing(isKnown: isKnown)
        if !gone.contains("inbound") { try Durable.makeFolder(places.inbound) }
        try Durable.makeFolder(places.outbound)
        let lock = try RunLock(path: places.lock, command: request.command)
        defer { lock.release() }
        if past == nil { try mounts.remember() }
        if past == nil {
            try SampleMark(places: places, language: project.settings.speaks).refuseMixture(project)
        }
        if past == nil {
            try Rebuild.clear(places)
            // A restore that was killed had not yet put its copy in place.
            try Durable.remove(places.warehouse + ".restored")
        }
        let wasEmpty = FileState(places.warehouse)?.size == 0
        let wasThere = FileState(places.warehouse).map { $0.size > 0 } ?? false
        Leftovers.remove(places)
        let warehouse = try Warehouse(path: places.warehouse, ledger: project.ledger, isChecked: true)
        try lookThrough(warehouse)
        let number = try warehouse.transaction {
            try $0.beginRun(
                asOf: asOf.description, command: request.command, program: Program.version,
                configuration: project.files, at: Moment.now)
        }
        do {
            try warehouse.transaction { try $0.sumContents(of: summedTables) }
            let steps = try carryOutErasures(warehouse, run: number)
            let inbox = gone.contains("inbound") ? Inbox() : try watchedInbox()
            try warehouse.transaction { transaction in
                for step in steps { try transaction.record(step, run: number) }
            }
            let worker = NightWorker(night: self, warehouse: warehouse, run: number, inbox: inbox)
            let plan = try decide(warehouse, inbox)
            for name in gone {
                worker.warn(
                    Mounts.message(
                        name, isThere: FileState.exists(name == "inbound" ? places.inbound : places.outbound))
                )
            }
            for message in harmed { worker.warn(message) }
            if past == nil, !wasThere, plan.claims.contains(where: \.isArchived) || !harmed.isEmpty {
                let memory = Memory(places: places)
                let archive = Archive(folder: places.archive)
                let restored = try memory.restore(into: warehouse, before: asOf.description)
                for message in try memory.missing(in: archive) { worker.warn(message) }
                worker.warn(Messages.lostWarehouse(wasEmpty: wasEmpty, restored: restored))
            }
            let outcome = try worker.work(plan)
            try warehouse.transaction {
                try $0.endRun(
                    number, outcome: outcome.word, exitCode: outcome.exitCode.rawValue,
                    edition: outcome.edition, at: Moment.now)
            }
            try letGo(warehouse)
            try warehouse.checkpoint()
            return outcome
        } catch let failure as Ungone { throw failure.cause } catch {
            StopRequest.settle()
            Leftovers.remove(places)
            try? warehouse.transaction {
                try $0.endRun(
                    number, outcome: error is Stopped ? "stopped" : "failed",
                    exitCode: Failure.status(of: error), edition: nil, at: Moment.now)
            }
            throw error
        }
    }

    /// What may not be kept goes before anything else: before the drop folder is looked into, and before
    /// anything is built. A step each.
    private func carryOutErasures(_ warehouse: Warehouse, run: Int) throws -> [LedgerStep] {
        guard past == nil else { return [] }
        let started = Moment.now
        let raw = RawStage(
            project: project, places: places, warehouse: warehouse, asOf: asOf, run: run,
            readerChoice: request.reader)
        return try Erasures(places: places).carryOut(raw).map { name, entry in
            progress.line("raw    \(name)  erased")
            return LedgerStep(
                stage: Stage.raw.rawValue, name: name, reason: entry.words(.en), outcome: "done", rows: nil,
                detail: "erased", startedAt: started, endedAt: Moment.now, cpu: 0)
        }
    }

    /// The night is published and told; that something could not be let go of does not undo it.
    private struct Ungone: Error { var cause: any Error }

    private func letGo(_ warehouse: Warehouse) throws {
        guard request.letsGo, request.scope == .all, past == nil else { return }
        do {
            let (lines, _) = try Prune(project: project, places: places, warehouse: warehouse).letGo(
                night: asOf, filesAlone: true, dryRun: false)
            for line in lines where line.hasPrefix("gone: ") { progress.line(line) }
        } catch { throw Ungone(cause: error) }
    }

    /// Tables whose readers see what they hold; a feed's table is known by its deliveries.
    private var summedTables: Set<String> {
        Set(
            project.given.map(\.table) + EngineTables.statusNames + PlanTables.all.map(\.name)
                + compiled.models.map(\.name))
    }

    /// Once a week more thoroughly than at every opening.
    private func lookThrough(_ warehouse: Warehouse) throws {
        guard past == nil, request.scope == .all, project.settings.wholeness.isThorough(on: asOf) else {
            return
        }
        progress.moment("looking through the warehouse for damage")
        let problems = try warehouse.problems(thorough: true)
        if !problems.isEmpty { throw WarehouseFailure.damaged(path: places.warehouse, message: problems[0]) }
    }

    /// The drop folder, once its fresh files have lain still for a while.
    private func watchedInbox() throws -> Inbox {
        var inbox = try Inbox(places: places, ignore: project.settings.ignore)
        let seconds = request.settle ?? project.settings.settleSeconds
        guard request.scope.includes(.raw), seconds > 0 else { return inbox }
        let fresh = inbox.fresh(seconds, now: Moment.seconds)
        try inbox.watch(seconds, now: { Moment.seconds }) { pause in
            if pause > 5 {
                let more = fresh.count == 1 ? "" : " and \(fresh.count - 1) more"
                progress.line(
                    """
                    inbound/\(fresh[0].name)\(more): written just now; watched for \(pause) s, to see \
                    that nothing is still being written (run --settle 0 takes files as they lie)
                    """
                )
            }
            try Moment.pause(pause)
        }
        return inbox
    }

    private func decide(_ warehouse: Warehouse, _ inbox: Inbox) throws -> NightPlan {
        let files = try warehouse.read { try $0.files() }
        let tables = try warehouse.read { try $0.ledgerTables() }
        let edition = try warehouse.read {
            try $0.text(
                "SELECT name FROM ledger_edition WHERE as_of = ? ORDER BY run DESC LIMIT 1",
                [.text(asOf.description)])
        }
        let isShown =
            FileManager.default.fileExists(atPath: places.latest + "/" + EditionSeal.name)
            && LatestEdition(places: places).name != nil
        let published = edition.flatMap {
            isShown && EditionSeal.isWhole("\(places.editions)/\($0)") ? $0 : nil
        }
        return plan(
            tables: tables, files: files, claims: try claims(inbox, known: files), inbox: inbox,
            statusVersion: try warehouse.read(statusVersion), lastEdition: published)
    }

    private func plan(
        tables: [String: LedgerTable], files: [LedgerFile], claims: [Claim], inbox: Inbox,
        statusVersion: String, lastEdition: String?
    ) -> NightPlan {
        let (ready, waiting) = past == nil ? Waiting.split(claims, files: files, asOf: asOf) : (claims, [])
        return NightPlan(
            project: project, compiled: compiled, asOf: asOf, scope: request.scope, tables: tables,
            files: files, claims: ready,
            waiting: (inbox.waiting.map { Waiting.unfinished($0, asOf: asOf) } + waiting).sorted {
                $0.name < $1.name
            },
            statusVersion: statusVersion, lastEdition: lastEdition)
    }

    /// Every file of the drop folder with its fingerprint and feed.
    private func claims(_ inbox: Inbox, known: [LedgerFile]) throws -> [Claim] {
        guard request.scope.includes(.raw) else { return [] }
        if let past { return past.claims }
        let finder = FeedFinder(project, loaded: known)
        let bytes = KnownBytes(known, archive: Archive(folder: places.archive))
        return try archived(finder, known: known) + released(finder, known)
            + inbox.files.map { file in
                try Claim.of(file, finder, bytes, known: known, asOf: asOf)
            }
    }

    /// Held deliveries that a person has let through: they lie in the archive, and are taken as they are.
    private func released(_ finder: FeedFinder, _ known: [LedgerFile]) throws -> [Claim] {
        let archive = Archive(folder: places.archive)
        return try known.filter { $0.state == "held" }.compactMap { file in
            guard let entry = try archive.entry(file.sha256), entry.decisions.last?.verdict == .released
            else { return nil }
            let place = InboxFile(
                name: "archive/\(file.sha256.prefix(12))/\(file.name)", path: entry.path, bytes: file.bytes)
            let match = try finder.match(name: file.name, path: entry.path, claimedOn: file.claimedOn)
            return Claim(
                file: place, sha256: file.sha256, feed: .success(match), claimedOn: file.claimedOn,
                isArchived: true)
        }
    }

    /// Everything in the archive when the ledger knows no delivery: the warehouse was lost or moved away, and
    /// is made again from here, each file as often as it came.
    private func archived(_ finder: FeedFinder, known: [LedgerFile]) throws -> [Claim] {
        guard known.isEmpty else { return [] }
        var finder = finder
        let arrivals = try Archive(folder: places.archive).all().flatMap { entry in
            [(entry, Archive.Arrival(claimedOn: entry.claimedOn, name: entry.name), 0)]
                + entry.again.enumerated().map { (entry, $1, $0 + 1) }
        }.sorted {
            ($0.1.claimedOn, $0.1.name, $0.0.sha256, $0.2) < ($1.1.claimedOn, $1.1.name, $1.0.sha256, $1.2)
        }
        return try arrivals.compactMap { entry, arrival, time -> Claim? in
            guard try isWhole(entry, archive: Archive(folder: places.archive), time: time) else { return nil }
            // Two deliveries may have the same name, and one may have come twice: fingerprint and number keep
            // them apart.
            let file = InboxFile(
                name: "archive/\(entry.sha256.prefix(12))/\(time == 0 ? "" : "\(time + 1)/")\(arrival.name)",
                path: entry.path,
                bytes: FileState(entry.path)?.size ?? 0)
            do {
                let match = try finder.match(
                    name: arrival.name, path: entry.path, claimedOn: arrival.claimedOn)
                finder.add(entry.sha256, deliveredOn: match.deliveredOn, arrival: match.arrival)
                return Claim(
                    file: file, sha256: entry.sha256, feed: .success(match), claimedOn: arrival.claimedOn,
                    isArchived: true)
            } catch let refusal as Refusal {
                return Claim(
                    file: file, sha256: entry.sha256, feed: .failure(refusal), claimedOn: arrival.claimedOn,
                    isArchived: true)
            }
        }
    }

    /// Whether the archived bytes are those that were delivered; what is not is told once, by name.
    private func isWhole(_ entry: Archive.Entry, archive: Archive, time: Int) throws -> Bool {
        if altered.contains(entry.sha256) { return false }
        if time > 0 { return true }
        if try archive.isWhole(entry) { return true }
        altered.insert(entry.sha256)
        harmed.append(
            """
            .kvadratur/archive/\(entry.sha256.prefix(2))/\(entry.sha256)/\(VisibleText.of(entry.name)): it \
            no longer has the bytes that were delivered on \(entry.claimedOn) (sha256)
              it was not read, so what it brought is not restored; next: put it back from a copy of the \
            archive and move .kvadratur/warehouse.sqlite away, or deliver \(VisibleText.of(entry.name)) again
            """)
        return false
    }

    /// Content of the status tables as the ledger would fill them now.
    func statusVersion(_ transaction: Transaction) throws -> String {
        let states = try transaction.feedStates(
            project.feeds, asOf: asOf, nightStarts: project.settings.nightStarts
        ).map(\.text)
        let files = try transaction.rows(
            """
            SELECT file, sha256, feed, state, arrival, rows_in_force, rows_rejected, fault_en FROM \
            ledger_file ORDER BY sha256
            """
        )
        let rejects = try transaction.rows("SELECT count(*), sum(state = 'open') FROM ledger_reject")
        let past = try transaction.rows(
            """
            SELECT (SELECT count(*) || ' ' || coalesce(total(value), 0) FROM ledger_history_total WHERE \
            as_of < ?1),
                   (SELECT count(*) || ' ' || coalesce(total(value), 0) FROM ledger_history_property WHERE \
            as_of < ?1),
                   (SELECT max(frozen_on) FROM ledger_baseline_total WHERE frozen_on <= ?1)
            """, [.text(asOf.description)])
        return Fingerprint.of(
            [asOf.description] + states
                + (files + rejects + past).map { $0.map(\.plain).joined(separator: "\u{1F}") }
        ).hex
    }
}

/// The moment, for the ledger's people-facing columns; no model reads it.
enum Moment {
    static var seconds: Int { time(nil) }

    /// CPU time of this process so far, user and system, in milliseconds.
    static var cpu: Int {
        var spent = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent)
        return spent.tv_sec * 1000 + spent.tv_nsec / 1_000_000
    }

    /// Waits, a second at a time: a signal that another thread receives wakes nobody.
    ///
    /// - Throws: `Stopped` when somebody asked the night to stop.
    static func pause(_ seconds: Int) throws {
        for _ in 0..<seconds {
            try StopRequest.check()
            sleep(1)
        }
        try StopRequest.check()
    }

    static var now: String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
