import Foundation
import Project
import Records
import Warehouse

/// `kvadratur run --as-of` of a night that is past: its edition made again from the archive, in a warehouse
/// apart.
///
/// Tonight's warehouse, the ledger and `outbound/latest` stay as they are. What is made again equals what was
/// published, byte for byte, as long as configuration and program are the same; where they are not, the
/// differences are named.
public final class Rebuild {
    private let places: Places
    private let apart: Places
    private let project: Project
    private let progress: Progress
    private let live: Warehouse
    private let night: PastNight

    /// What came of it: lines for the operator, and whether a person must look.
    public struct Outcome: Sendable {
        /// What was made, and from what.
        public var lines: [String] = []
        /// What a person must look at: a whole message each, place first, next command last.
        public var warnings: [String] = []
        /// 70 where the edition came out otherwise for no known cause.
        public var exitCode: ExitCode = .good
    }

    /// Nil when the day is not past: then it is a night like any other.
    ///
    /// - Throws: `ConfigurationFailure` where the project is wrong, `WarehouseFailure` where the warehouse
    ///   cannot be opened.
    public init?(root: String, asOf: CalendarDay, progress: Progress) throws {
        places = Places(root: root)
        // One of no bytes is none: opening it here would make it look like one that is there.
        guard FileState(places.warehouse).map({ $0.size > 0 }) ?? false else { return nil }
        let past = try PastNights(root: root)
        project = past.project
        live = try past.openWarehouse()
        guard let night = try live.read({ try PastNight(asOf, $0) }) else { return nil }
        self.night = night
        self.progress = progress
        apart = Places(apart: places)
    }

    /// Seconds after which a run is to stop; 0 is never.
    public var limitSeconds: Int { project.settings.limitSeconds }

    /// What would be made from what; changes nothing.
    ///
    /// - Throws: an error that ends in 1 where the archive no longer has what the night was made from.
    public func dryRun() throws -> Outcome {
        let plays = try live.read(decide)
        let sources = plays.last!.sources
        var outcome = Outcome(lines: [heading(sources)])
        if plays.count > 1 {
            outcome.lines.append(
                "  played from the night of \(plays[0].play.asOf), since tables had been held back")
        }
        outcome.lines += sources.read.map { "  \($0.name), delivered \($0.deliveredOn)" }
        outcome.lines += try differences().map { "  " + $0 }
        return outcome
    }

    /// Makes the night again under the lock, and puts its edition where it belongs: back in its place where
    /// it was gone, else beside, in `outbound/rebuilt`.
    ///
    /// - Throws: an error when a file of the archive is not what was delivered, or the night ends without an
    ///   edition; nothing was changed then.
    public func run() throws -> Outcome {
        let lock = try RunLock(path: places.lock, command: "run --as-of \(night.asOf)")
        defer { lock.release() }
        let plays = try live.read(decide)
        let sources = plays.last!.sources
        progress.line(heading(sources))
        try Self.clear(places)
        defer { try? Self.clear(places) }
        try verify(sources)
        var made = NightOutcome()
        var before = -1
        for (index, play) in plays.enumerated() {
            made = try self.play(play.play, play.sources, after: before, isLast: index == plays.count - 1)
            before = play.play.run
        }
        guard let name = made.edition else { throw Unmade(night: night.asOf, said: made.warnings) }
        return try settle(name)
    }

    /// The nights to play, oldest first, each with its files; the last one's files are all of them.
    private func decide(_ transaction: Transaction) throws -> [(play: PastNight.Play, sources: PastSources)] {
        let plays = try night.plays(transaction)
        let superseded = try PastNight.superseded(at: plays[0].run, transaction)
        return try plays.map { play in
            (
                play,
                try PastSources(
                    try night.files(at: play.run, transaction), superseded: superseded,
                    archive: Archive(folder: places.archive), night: night.asOf)
            )
        }
    }

    private func heading(_ sources: PastSources) -> String {
        let files =
            """
            \(Figures.count(sources.read.count)) \(sources.read.count == 1 ? "file" : "files") of the \
            archive
            """
        guard let edition = night.edition else {
            return
                """
                The night of \(night.asOf) never ran: it is made now from \(files), what had been \
                delivered by then.
                """
        }
        return "The night of \(night.asOf) again, from \(files): edition \(edition)."
    }

    /// The archive's bytes are still those that were delivered.
    private func verify(_ sources: PastSources) throws {
        let archive = Archive(folder: places.archive)
        for file in sources.read {
            guard let entry = try archive.entry(file.sha256),
                try fingerprint(ofFile: entry.path).hex == file.sha256
            else {
                throw HarmedArchive(
                    path: "\(archive.folder(of: file.sha256))/\(file.name)", night: night.asOf)
            }
        }
    }

