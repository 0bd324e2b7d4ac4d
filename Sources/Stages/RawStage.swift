import Contracts
import Fingerprints
import Formats
import Foundation
import Project
import Records
import Warehouse

/// Takes delivered files into the raw tables: archive first, then one transaction per file, then the file
/// leaves `inbound/`.
struct RawStage {
    let project: Project
    let places: Places
    let warehouse: Warehouse
    let asOf: CalendarDay
    let run: Int
    var readerChoice = XMLReaderChoice.automatic
    /// Files of a past night that is made again, by SHA-256, which had no row in force: their bytes are not
    /// asked for.
    var unread: Set<String> = []
    /// When the files of this night were written, by name.
    var writtenAt: [String: Int] = [:]
    /// Takes what is said of a delivery that cannot be removed.
    var leftBehind: (String) -> Void = { _ in }
    /// Rows in force that are looked up in memory at once; smaller in tests.
    var knownLimit = KnownRows.limit
    var progress: (_ file: String, _ bytes: Int, _ total: Int, _ rows: Int) -> Void = { _, _, _, _ in }

    /// What became of one file in `inbound/`.
    enum Result {
        case loaded(LedgerFile, rejects: [Reject], news: [LedgerEvent], change: ChannelChange? = nil)
        /// Read, and kept out of force until a person says otherwise; the feed's last good data stay.
        case held(LedgerFile)
        case duplicate(of: LedgerFile)
        /// Bytes that newer deliveries had replaced came again, later than those: they are in force again.
        case returned(LedgerFile, news: [LedgerEvent])
        /// Set aside with its reason; the feed's last good data stay in force.
        case refused(LedgerFile)
        /// A delta that a later full delivery made unnecessary: archived, never read.
        case passed(LedgerFile)
        /// Left in `inbound/`: it changed while it was read, or a delivery before it has not come after all.
        case waits(LedgerWaiting)
    }

    var archive: Archive { Archive(folder: places.archive, beneath: places.archiveBeneath) }
    private var erasures: Erasures { Erasures(places: places) }

    /// Takes one claimed file. Its place in `inbound/` is given up only when its rows or its refusal are
    /// committed.
    func take(_ claim: Claim) throws -> Result {
        do { return try judge(claim) } catch let refusal as Refusal {
            // What stands in the way of a file that has its feed, and is not read from the archive yet, came
            // meanwhile.
            let code = refusal.fault.code
            return .waits(
                Waiting.unfinished(
                    claim.file, code: Waiting.passing.contains(code) ? code : .changedWhileRead, asOf: asOf))
        }
    }

    /// A delivery that is safe in the archive leaves `inbound/`. One that cannot be removed stays, is known
    /// again by its bytes, and is told.
    private func giveUp(_ claim: Claim) throws {
        guard !claim.isArchived else { return }
        do { try Durable.remove(claim.file.path) } catch let failure as SystemFailure
            where Self.stays.contains(failure.code)
        {
            leftBehind(
                """
                inbound/\(claim.file.name): it was taken and is archived, but cannot be removed from here \
                (\(String(cString: strerror(failure.code))))
                  it stays, and is not taken twice; next: let this account write in inbound/, close whatever \
                has the file open, or remove it
                """)
        }
    }

    /// Answers of a file system that keeps a file from being removed, and from nothing else.
    private static let stays: Set<Int32> = [EACCES, EPERM, EBUSY, ETXTBSY, EROFS]

