import Contracts
import Foundation
import Project
import Records
import Warehouse

/// `kvadratur feed try`: what tonight would make of a file, said beforehand.
///
/// The file is read as a night reads it, into a copy of the warehouse in a folder of its own that is gone
/// afterwards; the archive is looked into where older deliveries are needed, and never written to.
public struct FeedTrial {
    let project: Project
    let places: Places
    let asOf: CalendarDay
    /// The language that is spoken.
    public let language: Language

    /// - Parameters:
    ///   - root: the project's folder.
    ///   - asOf: the night on which the files are tried; nil is today.
    ///   - language: nil is the language of the settings.
    /// - Throws: `ConfigurationFailure` where the project is wrong.
    public init(root: String, asOf: CalendarDay? = nil, language: Language? = nil) throws {
        try self.init(try Project.usable(root: root), root: root, asOf: asOf, language: language)
    }

    /// A project as it would be with another description of a feed.
    init(_ project: Project, root: String, asOf: CalendarDay?, language: Language?) throws {
        self.project = project
        places = Places(root: root)
        guard let day = asOf ?? CalendarDay.today(in: project.settings.timeZone) else {
            throw UsageFailure(
                """
                pipelines/nightly.yaml: time_zone \(project.settings.timeZone) is no zone that this \
                machine knows
                """
            )
        }
        self.asOf = day
        self.language = language ?? project.settings.speaks
    }

    /// What would become of a file.
    struct Outcome {
        var result: RawStage.Result
        var match: FeedFinder.Match?
        /// What was noticed of its form and of values that were let through.
        var events: [LedgerEvent] = []
        /// Records that were set aside while the last good row of their key stays.
        var kept = 0
        /// The header's names, and those of them that the contract's columns take.
        var columns: [(column: String, names: [String])] = []

        /// Whether a person should look before the file is delivered.
        var asksForSomebody: Bool {
            guard case .loaded(_, let rejects, let news, _) = result else { return true }
            return !rejects.allSatisfy(\.isExpected) || !news.isEmpty
        }
    }

    /// Tries files one after the other, each beside what the ones before it brought.
    ///
    /// - Parameters:
    ///   - paths: the files, in the order in which they would come.
    ///   - name: the feed that they are of; nil: as a night finds it.
    /// - Returns: what is said of them, and whether somebody should look.
    /// - Throws: `UsageFailure` for a path without a plain file, or a feed that is not there; what a file
    ///   itself is refused for is said in the text.
    public func text(_ paths: [String], feed name: String? = nil) throws -> (text: String, isGood: Bool) {
        let said = try name.map { try Self.feed($0, of: project) }
        var lines: [String] = []
        var isGood = true
        for (path, outcome) in try outcomes(paths, feed: said) {
            lines += TrialWords(outcome: outcome, path: path, language: language).lines
            if outcome.asksForSomebody { isGood = false }
        }
        return (lines.joined(separator: "\n") + "\n", isGood)
    }

    /// The feed that a person names, whichever way of a table it is.
    static func feed(_ name: String, of project: Project) throws -> Feed {
        if let feed = project.ways.first(where: { $0.name == name }) { return feed }
        let names = project.ways.map(\.name)
        let meant = nearestWord(to: name, in: Set(names)).map { "; was \($0) meant?" } ?? ""
        throw UsageFailure(
            """
            --feed \(name): there is no such feed\(meant); nothing was changed; next: one of \
            \(names.joined(separator: ", "))
            """
        )
    }

    func outcomes(_ paths: [String], feed: Feed? = nil) throws -> [(path: String, outcome: Outcome)] {
        for path in paths where FileState(path) == nil {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw UsageFailure(
                "\(path): \(isThere ? "it is no plain file" : "there is no such file"); nothing was changed")
        }
        return try aside { places in
            let warehouse = try Warehouse(path: places.warehouse, ledger: project.ledger)
            let stage = RawStage(project: project, places: places, warehouse: warehouse, asOf: asOf, run: 0)
            try stage.ensureTables()
            return try paths.map { ($0, try outcome($0, feed, stage)) }
        }
    }

    /// A folder that nobody else sees, with what the real place knows.
    private func aside<Result>(_ body: (Places) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.path + "/kvadratur-try-XXXXXX"
        var name = Array(folder.utf8CString)
        guard mkdtemp(&name) != nil else { throw SystemFailure("mkdtemp", folder, errno) }
        let made = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { try? FileManager.default.removeItem(atPath: made) }
        let apart = Places(trying: places, in: made)
        try Durable.makeFolder(apart.inbound)
        if let size = FileState(places.warehouse)?.size, size > 0 {
            try WarehouseCopy.write(from: places.warehouse, into: apart.warehouse)
        }
        if FileState.exists(places.erased) { _ = try Archive.copy(places.erased, to: apart.erased) }
        return try body(apart)
    }

    private func outcome(_ path: String, _ feed: Feed?, _ stage: RawStage) throws -> Outcome {
        let name = (path as NSString).lastPathComponent
        let copy = "\(stage.places.inbound)/\(name)"
        _ = try Archive.copy(path, to: copy)
        let written = FileState(path)?.modified ?? 0
        let file = InboxFile(
            name: name, path: copy, bytes: FileState(copy)?.size ?? 0, writtenAt: written / 1_000_000_000)
        let known = try stage.warehouse.read { try $0.files() }
        var finder = FeedFinder(project, loaded: known)
        finder.said = feed
        let claim = try Claim.of(
            file, finder, KnownBytes(known, archive: stage.archive), known: known, asOf: asOf)
        let match = try? claim.feed.get()
        let columns = match.map { Self.columns(of: copy, $0.feed) } ?? []
        var stage = stage
        stage.writtenAt[name] = file.writtenAt
        let (ready, waiting) = Waiting.split([claim], files: known, asOf: asOf)
        let result = try ready.first.map(stage.take) ?? .waits(waiting[0])
        try? Durable.remove(copy)
        var outcome = Outcome(result: result, match: match, columns: columns)
        if case .loaded(let file, _, _, _) = result {
            (outcome.events, outcome.kept) = try stage.warehouse.read {
                let kept = "SELECT count(DISTINCT record) FROM ledger_reject WHERE file = ? AND kept = 1"
                return (try $0.events(of: file.file), try $0.integer(kept, [.integer(file.file)]) ?? 0)
            }
            let lists = (match?.feed.contract.columns ?? []).filter { $0.codes != nil }
            outcome.events.removeAll { event in
                guard event.code == .unknownCode, let column = lists.first(where: { $0.name == event.column })
                else { return false }
                return project.codes[column.codes!]?.contains(ValueFit.small(event.detail ?? "")) ?? false
            }
        }
        return outcome
    }

    /// Which of the header's names each of the contract's columns takes; empty where the file has no header
    /// that can be read.
    private static func columns(of path: String, _ feed: Feed) -> [(column: String, names: [String])] {
        guard let header = FeedFinder.header(feed, path: path) else { return [] }
        let called = FieldName.normalised(header: header)
        return feed.contract.columns.map { column in
            let wanted = Set(column.from.map { FieldName.normalised($0) })
            return (
                column.name, header.indices.filter { !wanted.isDisjoint(with: called[$0]) }.map { header[$0] }
            )
        }
    }
}
