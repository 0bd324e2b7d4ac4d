import Contracts
import Fingerprints
import Foundation
import Project
import Records
import Warehouse

/// Does what the plan says, step by step, each with its row in the ledger.
final class NightWorker {
    let night: Night
    let warehouse: Warehouse
    let run: Int
    let inbox: Inbox
    var outcome = NightOutcome()
    /// Tables that could not be built tonight: what reads them is held back.
    var held: [String: String] = [:]
    /// Tables with other content than before.
    var rebuilt: Set<String> = []
    var waiting: [LedgerWaiting] = []
    /// Deliveries that this night held: the others that still wait are told at its end.
    var heldTonight: Set<Int64> = []
    /// How many files of a feed took rows of others of the night out of force.
    var sameNight: [String: Int] = [:]
    /// So many of them are told one by one.
    static let shownOfOneNight = 3
    /// What tonight's full deliveries of a feed say, where it is asked whose rows they are: the last of them,
    /// and the municipalities of all.
    private var brought: [String: (file: LedgerFile, codes: Set<Int>)] = [:]
    /// Tables whose rows come by another way since tonight.
    var newWays: [ChannelChange] = []
    /// When the files of this night were written, by name.
    private var writtenAt: [String: Int] = [:]

    init(night: Night, warehouse: Warehouse, run: Int, inbox: Inbox) {
        self.night = night
        self.warehouse = warehouse
        self.run = run
        self.inbox = inbox
    }

    var raw: RawStage {
        var stage = RawStage(
            project: night.project, places: night.places, warehouse: warehouse, asOf: night.asOf, run: run,
            readerChoice: night.request.reader)
        stage.unread = night.past?.unread ?? []
        stage.knownLimit = night.knownLimit
        stage.writtenAt = writtenAt
        stage.leftBehind = { [self] in warn($0) }
        stage.progress = { [night] file, bytes, total, rows in
            night.progress.moment(
                "raw    \(file)  \(Figures.bytes(bytes)) of \(Figures.bytes(total)), \(Figures.rows(rows))")
        }
        return stage
    }

    func work(_ plan: NightPlan) throws -> NightOutcome {
        let steps = plan.steps()
        try prepare(plan)
        waiting = plan.waiting
        for claim in plan.claims where !claim.isArchived {
            writtenAt[claim.file.baseName] = claim.file.writtenAt
        }
        try watch(plan, steps)
        for file in inbox.strange { warn(Messages.strange(file)) }
        if !inbox.leftovers.isEmpty { say(Messages.leftovers(inbox.leftovers)) }
        for (index, step) in steps.enumerated() {
            night.progress.moment("\(step.stage.rawValue) \(step.name), step \(index + 1) of \(steps.count)")
            try StopRequest.check()
            try take(step, plan)
        }
        night.progress.endStage()
        try afterwards(plan, steps)
        return outcome
    }

    /// The tables every model may read are there, whatever was delivered.
    private func prepare(_ plan: NightPlan) throws {
        try raw.ensureTables()
        try warehouse.transaction { transaction in
            try transaction.fill(
                EngineTables.night.name, columns: EngineTables.night.columns,
                rows: [night.asOf.nightRow(run: run)])
            for table in EngineTables.all.dropFirst() where try !transaction.exists(table: table.name) {
                try transaction.fill(table.name, columns: table.columns, rows: [])
            }
            for table in PlanTables.all where try !transaction.exists(table: table.name) {
                try transaction.fill(table.name, columns: table.columns, rows: [])
            }
            let known = Set(night.compiled.tables.keys).union(EngineTables.statusNames).union([
                "night", "edition", "plan",
            ])
            try transaction.forgetTables(except: known)
            try transaction.set(
                table: "night", stage: "night", version: night.asOf.description, rows: 1, run: run)
        }
    }

    /// Rows that deliveries bring or take are written down where a model can be built for the touched ones
    /// alone.
    private func watch(_ plan: NightPlan, _ steps: [Step]) throws {
        let changes = NightChanges(plan: plan)
        for table in Set(steps.filter { $0.stage == .raw }.compactMap(\.changes)).sorted() {
            let keys = changes.keys(of: table)
            if !keys.isEmpty { try warehouse.transaction { try $0.watch(table, columns: keys) } }
        }
    }