    private func judge(_ claim: Claim) throws -> Result {
        var claim = claim
        // A file that was taken before it tonight may have been of the same size.
        if claim.sha256 == nil,
            try warehouse.read({
                try !$0.files("byte_count = ?", [.integer(Int64(claim.file.bytes))]).isEmpty
            })
        {
            claim.sha256 = try fingerprint(ofFile: claim.file.path).hex
        }
        if let result = try takeKnown(claim) { return result }
        let match: FeedFinder.Match
        switch claim.feed {
        case .failure(let refusal) where Waiting.passing.contains(refusal.fault.code):
            return .waits(Waiting.unfinished(claim.file, code: refusal.fault.code, asOf: asOf))
        case .failure(let refusal):
            return .refused(
                try refuse(
                    claim, refusal, feed: nil,
                    keepInPlace: claim.isArchived || [.unknownFeed, .unreadable].contains(refusal.fault.code))
            )
        case .success(let found): match = found
        }
        // A past night's file was judged in its time.
        let verdict = claim.number > 0 ? .take : try verdict(match)
        if case .gap(let last) = verdict { return .waits(Waiting.gap(claim, match, after: last, asOf: asOf)) }
        if case .outOfOrder(let last) = verdict {
            let refusal = Refusal(.serialOrder, detail: Waiting.detail(match.serial, after: last))
            return .refused(try refuse(claim, refusal, feed: match, keepInPlace: claim.isArchived))
        }
        let entry = try archive.keep(
            claim.file.path, name: claim.file.baseName, sha256: claim.sha256, as: claim.state,
            claimedOn: asOf.description)
        if claim.sha256 == nil {
            // Known all the same: the archived bytes that it was held against are harmed.
            claim.sha256 = entry.sha256
            if let result = try takeKnown(claim) { return result }
        }
        var file = LedgerFile(
            sha256: entry.sha256, name: claim.file.baseName, feed: match.feed.tableName,
            bytes: claim.file.bytes, claimedOn: entry.claimedOn,
            deliveredOn: match.deliveredOn, arrival: match.arrival, state: "loaded")
        (file.file, file.serial, file.kind, file.channel) = (
            claim.number, match.serial, match.kind, match.feed.channel
        )
        if verdict == .passed {
            (file.state, file.run) = ("passed", run)
            try warehouse.transaction { file.file = try $0.save(file) }
            try giveUp(claim)
            return .passed(file)
        }
        // The archive remembers what a lost warehouse cannot: what was held, and never let through.
        if claim.isArchived, claim.number == 0, let words = entry.heldWords {
            return .held(
                try hold(claim, file, words, isDismissed: entry.decisions.last?.verdict == .discarded))
        }
        do {
            let (rejects, change) = try load(
                &file, path: entry.path, feed: match.feed, isNew: claim.number == 0,
                isGated: !claim.isArchived && entry.decisions.last?.verdict != .released)
            if claim.isArchived, claim.number == 0, !entry.waivers.isEmpty {
                try warehouse.transaction { try RejectStates.restore(entry.waivers, of: file, in: $0) }
            }
            try giveUp(claim)
            if file.kind == .full, !file.isMended {
                try HeldFiles.supersede(by: file, match.feed, archive, warehouse, run: run, asOf: asOf)
            }
            file.places = []
            let news = try warehouse.read { try $0.events(of: file.file).filter(\.isNews) }
            return .loaded(file, rejects: rejects, news: news, change: change)
        } catch let held as HeldDelivery {
            file.fault = Fault(code: .held, position: Position(line: held.line), detail: held.words.en)
            file.places = held.places ?? []
            return .held(try hold(claim, file, held.words))
        } catch let refusal as Refusal {
            return .refused(try refuse(claim, refusal, feed: match, keepInPlace: claim.isArchived))
        }
    }

    /// What becomes of bytes that are loaded already; nil when they are not.
    private func takeKnown(_ claim: Claim) throws -> Result? {
        if let sha = claim.sha256, let erasure = try erasures.first(sha, warehouse) {
            // The copy of a file whose bytes nobody knew before they were archived goes before the file
            // leaves `inbound/`.
            try archive.forget(sha)
            return .refused(
                try refuse(
                    claim, Refusal(.erased, detail: erasure.words(.en)), feed: nil,
                    keepInPlace: claim.isArchived))
        }
        guard let sha = claim.sha256,
            let known = try warehouse.read({
                try $0.files("sha256 = ? AND state = 'loaded'", [.text(sha)]).first
            })
        else { return nil }
        let result = try takeAgain(claim, known)
        try giveUp(claim)
        return result
    }

    private func verdict(_ match: FeedFinder.Match) throws -> SerialChain.Verdict {
        guard match.feed.numbering != nil else { return .take }
        let files = try warehouse.read {
            try $0.files("feed = ? AND state = 'loaded'", [.text(match.feed.tableName)])
        }
        return SerialChain(of: match.feed, among: files).verdict(match)
    }

    /// Bytes that are loaded come again. They are not read from `inbound/`, but where they come later than
    /// before they stand there among the feed's files from now on: who sends last month's file again as a
    /// correction wants it to hold. A delta is never applied twice.
    private func takeAgain(_ claim: Claim, _ known: LedgerFile) throws -> Result {
        guard case .success(let match) = claim.feed, known.isOf(match.feed), known.kind == .full,
            match.arrival > known.arrival
        else {
            return .duplicate(of: known)
        }
        let night = claim.claimedOn ?? asOf.description
        // Retention may have let go of them meanwhile.
        _ = try archive.keep(
            claim.file.path, name: known.name, sha256: known.sha256, claimedOn: known.claimedOn)
        try archive.remember(known.sha256, claimedOn: night, name: claim.file.baseName)
        var file = known
        (file.arrival, file.deliveredOn) = (match.arrival, match.deliveredOn)
        let arrival = LedgerArrival(
            arrival: match.arrival, name: claim.file.baseName, claimedOn: night,
            deliveredOn: match.deliveredOn)
        return try readingAgain { transaction, keeps in
            let passed = try transaction.files(
                "feed = ? AND state = 'loaded' AND arrival > ? AND arrival < ?",
                [.text(match.feed.tableName), .text(known.arrival), .text(match.arrival)])
            try transaction.save(arrival, of: known, run: run)
            // Nothing in between, or nothing that took a row of it out of force: the rows are what they were.
            if passed.isEmpty
                || known.rowsInForce > 0 && known.rowsInForce == known.rowsLoaded
                    && passed.allSatisfy({ $0.rowsUnchanged == 0 && $0.isOf(match.feed) })
            {
                try setVersion(of: match.feed, in: transaction)
                return .duplicate(of: known)
            }
            let facts = GateFacts(transaction, feed: match.feed)
            try facts.begin()
            try facts.keep(where: "1")
            try replay(match.feed, in: transaction, keeps: keeps)
            let part = DeliveryPart(of: file, path: claim.file.path, feed: match.feed)
            let found = try gate(facts, file, isWhole: true).judge(part)
            try facts.forget()
            // What newer deliveries said goes for what an older one said: a person is told, whatever the gate
            // makes of it.
            let news =
                [Self.cameAgain(claim.file.baseName, known.name)] + found.map { $0.event(isNews: true) }
            for event in news { try transaction.save(event, file: known.file) }
            return .returned(file, news: news)
        }
    }

