import Contracts
import Fingerprints
import Formats
import Foundation
import Project
import Records
import Warehouse

/// Takes delivered files into the raw tables: archive first, then one transaction per file, then the file leaves `inbound/`.
struct RawStage {
    let project: Project
    let places: Places
    let warehouse: Warehouse
    let asOf: CalendarDay
    let run: Int
    var readerChoice = XMLReaderChoice.automatic
    /// Files of a past night that is made again, by SHA-256, which had no row in force: their bytes are not asked for.
    var unread: Set<String> = []
    var progress: (_ file: String, _ bytes: Int, _ total: Int, _ rows: Int) -> Void = { _, _, _, _ in }

    /// What became of one file in `inbound/`.
    enum Result {
        case loaded(LedgerFile, rejects: [Reject], news: [LedgerEvent])
        case duplicate(of: LedgerFile)
        /// Bytes that newer deliveries had replaced came again, later than those: they are in force again.
        case returned(LedgerFile)
        /// Set aside with its reason; the feed's last good data stay in force.
        case refused(LedgerFile)
        /// A delta that a later full delivery made unnecessary: archived, never read.
        case passed(LedgerFile)
        /// Left in `inbound/`: it changed while it was read, or a delivery before it has not come after all.
        case waits(LedgerWaiting)
    }

    var archive: Archive { Archive(folder: places.archive) }

    /// Takes one claimed file. Its place in `inbound/` is given up only when its rows or its refusal are committed.
    func take(_ claim: Claim) throws -> Result {
        if let known = try warehouse.read({ try $0.files("sha256 = ? AND state = 'loaded'", [.text(claim.sha256)]).first }) {
            let result = try takeAgain(claim, known)
            if !claim.isArchived { try Durable.remove(claim.file.path) }
            return result
        }
        let match: FeedFinder.Match
        switch claim.feed {
        case .failure(let refusal) where refusal.fault.code == .changedWhileRead:
            return .waits(Waiting.unfinished(claim.file, code: .changedWhileRead, asOf: asOf))
        case .failure(let refusal): return .refused(try refuse(claim, refusal, feed: nil, keepInPlace: claim.isArchived || [.unknownFeed, .unreadable].contains(refusal.fault.code)))
        case .success(let found): match = found
        }
        // A past night's file was judged in its time.
        let verdict = claim.number > 0 ? .take : try verdict(match)
        if case .gap(let last) = verdict { return .waits(Waiting.gap(claim, match, after: last, asOf: asOf)) }
        if case .outOfOrder(let last) = verdict {
            let refusal = Refusal(.serialOrder, detail: Waiting.detail(match.serial, after: last))
            return .refused(try refuse(claim, refusal, feed: match, keepInPlace: claim.isArchived))
        }
        let entry: Archive.Entry
        do {
            entry = try archive.keep(claim.file.path, name: claim.file.baseName, sha256: claim.sha256, claimedOn: asOf.description)
        } catch let refusal as Refusal where refusal.fault.code == .changedWhileRead {
            return .waits(Waiting.unfinished(claim.file, code: .changedWhileRead, asOf: asOf))
        }
        var file = LedgerFile(
            sha256: claim.sha256, name: claim.file.baseName, feed: match.feed.name, bytes: claim.file.bytes, claimedOn: entry.claimedOn,
            deliveredOn: match.deliveredOn, arrival: match.arrival, state: "loaded")
        (file.file, file.serial, file.kind) = (claim.number, match.serial, match.kind)
        if verdict == .passed {
            (file.state, file.run) = ("passed", run)
            try warehouse.transaction { file.file = try $0.save(file) }
            if !claim.isArchived { try Durable.remove(claim.file.path) }
            return .passed(file)
        }
        do {
            let rejects = try load(&file, path: entry.path, feed: match.feed)
            if !claim.isArchived { try Durable.remove(claim.file.path) }
            let news = try warehouse.read { try $0.events(of: file.file).filter(\.isNews) }
            return .loaded(file, rejects: rejects, news: news)
        } catch let refusal as Refusal {
            return .refused(try refuse(claim, refusal, feed: match, keepInPlace: claim.isArchived))
        }
    }