    private func take(_ step: Step, _ plan: NightPlan) throws {
        let started = Moment.now
        let cpu = Moment.cpu
        let done: (outcome: String, rows: Int?, detail: String?)
        switch step.kind {
        case .given(let table): done = try given(table)
        case .take(let file, _): done = try takeFile(plan.claims.first { $0.file.name == file }!)
        case .rebuild(let feed):
            let description = night.project.feed(ofTable: feed)!
            let gone = try others(in: description)
            let (files, unread) = try raw.rebuild(description)
            if let gone { warn(Messages.noLongerOurs(gone, feed: description)) }
            rebuilt.insert("raw_" + feed)
            let kept =
                unread.isEmpty
                ? "" : "; \(unread.count) of \(files) cannot be read by this description and keep their rows"
            done = ("done", nil, "read again from the archive\(kept)")
        case .status: done = try status()
        case .model(let table): done = try model(table, step, plan)
        case .plan: done = try makePlan(step, plan)
        case .publish: done = try publish(plan)
        }
        switch done.outcome {
        case "done": outcome.stepsDone += 1
        case "same": outcome.stepsSame += 1
        case "waits", "discarded": break
        default: outcome.stepsFailed += 1
        }
        let rows = done.rows.map { "  " + Figures.rows($0) } ?? ""
        let word = done.outcome == "done" ? "" : "  " + done.outcome.replacing("_", with: " ")
        let line =
            pad(step.stage.rawValue, 7) + pad(step.name, 36) + word + rows
            + (done.detail.map { "  " + $0 } ?? "")
        if ["done", "same"].contains(done.outcome), step.isOneOfMany {
            night.progress.table(line, stage: step.stage.rawValue, built: done.outcome == "done")
        } else if done.outcome != "waits" {
            // What waits is told below with its reason, whether it was seen now or when the night was
            // planned.
            night.progress.endStage()
            say(line)
        }
        try warehouse.transaction {
            try $0.record(
                LedgerStep(
                    stage: step.stage.rawValue, name: step.name, reason: step.reason.sentence,
                    outcome: done.outcome, rows: done.rows, detail: done.detail,
                    startedAt: started, endedAt: Moment.now, cpu: Moment.cpu - cpu), run: run)
        }
    }

    private func given(_ name: String) throws -> (String, Int?, String?) {
        let table = night.project.given.first { $0.table == name }!
        try warehouse.transaction { transaction in
            try transaction.fill(table.table, columns: table.columns, rows: table.rows)
            let content = try transaction.content(of: name)
            if try transaction.ledgerTables()[name]?.content != content { rebuilt.insert(name) }
            try transaction.set(
                table: name, stage: Stage.given.rawValue,
                version: night.project.fingerprints[name]?.hex ?? "", rows: table.rows.count,
                content: content, run: run)
        }
        return ("done", table.rows.count, nil)
    }

    /// News of a delivery. Sixty files that each take the place of the one before it are one matter, not
    /// sixty.
    private func tell(_ news: [LedgerEvent], of claim: Claim, _ feed: Feed) {
        var news = news
        if news.contains(where: { $0.code == .sameNight }) {
            sameNight[feed.name, default: 0] += 1
            if sameNight[feed.name]! > Self.shownOfOneNight { news.removeAll { $0.code == .sameNight } }
        }
        if !news.isEmpty { warn(Messages.news(news, place: claim.place, feed: feed)) }
    }

    private func takeFile(_ claim: Claim) throws -> (String, Int?, String?) {
        defer { if inbox.markers.contains(claim.file.name + Inbox.marker) { removeMarker(of: claim) } }
        switch try raw.take(claim) {
        case .loaded(let file, let rejects, let news, let change):
            if let change { newWays.append(change) }
            rebuilt.insert("raw_" + (file.feed ?? ""))
            if file.kind == .full, !file.isMended, let feed = file.feed {
                brought[feed] = (file, file.brought.union(brought[feed]?.codes ?? []))
            }
            if !news.isEmpty, case .success(let match) = claim.feed { tell(news, of: claim, match.feed) }
            // A total line that the feed declares was expected: kept with the rejects, but nobody need look.
            if !rejects.allSatisfy(\.isExpected) {
                let kept = try warehouse.read {
                    try $0.integer(
                        "SELECT count(DISTINCT record) FROM ledger_reject WHERE file = ? AND kept = 1",
                        [.integer(file.file)])
                }
                warn(Messages.rejects(rejects, file: file, claim: claim, kept: kept ?? 0))
            }
            let aside = file.rowsRejected == 0 ? "" : ", \(Figures.count(file.rowsRejected)) set aside"
            let others = file.rowsNotOurs == 0 ? "" : ", \(Figures.count(file.rowsNotOurs)) not yours"
            return ("done", file.rowsLoaded, "\(Figures.bytes(file.bytes))\(aside)\(others)")
        case .duplicate(let known):
            return ("same", nil, "the same bytes as \(known.name), which is loaded")
        case .held(let file):
            // What was dismissed before the warehouse was lost asks nobody again.
            if file.state == "held" {
                warn(Messages.held(file, place: claim.place))
                heldTonight.insert(file.file)
            }
            return (file.state, nil, file.fault?.detail)
        case .returned(let file, let news):
            if case .success(let match) = claim.feed { tell(news, of: claim, match.feed) }
            rebuilt.insert("raw_" + (file.feed ?? ""))
            return (
                "done", nil,
                "the same bytes as \(file.name), which newer deliveries had replaced: in force again"
            )
        case .passed:
            return ("same", nil, "a full delivery that came later holds what it changes: archived, not read")
        case .waits(let file):
            waiting.append(file)
            return ("waits", nil, file.code.rawValue)
        case .refused(let file):
            warn(
                Messages.refusal(
                    file, claim: claim, places: night.places,
                    heldUntil: Retention.heldUntil(file, night.project.settings)))
            return ("refused", nil, file.fault?.code.rawValue)
        }
    }