    private static func cameAgain(_ name: String, _ known: String) -> LedgerEvent {
        let (name, known) = (VisibleText.of(name), VisibleText.of(known))
        return LedgerEvent(
            code: .cameAgain,
            detail:
                """
                \(name) has the same bytes as \(known), which newer deliveries had replaced: it is in \
                force again in their place
                """,
            detailDanish:
                """
                \(name) er byte for byte \(known), som nyere leverancer havde afløst: den gælder igen i \
                stedet for dem
                """,
            isNews: true)
    }

    /// Writes down that a delivery waits for a person's word; its bytes lie in the archive, which knows it
    /// too.
    private func hold(_ claim: Claim, _ file: LedgerFile, _ words: Wording, isDismissed: Bool = false) throws
        -> LedgerFile
    {
        var file = file
        let line = file.fault?.position.line ?? 1
        file.fault = Fault(code: .held, position: Position(line: line), detail: words.en)
        (file.state, file.run) = (isDismissed ? "discarded" : "held", run)
        func sentence(_ language: Language) -> String {
            "\(FaultCode.held.meaning[language]): \(words[language])"
        }
        (file.faultDanish, file.faultEnglish) = (sentence(.da), sentence(.en))
        // Held since the night that held it first, however often it is judged again.
        let known = try warehouse.read {
            try $0.files("sha256 = ? AND state = 'held'", [.text(file.sha256)]).first
        }
        if let known { file.claimedOn = known.claimedOn }
        if !claim.isArchived {
            try archive.decide(
                file.sha256, Archive.Decision(verdict: .held, on: file.claimedOn, by: words.da, why: words.en)
            )
        }
        try warehouse.transaction { transaction in
            file.file = try transaction.save(file)
            if !file.places.isEmpty { try transaction.keepPlaces(file.places, of: file.file) }
        }
        try HeldFiles.supersede(by: file, project.feed(of: file)!, archive, warehouse, run: run, asOf: asOf)
        try giveUp(claim)
        return file
    }

    /// Loads a file in one transaction; a delivery that comes after a newer one makes the feed's table anew
    /// in the right order.
    private func load(_ file: inout LedgerFile, path: String, feed: Feed, isNew: Bool, isGated: Bool) throws
        -> ([Reject], ChannelChange?)
    {
        let all = try warehouse.read {
            try $0.files("feed = ? AND state = 'loaded'", [.text(feed.tableName)])
        }
        .filter { $0.sha256 != file.sha256 }
        let earlier = all.filter { $0.isOf(feed) }
        let table = project.table(of: feed)
        let before = table.wayInForce(all)
        let after = table.wayInForce(all + [file])
        let comesAnew = after.name == feed.name && before.name != feed.name && all.contains { !$0.isOf(feed) }
        file.run = run
        file.contract = project.description(of: feed)
        var result: [Reject] = []
        var change: ChannelChange?
        var loaded = file
        try readingAgain { transaction, keeps in
            let changed = try setAside(feed, earlier, in: transaction, keeps: keeps)
            let fresh = try transaction.ensureRawTable(feed)
            let newest = earlier.map(\.arrival).max() ?? ""
            if fresh || loaded.arrival < newest || comesAnew || after.name != feed.name {
                // Newest wins, whenever it came: the whole feed again, in the order of its deliveries. One
                // that comes late is judged by what the table holds afterwards, all of it.
                let comesLate =
                    isGated && feed.gate.isOn && !fresh && after.name == feed.name
                    && (comesAnew || loaded.arrival < newest)
                let facts =
                    comesLate
                    ? GateFacts(transaction, feed: comesAnew ? feed.held(against: before) : feed) : nil
                if comesAnew {
                    change = ChannelChange(
                        old: before, new: feed,
                        rowsGone: try transaction.integer("SELECT count(*) FROM \"\(feed.table)\"") ?? 0,
                        unused: 0)
                }
                try facts?.begin()
                try facts?.keep(where: "1")
                try transaction.execute("DELETE FROM \"\(feed.table)\"")
                for var other in (earlier + [loaded]).sorted(by: {
                    ($0.arrival, $0.sha256) < ($1.arrival, $1.sha256)
                }) {
                    let isNew = other.sha256 == loaded.sha256
                    guard let source = isNew ? path : try archivedPath(other) else { continue }
                    guard isNew else {
                        try appendAgain(other, path: source, feed: feed, to: transaction, keeps: changed)
                        continue
                    }
                    result = try append(
                        &other, path: source, feed: feed, to: transaction,
                        isGated: isGated && !comesLate && after.name == feed.name)
                    loaded = other
                }
                if let facts {
                    try judge(
                        facts, DeliveryPart(of: loaded, path: path, feed: feed), loaded, isWhole: true,
                        isOtherWay: comesAnew)
                }
                // What another way brought later holds, and stays whole.
                if after.name != feed.name { try replay(table, in: transaction, keeps: keeps) }
            } else {
                result = try append(&loaded, path: path, feed: feed, to: transaction, isGated: isGated)
            }
            if isNew { try refuseForeign(loaded, transaction) }
            if changed { try transaction.forgetRowsAside() }
            if let note = try transaction.events(of: loaded.file).first(where: { $0.code == .newChannel }),
                isNew
            {
                change = change ?? ChannelChange(old: nil, new: feed, rowsGone: 0, unused: 0)
                change?.unused = note.count
            }
            try transaction.countInForce(feed: table.tableName, table: table.table)
            if table.isReadWhole { try transaction.sumUp(table) }
            try setVersion(of: table, in: transaction)
            try spellAgain(table, in: transaction, keeps: keeps)
        }
        file = loaded
        return (result, change)
    }