    private func verdict(_ match: FeedFinder.Match) throws -> SerialChain.Verdict {
        guard match.feed.numbering != nil else { return .take }
        return SerialChain(try warehouse.read { try $0.files("feed = ? AND state = 'loaded'", [.text(match.feed.name)]) }).verdict(match)
    }

    /// Bytes that are loaded come again. They are not read from `inbound/`, but where they come later than before they stand there among the
    /// feed's files from now on: who sends last month's file again as a correction wants it to hold. A delta is never applied twice.
    private func takeAgain(_ claim: Claim, _ known: LedgerFile) throws -> Result {
        guard case .success(let match) = claim.feed, match.feed.name == known.feed, known.kind == .full, match.arrival > known.arrival else {
            return .duplicate(of: known)
        }
        let night = claim.claimedOn ?? asOf.description
        // Retention may have let go of them meanwhile.
        _ = try archive.keep(claim.file.path, name: known.name, sha256: claim.sha256, claimedOn: known.claimedOn)
        try archive.remember(claim.sha256, claimedOn: night, name: claim.file.baseName)
        var file = known
        (file.arrival, file.deliveredOn) = (match.arrival, match.deliveredOn)
        let arrival = LedgerArrival(arrival: match.arrival, name: claim.file.baseName, claimedOn: night, deliveredOn: match.deliveredOn)
        return try warehouse.transaction { transaction in
            let passed = try transaction.files(
                "feed = ? AND state = 'loaded' AND arrival > ? AND arrival < ?", [.text(match.feed.name), .text(known.arrival), .text(match.arrival)])
            try transaction.save(arrival, of: known, run: run)
            // Nothing in between, or nothing that took a row of it out of force: the rows are what they were.
            if passed.isEmpty || known.rowsInForce > 0 && known.rowsInForce == known.rowsLoaded {
                try setVersion(of: match.feed, in: transaction)
                return .duplicate(of: known)
            }
            try replay(match.feed, in: transaction)
            return .returned(file)
        }
    }

    /// Loads a file in one transaction; a delivery that comes after a newer one makes the feed's table anew in the right order.
    private func load(_ file: inout LedgerFile, path: String, feed: Feed) throws -> [Reject] {
        let earlier = try warehouse.read { try $0.files("feed = ? AND state = 'loaded'", [.text(feed.name)]) }
        file.run = run
        file.contract = project.fingerprints[feed.table]?.hex
        var result: [Reject] = []
        var loaded = file
        try warehouse.transaction { transaction in
            let fresh = try transaction.ensureRawTable(feed)
            let newest = earlier.map(\.arrival).max() ?? ""
            if fresh || loaded.arrival < newest {
                // Newest wins, whenever it came: the whole feed again, in the order of its deliveries.
                try transaction.execute("DELETE FROM \"\(feed.table)\"")
                for var other in (earlier + [loaded]).sorted(by: { ($0.arrival, $0.sha256) < ($1.arrival, $1.sha256) }) {
                    let isNew = other.sha256 == loaded.sha256
                    guard let source = isNew ? path : try archivedPath(other) else { continue }
                    let rejects = try append(&other, path: source, feed: feed, to: transaction)
                    if isNew { (loaded, result) = (other, rejects) }
                }
            } else {
                result = try append(&loaded, path: path, feed: feed, to: transaction)
            }
            try transaction.countInForce(feed: feed.name, table: feed.table)
            try setVersion(of: feed, in: transaction)
        }
        file = loaded
        return result
    }

    /// Reads a feed's files again from the archive, in order: its contract changed, or its table is gone.
    func rebuild(_ feed: Feed) throws {
        try warehouse.transaction { try replay(feed, in: $0) }
    }

    private func replay(_ feed: Feed, in transaction: Transaction) throws {
        let files = try transaction.files("feed = ? AND state = 'loaded'", [.text(feed.name)])
        _ = try transaction.ensureRawTable(feed)
        try transaction.execute("DELETE FROM \"\(feed.table)\"")
        for var file in files {
            guard let source = try archivedPath(file) else { continue }
            file.contract = project.fingerprints[feed.table]?.hex
            _ = try append(&file, path: source, feed: feed, to: transaction)
        }
        try transaction.countInForce(feed: feed.name, table: feed.table)
        try setVersion(of: feed, in: transaction)
    }