    /// The marker goes with its file.
    private func removeMarker(of claim: Claim) {
        guard FileState(claim.file.path) == nil else { return }
        try? Durable.remove(claim.file.path + Inbox.marker)
    }

    /// Rows in force of municipalities that the settings no longer name: the feed is made anew without them,
    /// and that is said once.
    private func others(in feed: Feed) throws -> OtherAuthorities? {
        guard !feed.contract.authorities.isEmpty else { return nil }
        return try warehouse.read { try $0.others(in: feed) }
    }

    /// Several files of one night may bring a municipality each, so what none of them brought is known after
    /// the last. Its old rows stay: nothing says that they are wrong, only that nobody said anything of them.
    func tellMissingAuthorities() throws {
        for (name, (file, codes)) in brought.sorted(by: { $0.key < $1.key }) {
            guard let feed = night.project.feed(ofTable: name)?.way(of: file) else { continue }
            for code in feed.contract.authorities where !codes.contains(code) {
                let rows = try warehouse.read { try $0.rows(of: code, in: feed) }
                var event = MissingAuthority(code: code, rows: rows).event
                // A file of the country has nothing of a municipality that has nothing.
                let isExpected = rows == 0 && feed.contract.keeps != nil
                event.isNews = feed.contract.drift.action(on: event.code) != .accept && !isExpected
                try warehouse.transaction { try $0.save(event, file: file.file) }
                if event.isNews { warn(Messages.missing(event, file: file, feed: feed)) }
            }
        }
        brought = [:]
    }

    private func status() throws -> (String, Int?, String?) {
        try tellMissingAuthorities()
        let version = try warehouse.read(night.statusVersion)
        try warehouse.transaction { transaction in
            try transaction.fillStatusTables(
                feeds: night.project.feeds, asOf: night.asOf, nightStarts: night.project.settings.nightStarts)
            try transaction.fillHistory(before: night.asOf.description)
            for table in EngineTables.statusNames {
                // Each table by its own content: a new age of a delivery does not make every reader of the
                // history run again.
                let content = try transaction.content(of: table)
                try transaction.set(
                    table: table, stage: Stage.raw.rawValue,
                    version: table == EngineTables.file.name ? version : content,
                    rows: try transaction.integer("SELECT count(*) FROM \(table)") ?? 0, content: content,
                    run: run)
            }
        }
        return ("done", nil, "deliveries, rejects and history for the models")
    }

    private func makePlan(_ step: Step, _ plan: NightPlan) throws -> (String, Int?, String?) {
        let names = PlanTables.all.map(\.name)
        if let cause = PlanTables.inputs.first(where: { held[$0] != nil }) {
            for name in names { held[name] = held[cause] }
            return ("held_back", nil, "it reads \(cause); last night's plan stays")
        }
        let versions = try warehouse.read { try $0.ledgerTables() }
        let version = plan.planVersion(versions.mapValues(\.seen))
        if step.reason != .asked, let known = versions["plan"], known.version == version {
            return ("same", known.rows, "what it follows from turned out unchanged")
        }
        let stage = PlanStage(scenarios: night.project.scenarios, solve: night.solve) { [night] in
            night.progress.moment("plan   \($0)")
        }
        let done = try PlanStep(project: night.project, warehouse: warehouse, run: run, stage: stage).take(
            version: version)
        let after = try warehouse.read { try $0.ledgerTables() }
        rebuilt.formUnion(names.filter { after[$0]?.content != versions[$0]?.content })
        for warning in done.warnings { warn(warning) }
        return ("done", done.rows, done.detail)
    }

    private func publish(_ plan: NightPlan) throws -> (String, Int?, String?) {
        let tables = try warehouse.read { try $0.ledgerTables() }
        let version = plan.editionVersion(tables.mapValues(\.seen))
        if let last = plan.lastEdition, tables["edition"]?.version == version {
            outcome.edition = last
            return ("same", nil, "outbound/editions/\(last) already says it")
        }
        var publisher = Publisher(
            project: night.project, places: night.places, warehouse: warehouse, asOf: night.asOf, run: run,
            resourceVersion: plan.resourceVersion, version: version)
        publisher.tell = { [self] in warn($0) }
        publisher.say = { [self] in say($0) }
        switch try publisher.publish() {
        case .published(let name):
            outcome.edition = name
            outcome.published = true
            return ("done", nil, "outbound/editions/\(name)")
        case .unchanged(let name):
            outcome.edition = name
            return ("same", nil, "outbound/editions/\(name) already says it")
        }
    }
}