    /// A full delivery of other municipalities alone is none of ours: taken, it would make the feed look
    /// fresh. A delta keeps its place in the chain.
    private func refuseForeign(_ file: LedgerFile, _ transaction: Transaction) throws {
        guard file.kind == .full, !file.isMended, file.rowsNotOurs > 0, file.rowsNotOurs == file.recordsRead
        else { return }
        let events = try transaction.events(of: file.file)
        // Whoever says which rows of the country are his may have none of a kind: nothing is replaced, and
        // what is in force stays.
        if let feed = project.feed(of: file),
            feed.contract.keeps?.column == feed.contract.authorityColumn?.name, feed.contract.keeps != nil
        {
            return
        }
        let left = events.first { $0.code == .leftOut }.map {
            "\(Figures.rows($0.count)), and by \($0.column ?? "") the feed keeps none"
        }
        throw Refusal(.foreignFile, detail: left ?? OtherAuthorities(events).detail)
    }

    /// Holds what a delivery changed against what was there.
    ///
    /// - Throws: `HeldDelivery` for what must not take effect without a person's word.
    private func judge(
        _ facts: GateFacts, _ part: DeliveryPart, _ file: LedgerFile, isWhole: Bool = false,
        isOtherWay: Bool = false
    ) throws {
        let found = try gate(facts, file, isWhole: isWhole, isOtherWay: isOtherWay).judge(part)
        let drift = facts.feed.contract.drift
        try facts.forget()
        if found.contains(where: \.holds) {
            let transaction = facts.transaction,
                own = isWhole ? "_file = \(file.file)" : facts.meeting.isBrought
            throw HeldDelivery(
                findings: found, news: try transaction.events(of: file.file).filter(\.isNews),
                places: part == .whole ? try transaction.places(of: facts.feed, where: own) : nil)
        }
        for one in found {
            try facts.transaction.save(
                one.event(isNews: drift.action(on: one.code) != .accept), file: file.file)
        }
    }

    private func gate(_ facts: GateFacts, _ file: LedgerFile, isWhole: Bool, isOtherWay: Bool = false) throws
        -> Gate
    {
        let others = try facts.transaction.files(
            "feed = ? AND state = 'loaded'", [.text(facts.feed.tableName)])
        return Gate(
            feed: facts.feed, file: file, asOf: asOf, facts: facts, feeds: project.feeds,
            others: Dictionary(others.map { ($0.file, $0) }) { first, _ in first }, writtenAt: writtenAt,
            isWhole: isWhole, isOtherWay: isOtherWay)
    }

    /// Reads a feed's files again from the archive, in order: its contract changed, or its table is gone.
    ///
    /// - Returns: how many there are, and those that its description cannot read any more.
    func rebuild(_ feed: Feed) throws -> (files: Int, unread: [LedgerFile]) {
        try readingAgain { transaction, keeps in
            try replay(feed, in: transaction, keeps: keeps)
            let files = try transaction.files("feed = ? AND state = 'loaded'", [.text(feed.tableName)])
            return (files.count, files.filter(\.isOfAnOldDescription))
        }
    }

    func replay(_ feed: Feed, in transaction: Transaction, keeps: Bool) throws {
        let feed = project.table(of: feed)
        let files = feed.inForce(
            try transaction.files("feed = ? AND state = 'loaded'", [.text(feed.tableName)]))
        let changed = try setAside(feed, files, in: transaction, keeps: keeps)
        _ = try transaction.ensureRawTable(feed)
        try transaction.execute("DELETE FROM \"\(feed.table)\"")
        for file in files {
            guard let source = try archivedPath(file) else { continue }
            try appendAgain(file, path: source, feed: feed.way(of: file), to: transaction, keeps: changed)
        }
        if changed { try transaction.forgetRowsAside() }
        try transaction.countInForce(feed: feed.tableName, table: feed.table)
        if feed.isReadWhole { try transaction.sumUp(feed) }
        try setVersion(of: feed, in: transaction)
        try spellAgain(feed, in: transaction, keeps: keeps)
    }

    /// Reads feeds again whose keys would be read otherwise since this one's have changed: what they hold
    /// follows from the files and the keys in force, and not from which of them came first.
    private func spellAgain(_ changed: Feed, in transaction: Transaction, keeps: Bool) throws {
        let listed = ListedKeys(project: project, transaction: transaction)
        for feed in project.feedsSpelt(as: changed) where try listed.isOld(feed) {
            try replay(feed, in: transaction, keeps: keeps)
        }
    }

    /// A file that was read once cannot be read any more, though its feed says what it said then: a code list
    /// or the program changed.
    private struct NotReadAgain: Error {}