    /// Where a loaded file's bytes lie; nil when retention took them. Bytes that are missing otherwise are an error.
    private func archivedPath(_ file: LedgerFile) throws -> String? {
        if unread.contains(file.sha256) { return nil }
        if let entry = archive.entry(file.sha256) { return entry.path }
        if archive.isPruned(file.sha256) { return nil }
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
    private func append(_ file: inout LedgerFile, path: String, feed: Feed, to transaction: Transaction) throws -> [Reject] {
        let loader = FeedLoader(feed: feed, codes: project.codes, readerChoice: readerChoice) { [file] bytes, rows in
            progress(file.name, bytes, file.bytes, rows)
        }
        try transaction.dropIndexes(of: feed.table)
        file.file = try transaction.save(file)
        try transaction.forgetRows(of: file.file)
        var (outcome, events): (FeedLoader.Outcome, [FeedLoader.Event: Int])
        do {
            try transaction.execute("SAVEPOINT reading")
            (outcome, events) = try loader.load(path: path, file: file.file, into: transaction)
        } catch is PlainReaderDeclined {
            // The fast reader is not sure of this file: take its rows back and let the reference reader decide.
            try transaction.execute("ROLLBACK TO reading")
            let reference = FeedLoader(feed: feed, codes: project.codes, readerChoice: .libxml2, progress: loader.progress)
            (outcome, events) = try reference.load(path: path, file: file.file, into: transaction)
        }
        try transaction.execute("RELEASE reading")
        try transaction.makeIndexes(feed, wanted: project.rawIndexes[feed.name] ?? [])
        let isMended = MendedFile.isMended(path, feed: feed)
        try transaction.replaceOlder(feed, file: file.file, isMended: isMended)
        let settled = try transaction.settleDuplicates(feed, file: file.file)
        outcome.rejects += settled.rejects
        // Rows that contradict each other are set aside like any other: the contract's tolerance holds for all together.
        if !settled.rejects.isEmpty { try loader.tolerate(outcome.rejects.count, of: outcome.summary.records, first: outcome.rejects[0].faults[0]) }
        for reject in outcome.rejects {
            try transaction.save(reject, file: file.file, run: run, contract: file.contract ?? "") {
                (FaultSentence.text($0, language: .da), FaultSentence.text($0, language: .en))
            }
        }
        for event in try judged(outcome.events.map { LedgerEvent(code: $0.code, column: $0.column, detail: $0.detail, count: events[$0] ?? 0) }, outcome.summary.records, of: file, feed, transaction) {
            try transaction.save(event, file: file.file)
        }
        file.reader = outcome.summary.reader
        file.recordsRead = outcome.summary.records
        file.rowsLoaded = outcome.loaded - settled.duplicates - settled.rejects.count
        file.rowsRejected = outcome.rejects.count
        file.rowsDuplicate = settled.duplicates
        guard file.recordsRead == file.rowsLoaded + file.rowsRejected + file.rowsDuplicate else { throw LostRows(file: file) }
        file.file = try transaction.save(file)
        try RejectStates(feed: feed, archive: archive, codes: project.codes).settle(file, path: path, isMended: isMended, in: transaction)
        return outcome.rejects
    }

    /// What a file's form says, seen against the feed's deliveries before it; of a few mended rows nothing is expected.
    private func judged(_ events: [LedgerEvent], _ records: Int, of file: LedgerFile, _ feed: Feed, _ transaction: Transaction) throws -> [LedgerEvent] {
        guard !file.isMended else { return events }
        let before = try transaction.files("feed = ? AND state = 'loaded' AND file <> ?", [.text(feed.name), .integer(file.file)])
            .filter { ($0.arrival, $0.sha256) < (file.arrival, file.sha256) && !$0.isMended }
        let volume = file.kind == .delta ? nil : Volume.judge(records, of: file, history: before.filter { $0.kind == .full }, bounds: feed.volume)
        return try Drift(policy: feed.contract.drift, previous: try before.last.map { try transaction.events(of: $0.file) }).judge(events + (volume.map { [$0] } ?? []))
    }

    /// Writes down what a raw table now holds.
    private func setVersion(of feed: Feed, in transaction: Transaction) throws {
        let files = try transaction.files("feed = ? AND state = 'loaded'", [.text(feed.name)])
        try transaction.set(
            table: feed.table, stage: Stage.raw.rawValue, version: project.rawVersion(of: feed, files: files),
            rows: files.map(\.rowsInForce).reduce(0, +), run: run)
    }

    /// Writes a refusal down and moves the file out of the way, with a text beside it that says why.
    private func refuse(_ claim: Claim, _ refusal: Refusal, feed: FeedFinder.Match?, keepInPlace: Bool) throws -> LedgerFile {
        var file = LedgerFile(
            sha256: claim.sha256, name: claim.file.baseName, feed: feed?.feed.name, bytes: claim.file.bytes, claimedOn: asOf.description,
            deliveredOn: feed?.deliveredOn ?? asOf.description, arrival: feed?.arrival ?? asOf.description, state: "refused")
        (file.serial, file.kind) = (feed?.serial, feed?.kind ?? .full)
        file.fault = refusal.fault
        file.faultDanish = FaultSentence.text(refusal.fault, language: .da)
        file.faultEnglish = FaultSentence.text(refusal.fault, language: .en)
        file.contract = feed.flatMap { project.fingerprints[$0.feed.table]?.hex }
        file.run = run
        try warehouse.transaction { file.file = try $0.save(file) }
        if !keepInPlace {
            try moveToRefused(claim, why: file)
            // What may not be kept is not in the archive, and lies where this account alone can read it until retention takes it.
            if refusal.fault.code == .personalData { try archive.forget(claim.sha256) }
        }
        return file
    }

    private func moveToRefused(_ claim: Claim, why file: LedgerFile) throws {
        let folder = "\(places.refused)/\(claim.sha256.prefix(12))"
        try Durable.makeFolder(folder)
        let position = file.fault?.position ?? Position(line: 1)
        let place = "\(claim.file.name):\(position.line)" + (position.column.map { ":\($0)" } ?? "")
        try Durable.write(
            "\(place): \(file.faultEnglish ?? "") (\(file.fault?.code.rawValue ?? ""))\n\(file.faultDanish ?? "")\n".utf8, to: "\(folder)/why.txt")
        if file.fault?.code == .personalData {
            guard chmod(folder, 0o700) == 0 else { throw SystemFailure("chmod", folder, errno) }
            guard chmod(claim.file.path, 0o600) == 0 else { throw SystemFailure("chmod", claim.file.path, errno) }
        }
        try Durable.rename(claim.file.path, to: "\(folder)/\(claim.file.baseName)")
    }
}

extension Project {
    /// The version of a raw table: its contract and the bytes of the files in it, in the order of their arrival.
    func rawVersion(of feed: Feed, files: [LedgerFile]) -> String {
        Fingerprint.of([fingerprints[feed.table]?.hex ?? ""] + files.map(\.sha256)).hex
    }
}

/// A file in `inbound/` whose bytes are known and whose feed was looked for.
struct Claim {
    var file: InboxFile
    var sha256: String
    var feed: Swift.Result<FeedFinder.Match, Refusal>
    /// The night that took it, when that was an earlier one.
    var claimedOn: String?
    /// It lies in the archive and stays there: the warehouse that knew it is gone.
    var isArchived = false
    /// The number that the ledger gave it when it was first taken; 0 for a file that is new.
    var number: Int64 = 0

    /// Where it lies, for messages.
    var place: String { (isArchived ? ".kvadratur/" : "inbound/") + file.name }
}

/// Records read and rows accounted for do not agree: our own error, and nothing of the file is kept.
struct LostRows: Error, CustomStringConvertible {
    var file: LedgerFile
    var description: String {
        "\(file.name): \(file.recordsRead) records were read, but \(file.rowsLoaded) loaded, \(file.rowsRejected) rejected and \(file.rowsDuplicate) duplicates were counted"
    }
}