    private func play(_ play: PastNight.Play, _ sources: PastSources, after: Int, isLast: Bool) throws
        -> NightOutcome
    {
        let facts = PastFacts(
            asOf: play.asOf.description, run: play.run, sees: night.edition == nil ? play.run + 1 : play.run,
            unread: sources.unread.map(\.file), corrects: isLast ? night.corrects : nil)
        try Durable.makeFolder(apart.state)
        let warehouse = try Warehouse(path: apart.warehouse, ledger: project.ledger)
        try warehouse.recall(facts, from: places.warehouse)
        // Tables that are there need not be read again for the files of which the ledger's word is enough.
        try RawStage(project: project, places: apart, warehouse: warehouse, asOf: play.asOf, run: 0)
            .ensureTables()
        let again = try Night(
            NightRequest(root: places.root, asOf: play.asOf), places: apart, progress: progress)
        again.past = try sources.deliveries(
            after: after, feeds: project.feeds, archive: Archive(folder: places.archive))
        return try again.run()
    }

    /// Puts the edition where it belongs and says how it compares with what was published.
    private func settle(_ name: String) throws -> Outcome {
        let source = "\(apart.editions)/\(name)"
        let published = "\(places.editions)/\(name)"
        guard name == night.edition else { return try settleOther(name) }
        guard FileManager.default.fileExists(atPath: published) else {
            try Durable.makeFolder(places.editions)
            try Durable.rename(source, to: published)
            return Outcome(lines: [
                """
                outbound/editions/\(name): it was gone and is there again, byte for byte; \
                outbound/latest stays as it is
                """
            ])
        }
        let (count, differing) = try FolderComparison.compare(source, published)
        if differing.isEmpty {
            return Outcome(lines: [
                """
                outbound/editions/\(name): made again, byte for byte as it was published \
                (\(Figures.of(count, "file", "files")) compared)
                """
            ])
        }
        try setAside(name)
        let shown =
            differing.prefix(5).joined(separator: ", ")
            + (differing.count > 5 ? " and \(Figures.count(differing.count - 5)) more" : "")
        return Outcome(
            warnings: [
                """
                outbound/editions/\(name): somebody changed it after it was published: \(shown)
                  the whole one lies in outbound/rebuilt/\(name); next: remove the changed folder and run \
                kvadratur run --as-of \(night.asOf) again
                """
            ], exitCode: .attention)
    }

    /// A night that never ran, or one that came out otherwise.
    private func settleOther(_ name: String) throws -> Outcome {
        try setAside(name)
        guard let edition = night.edition else {
            return Outcome(lines: [
                """
                outbound/rebuilt/\(name)/index.html: the edition of the night that was missed; \
                outbound/latest and the ledger stay as they are
                """
            ])
        }
        let causes = try differences()
        let why = causes.isEmpty ? ["no cause is known: this is our own error"] : causes
        return Outcome(
            warnings: [
                "outbound/rebuilt/\(name): made again, but not as it was published (\(edition))\n"
                    + why.map { "  " + $0 }.joined(separator: "\n")
                    + "\n  next: kvadratur diff \(edition) \(name)"
            ],
            exitCode: causes.isEmpty ? .internalError : .attention)
    }

    private func setAside(_ name: String) throws {
        try Durable.makeFolder(places.rebuilt)
        let target = "\(places.rebuilt)/\(name)"
        // What an earlier rebuild left there says the same; it goes whole.
        if FileManager.default.fileExists(atPath: target) { try Durable.removeTree(target) }
        try Durable.rename("\(apart.editions)/\(name)", to: target)
    }

    /// What is not as it was when the edition was published, one sentence each.
    private func differences() throws -> [String] {
        guard let edition = night.edition else { return [] }
        return try live.read { transaction in
            var causes: [String] = []
            if let program = night.program, program != Program.version {
                causes.append("version \(program) of the program made it; this is \(Program.version)")
            }
            if let files = try transaction.configurationChanges(since: night.run, now: project.files) {
                causes += files.prefix(10).map { "\($0) says something else now" }
                if files.count > 10 {
                    causes.append("… and \(Figures.count(files.count - 10)) more files of the project")
                }
            } else {
                causes.append(
                    """
                    the ledger does not know what pipelines/ and schemas/ said in run \(night.run), \
                    which published \(edition)
                    """
                )
            }
            let later = try transaction.rows(
                "SELECT as_of, name FROM ledger_edition WHERE as_of < ? AND run > ? ORDER BY as_of, run",
                [.text(night.asOf.description), .integer(Int64(night.run))])
            causes += later.map {
                """
                the night of \($0[0].plain) was published again afterwards (\($0[1].plain)): what this \
                night knew of it is no longer in the ledger
                """
            }
            return causes
        }
    }

    /// What an earlier rebuild that was killed may have left is removed as well.
    static func clear(_ places: Places) throws {
        let apart = Places(apart: places).state
        if FileManager.default.fileExists(atPath: apart) { try Durable.removeTree(apart) }
    }

    /// A file of the archive is not what was delivered.
    struct HarmedArchive: Error, CustomStringConvertible {
        var path: String
        var night: CalendarDay
        var description: String {
            """
            \(path): it no longer has the bytes that were delivered; nothing was changed; next: put \
            them back from a copy of the archive, and run kvadratur run --as-of \(night) again
            """
        }
    }

    /// The night ended without an edition.
    struct Unmade: Error, CustomStringConvertible {
        var night: CalendarDay
        var said: [String]
        var description: String {
            "no edition of the night of \(night) could be made; nothing was changed; next: kvadratur check"
                + said.map { "\n" + $0 }.joined()
        }
    }
}