    /// A transaction that may read a feed's files again. A copy of the feed's rows costs as much as they do,
    /// so it is made at once only where the feed's description changed (`setAside`), and where it is missed
    /// after all everything is taken back and begun again with one.
    func readingAgain<Result>(_ body: (_ transaction: Transaction, _ keeps: Bool) throws -> Result) throws
        -> Result
    {
        do { return try warehouse.transaction { try body($0, false) } } catch is NotReadAgain {
            return try warehouse.transaction { try body($0, true) }
        }
    }

    /// Keeps a feed's rows until its files are read again, where its description is not that by which one of
    /// them was read.
    private func setAside(_ feed: Feed, _ files: [LedgerFile], in transaction: Transaction, keeps: Bool)
        throws -> Bool
    {
        let ways = Dictionary(feed.ways.map { ($0.name, project.description(of: $0)) }) { first, _ in first }
        guard keeps || files.contains(where: { $0.contract != ways[$0.channel ?? feed.tableName] ?? nil })
        else { return false }
        try transaction.setRowsAside(feed)
        return true
    }

    /// Reads an archived file again. One that the feed's description cannot read any more keeps its rows as
    /// they were read.
    private func appendAgain(
        _ file: LedgerFile, path: String, feed: Feed, to transaction: Transaction, keeps: Bool
    ) throws {
        var again = file
        again.contract = project.description(of: feed)
        (again.fault, again.faultDanish, again.faultEnglish) = (nil, nil, nil)
        try transaction.execute("SAVEPOINT again")
        do { _ = try append(&again, path: path, feed: feed, to: transaction) } catch let refusal as Refusal {
            guard keeps else { throw NotReadAgain() }
            try transaction.execute("ROLLBACK TO again")
            _ = try transaction.save(file.unread(refusal))
            try transaction.bringBack(file: file.file, of: feed)
        }
        try transaction.execute("RELEASE again")
    }

    /// Where a loaded file's bytes lie; nil when retention took them. Bytes that are missing otherwise are an
    /// error.
    private func archivedPath(_ file: LedgerFile) throws -> String? {
        // Bytes that are there are read although no row of theirs is in force: a row that they took out may
        // have come back since.
        if let entry = try archive.entry(file.sha256) {
            guard try archive.isWhole(entry) else { throw AlteredDelivery(path: entry.path) }
            return entry.path
        }
        if unread.contains(file.sha256) { return nil }
        if try archive.isPruned(file.sha256) { return nil }
        throw SystemFailure("read", archive.folder(of: file.sha256), 2)
    }

    /// Makes the tables of feeds that never delivered, so that models find them empty.
    func ensureTables() throws {
        let tables = try warehouse.read { try $0.ledgerTables() }
        for feed in project.feeds where tables[feed.table] == nil {
            try warehouse.transaction { transaction in
                _ = try transaction.ensureRawTable(feed)
                try transaction.makeIndexes(feed, wanted: project.rawIndexes[feed.name] ?? [])
                try setVersion(of: feed, in: transaction)
            }
        }
    }

    /// Adds one file's rows to the table and settles it with what is there.
    private func append(
        _ file: inout LedgerFile, path: String, feed: Feed, to transaction: Transaction, isGated: Bool = false
    ) throws -> [Reject] {
        file.file = try transaction.save(file)
        try transaction.forgetRows(of: file.file)
        if try transaction.lastRow(of: feed.table) == 0 {
            try transaction.setRecordSeed(feed.name, file.sha256)
        }
        let read = FeedFinder.reading(path, as: feed)
        var loader = FeedLoader(
            feed: read, codes: project.codes, readerChoice: readerChoice,
            seed: try transaction.recordSeed(feed.name) ?? file.sha256, knownLimit: knownLimit
        ) { [file] bytes, rows in progress(file.name, bytes, file.bytes, rows) }
        let part = DeliveryPart(of: file, path: path, feed: feed)
        loader.keys = try ListedKeys(project: project, transaction: transaction).keys(for: feed)
        loader.isMended = part == .mended
        var facts = isGated && feed.gate.isOn ? GateFacts(transaction, feed: feed) : nil
        facts?.recordsStandAlone = !feed.fillsDown
        let kept = isGated ? try transaction.keptSums(of: feed) : nil
        var result: (outcome: FeedLoader.Outcome, settled: Settled)
        do {
            try transaction.execute("SAVEPOINT reading")
            result = try settle(loader, part, file.file, path: path, &facts, kept, transaction)
        } catch is PlainReaderDeclined {
            // The fast reader is not sure of this file: take its rows back and let the reference reader
            // decide.
            try transaction.execute("ROLLBACK TO reading")
            loader.readerChoice = .libxml2
            result = try settle(loader, part, file.file, path: path, &facts, kept, transaction)
        }
        try transaction.execute("RELEASE reading")
        let (outcome, settled) = result
        let rejects = outcome.rejects + settled.rejects
        // Rows that contradict each other are set aside like any other: the contract's tolerance holds for
        // all together.
        if !settled.rejects.isEmpty { try loader.tolerate(rejects, of: outcome.summary.records) }
        for reject in rejects {
            try transaction.save(reject, file: file.file, run: run, contract: file.contract ?? "") {
                (FaultSentence.text($0, language: .da), FaultSentence.text($0, language: .en))
            }
        }
        for record in settled.kept.sorted() {
            try transaction.execute(
                "UPDATE ledger_reject SET kept = 1 WHERE file = ? AND record = ?",
                [.integer(file.file), .integer(Int64(record))])
        }
        let found = outcome.events.sorted { $0.key < $1.key }.map {
            LedgerEvent(code: $0.key.code, column: $0.key.column, detail: $0.key.detail, count: $0.value)
        }
        for event in try judged(found, outcome.summary.records, of: file, feed, transaction) {
            try transaction.save(event, file: file.file)
        }
        file.reader = outcome.summary.reader
        file.sheet = outcome.sheet
        file.recordsRead = outcome.summary.records
        file.rowsLoaded = outcome.loaded - settled.duplicates - settled.rejects.count - settled.ended
        file.rowsRejected = rejects.count
        file.rowsDuplicate = settled.duplicates
        file.rowsUnchanged = outcome.unchanged
        file.rowsEnded = settled.ended
        file.rowsNotOurs = outcome.notOurs
        if part == .whole, let column = feed.contract.authorityColumn {
            file.brought = try transaction.brought(column.name, of: feed, outcome.meeting)
        }
        file.rowsReplaced = settled.replaced
        if let facts { file.rowsSame = facts.rowsSame }
        if part == .whole, try transaction.holdsPlaces(feed) {
            file.places = try transaction.places(of: feed, where: outcome.meeting.isBrought) ?? []
        }
        guard
            file.recordsRead == file.rowsLoaded + file.rowsRejected + file.rowsDuplicate + file.rowsUnchanged
                + file.rowsEnded + file.rowsNotOurs
        else { throw LostRows(file: file) }
        file.file = try transaction.save(file)
        if var facts {
            facts.meeting = outcome.meeting
            facts.sumLines = outcome.sumLines
            try judge(facts, part, file)
        }
        if let sums = outcome.sums {
            try transaction.keep(
                sums, of: file.file, feed: feed, replaces: part == .whole,
                among: try filesOfPart(feed, file.file, transaction))
        }
        let states = RejectStates(feed: feed, archive: archive, codes: project.codes)
        try states.settle(file, path: path, part, outcome.meeting, in: transaction)
        try states.waive(outcome.rejects.filter(\.isExpected), of: file, in: transaction)
        return rejects
    }

    /// What became of a delivery's rows when they met each other and the older ones.
    private struct Settled {
        var duplicates = 0
        var rejects: [Reject] = []
        var replaced = 0
        var ended = 0
        /// Records that were set aside while the last good row of their key stays in force.
        var kept: Set<Int> = []
    }

    /// Loads a file and lets its rows meet each other and the older ones.
    private func settle(
        _ loader: FeedLoader, _ part: DeliveryPart, _ file: Int64, path: String, _ facts: inout GateFacts?,
        _ kept: KeptSums?,
        _ transaction: Transaction
    ) throws -> (FeedLoader.Outcome, Settled) {
        let feed = loader.feed
        // Rows of a part stay its own, also where another part says the same.
        let repeats = part == .whole && !feed.isReadWhole
        // Rows that only follow each other need no room for pages: those that are full are not looked at
        // again.
        var loader = loader
        loader.shape = !feed.isReadWhole || part == .delta ? nil : SumShape(feed)
        let load = { [loader] in
            try loader.load(path: path, file: file, repeats: repeats, into: transaction)
        }
        let isFirst = try transaction.lastRow(of: feed.table) == 0
        if !isFirst { try facts?.begin() }
        var outcome = try isFirst ? transaction.inLittleRoom(load) : load()
        var settled = Settled()
        let sums = kept.flatMap { kept in outcome.sums.map { (kept, $0) } }
        if let (kept, new) = sums { facts?.weigh(new, against: kept) }
        try transaction.makeIndexes(feed, wanted: project.rawIndexes[feed.name] ?? [])
        let again = try transaction.settleRepeated(feed, outcome.meeting)
        if !again.contradicted.isEmpty {
            // Two records of one key that say different things: neither holds, so the row stays that held
            // until now.
            try loader.read(
                Set(again.contradicted.map(\.hash)), path: path, file: file, into: transaction, &outcome)
            try transaction.makeIndexes(feed, wanted: project.rawIndexes[feed.name] ?? [])
        }
        let twice = try transaction.settleDuplicates(feed, outcome.meeting)
        (settled.duplicates, settled.rejects) = (again.duplicates + twice.duplicates, twice.rejects)
        if part == .whole {
            settled.kept = try keep(
                outcome.rejects, twice.rejects, twice.keys, loader, outcome.meeting, path: path, transaction)
        }
        if let replaces = part.replaces(feed) {
            settled.replaced = try transaction.replaceOlder(
                feed, outcome.meeting, by: replaces, keeping: part == .whole,
                among: try filesOfPart(feed, file, transaction),
                gone: isFirst ? nil : facts, sums: sums)
        }
        settled.rejects += try transaction.settleParts(feed, outcome.meeting)
        if part == .delta, let ends = feed.numbering?.ends {
            settled.ended = try transaction.endRows(
                feed, outcome.meeting, column: ends.column, value: ends.value)
        }
        return (outcome, settled)
    }

    /// Files of the same part of a period as this one; nil for a feed whose files are whole.
    private func filesOfPart(_ feed: Feed, _ file: Int64, _ transaction: Transaction) throws -> [Int64]? {
        guard feed.parts != nil else { return nil }
        let files = try transaction.files("feed = ?", [.text(feed.tableName)])
        let own = files.first { $0.file == file }.flatMap { FeedFinder.part($0.name, feed) }
        return files.filter { FeedFinder.part($0.name, feed) == own }.map(\.file)
    }

    /// Lets the last good rows stay of keys whose new records were set aside: until the key comes right, or
    /// is gone from the list. One bad cell must not take a property out of the figures.
    ///
    /// - Returns: the records that have such a row.
    private func keep(
        _ bad: [Reject], _ contradicting: [Reject], _ keys: [[Value]], _ loader: FeedLoader,
        _ meeting: Meeting, path: String, _ transaction: Transaction
    ) throws -> Set<Int> {
        let feed = loader.feed
        guard meeting.last > 0, !feed.contract.key.isEmpty, !(bad.isEmpty && keys.isEmpty) else {
            _ = try transaction.keepRows(feed, meeting, keys: [])
            return []
        }
        let raw = Dictionary(bad.filter { !$0.isExpected }.map { ($0.position.record, $0.raw) }) { first, _ in
            first
        }
        let read =
            raw.isEmpty
            ? [:]
            : try RejectedRecords(feed: feed).values(
                of: feed.contract.key, path: path, raw: raw, codes: project.codes, keys: loader.keys)
        let records = read.keys.sorted()
        let stays = try transaction.keepRows(feed, meeting, keys: records.map { read[$0]! } + keys)
        var kept = Set(zip(records, stays).filter(\.1).map(\.0))
        let names = Set(
            zip(keys, stays.dropFirst(records.count)).filter(\.1).map {
                $0.0.map(\.plain).joined(separator: ", ")
            })
        kept.formUnion(
            contradicting.filter { names.contains($0.faults[0].value ?? "") }.map(\.position.record))
        return kept
    }

    /// What a file's form says, seen against the feed's deliveries before it; of a few mended rows nothing is
    /// expected.
    private func judged(
        _ events: [LedgerEvent], _ records: Int, of file: LedgerFile, _ feed: Feed, _ transaction: Transaction
    ) throws -> [LedgerEvent] {
        guard !file.isMended else { return events }
        let before = try transaction.files(
            "feed = ? AND state = 'loaded' AND file <> ?", [.text(feed.tableName), .integer(file.file)]
        )
        .filter { $0.isOf(feed) && ($0.arrival, $0.sha256) < (file.arrival, file.sha256) && !$0.isMended }
        var events = events
        if before.isEmpty, feed.channel != nil {
            // Which columns of a new way nobody uses is one note and one message, not a hundred.
            let unused = events.filter { $0.code == .unknownField }.count
            events.append(
                LedgerEvent(
                    code: .newChannel, detail: "\(Figures.of(unused, "column", "columns")) not used",
                    detailDanish: "\(Thousands.parted(unused, .da)) kolonner bruges ikke", count: unused))
        }
        let volume =
            file.kind == .delta
            ? nil
            : Volume.judge(
                records, of: file, history: before.filter { $0.kind == .full }, bounds: feed.volume)
        // What was noted of a record stands with the file that brought it: where a delivery passed over known
        // records, the one before it counts too.
        var known: [LedgerEvent]? = before.isEmpty ? nil : []
        for other in before.reversed() {
            known! += try transaction.events(of: other.file)
            if other.rowsUnchanged == 0 { break }
        }
        return try Drift(policy: feed.contract.drift, previous: known, records: records).judge(
            events + (volume.map { [$0] } ?? []))
    }

    /// Writes down what a raw table now holds.
    private func setVersion(of feed: Feed, in transaction: Transaction) throws {
        let files = try transaction.files("feed = ? AND state = 'loaded'", [.text(feed.tableName)])
        let version = project.rawVersion(of: feed, files: files)
        let spelt = try ListedKeys(project: project, transaction: transaction).spellings(of: feed)
        try transaction.set(
            table: feed.table, stage: Stage.raw.rawValue, version: version,
            rows: files.map(\.rowsInForce).reduce(0, +),
            content: spelt.isEmpty
                ? nil : Fingerprint.of([version] + spelt.flatMap { [$0.column, $0.detail] }).hex, run: run)
    }

    /// Writes a refusal down and moves the file out of the way, with a text beside it that says why.
    private func refuse(_ claim: Claim, _ refusal: Refusal, feed: FeedFinder.Match?, keepInPlace: Bool) throws
        -> LedgerFile
    {
        var file = LedgerFile(
            sha256: try claim.sha256 ?? fingerprint(ofFile: claim.file.path).hex, name: claim.file.baseName,
            feed: feed?.feed.tableName, bytes: claim.file.bytes, claimedOn: asOf.description,
            deliveredOn: feed?.deliveredOn ?? asOf.description, arrival: feed?.arrival ?? asOf.description,
            state: "refused")
        (file.serial, file.kind, file.channel) = (feed?.serial, feed?.kind ?? .full, feed?.feed.channel)
        file.fault = refusal.fault
        file.faultDanish = FaultSentence.text(refusal.fault, language: .da)
        file.faultEnglish = FaultSentence.text(refusal.fault, language: .en)
        file.contract = feed.flatMap { project.description(of: $0.feed) }
        file.run = run
        try warehouse.transaction { file.file = try $0.save(file) }
        if !keepInPlace {
            // What may not be kept leaves the archive while it still lies in `inbound/`, so that a night that
            // is killed here begins with it again; then it lies where this account alone can read it until
            // retention takes it.
            if refusal.fault.code.mayNotBeKept { try archive.forget(file.sha256) }
            try moveToRefused(claim, why: file, rows: refusal.rows)
        }
        return file
    }

    private func moveToRefused(_ claim: Claim, why file: LedgerFile, rows: [Fault]) throws {
        let folder = "\(places.refused)/\(file.sha256.prefix(12))"
        try Durable.makeFolder(folder)
        let position = file.fault?.position ?? Position(line: 1)
        let place = FaultSentence.place(claim.file.name, file.fault?.sheet, position)
        try Durable.write(
            ("""
            \(place): \(file.faultEnglish ?? "") \
            (\(file.fault?.code.rawValue ?? ""))\n\(file.faultDanish ?? "")\n
            """
                + rows.map { FaultSentence.line($0, file: claim.file.name, language: .en) + "\n" }.joined())
                .utf8, to: "\(folder)/why.txt")
        let isPrivate = file.fault?.code.mayNotBeKept == true
        if isPrivate { guard chmod(folder, 0o700) == 0 else { throw SystemFailure("chmod", folder, errno) } }
        // `inbound/` may be a share: what cannot be renamed across is copied. The folder shuts everybody else
        // out before the file is in it.
        let target = "\(folder)/\(claim.file.baseName)"
        try Durable.move(claim.file.path, to: target) { _ = try Archive.copy($0, to: $1) }
        if isPrivate { chmod(target, 0o600) }
    }
}

extension Project {
    /// The version of a raw table: its contract and the bytes of the files that changed what it holds, in the
    /// order of their arrival. What a table holds follows from them alone, so a delivery that says what is
    /// known already leaves the version, and everything that reads the table, alone. Of several ways in which
    /// the rows come, the one in force.
    func rawVersion(of feed: Feed, files: [LedgerFile]) -> String {
        let feed = table(of: feed)
        return Fingerprint.of(
            [description(of: feed.wayInForce(files)) ?? ""]
                + feed.inForce(files).filter { $0.rowsLoaded + $0.rowsReplaced > 0 }.map(\.sha256)
        ).hex
    }
}

/// A file in `inbound/` whose feed was looked for.
struct Claim {
    var file: InboxFile
    /// Nil for bytes that no delivery had, which nobody has read yet.
    var sha256: String?
    /// As it was before its feed was looked for.
    var state: FileState?
    var feed: Swift.Result<FeedFinder.Match, Refusal>
    /// The night that took it, when that was an earlier one.
    var claimedOn: String?
    /// It lies in the archive and stays there: the warehouse that knew it is gone.
    var isArchived = false
    /// The number that the ledger gave it when it was first taken; 0 for a file that is new.
    var number: Int64 = 0

    /// A file with its fingerprint, where its size is one that a delivery had, and its feed.
    static func of(
        _ file: InboxFile, _ finder: FeedFinder, _ bytes: KnownBytes, known: [LedgerFile], asOf: CalendarDay
    ) throws -> Claim {
        let state = FileState(file.path)
        do {
            if file.bytes == 0 { throw Refusal(.emptyFile) }
            let sha = try bytes.fingerprint(of: file)
            do {
                let match = try finder.match(
                    name: file.baseName, path: file.path, claimedOn: asOf.description)
                return Claim(file: file, sha256: sha, state: state, feed: .success(match))
            } catch let refusal as Refusal {
                // Bytes that are loaded are nothing unknown, whatever their name is now.
                if let loaded = known.first(where: { $0.sha256 == sha && $0.state == "loaded" }),
                    let feed = finder.feeds.first(where: loaded.isOf)
                {
                    let match = FeedFinder.Match(
                        feed: feed, deliveredOn: loaded.deliveredOn, arrival: loaded.arrival)
                    return Claim(file: file, sha256: sha, feed: .success(match))
                }
                return Claim(
                    file: file, sha256: try sha ?? fingerprint(ofFile: file.path).hex, feed: .failure(refusal)
                )
            }
        } catch let refusal as Refusal {
            // No bytes to name it by: its name stands in.
            let name = Fingerprint.of(["no bytes", file.name, refusal.fault.code.rawValue]).hex
            return Claim(file: file, sha256: name, feed: .failure(refusal))
        }
    }

    /// Where it lies, for messages.
    var place: String { (isArchived ? ".kvadratur/" : "inbound/") + file.name }
}

/// Records read and rows accounted for do not agree: our own error, and nothing of the file is kept.
struct LostRows: Error, CustomStringConvertible {
    var file: LedgerFile
    var description: String {
        """
        \(file.name): \(file.recordsRead) records were read, but \(file.rowsLoaded) loaded, \
        \(file.rowsRejected) rejected, \(file.rowsDuplicate) duplicates, \(file.rowsUnchanged) \
        unchanged, \(file.rowsEnded) ended and \(file.rowsNotOurs) of other municipalities were counted
        """
    }
}
