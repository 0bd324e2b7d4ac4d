import Foundation
import Project
import Records
import Warehouse

/// What the operator reads in the morning.
public struct Status {
    private let warehouse: Warehouse
    private let project: Project
    private let places: Places

    /// - Throws: `ConfigurationFailure` where the project is wrong, an error that ends in 1 where no night
    ///   has run yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String) throws {
        let past = try PastNights(root: root, orThrow: NothingYet())
        places = past.places
        project = past.project
        warehouse = try past.openWarehouse()
    }

    struct NothingYet: Error, CustomStringConvertible {
        var description: String { "no night has run here yet; next: kvadratur run" }
    }

    /// The last runs, how each feed stands, the newest deliveries, what is stale and what waits for whom; in
    /// English.
    ///
    /// - Throws: `WarehouseFailure` or `SystemFailure` where the warehouse or `inbound/` cannot be read.
    public func text() throws -> String {
        try warehouse.read { transaction in
            var lines = ["Last runs"]
            for run in try transaction.lastRuns(5) {
                let code = run.exitCode.map { "exit \($0)" } ?? "running"
                lines.append(
                    """
                      run \(run.run)  night \(run.asOf)  \(run.outcome), \(code)  \(run.command)  \
                    \(run.edition ?? "no edition")
                    """
                )
            }
            if let asOf = try transaction.text("SELECT max(as_of) FROM ledger_run").flatMap({
                CalendarDay($0)
            }) {
                // Seen from the day on which somebody asks: what did not run cannot say that it did not.
                let today = max(asOf, CalendarDay.today(in: project.settings.timeZone) ?? asOf)
                if let missed = FeedWords.missed(try transaction.finishedNights(), asOf: today) {
                    lines += ["  " + missed]
                }
                let states = try transaction.feedStates(
                    project.feeds, asOf: asOf, nightStarts: project.settings.nightStarts)
                lines += ["", "Feeds on \(asOf)"] + states.map(FeedWords.line)
                lines += waitingFor(states, try transaction.waiting(), asOf)
            }
            let deliveries = try DeliveryWords.lines(transaction)
            if !deliveries.isEmpty { lines += ["", "Newest deliveries"] + deliveries }
            let stale = try transaction.ledgerTables().values.filter { $0.stale != nil }.sorted {
                $0.name < $1.name
            }
            lines +=
                ["", stale.isEmpty ? "Nothing is stale." : "Stale (next: kvadratur run)"]
                + stale.map { "  \($0.name): \($0.stale!)" }
            let leftovers = try Inbox(places: places, ignore: project.settings.ignore).leftovers
            if !leftovers.isEmpty { lines += ["", "No deliveries", "  " + Messages.leftovers(leftovers)] }
            let waiting = try self.waiting(transaction)
            lines += ["", waiting.isEmpty ? "Nothing waits for a person." : "Waiting for a person"] + waiting
            let dangling = try DanglingReferences.find(transaction)
            let layer = LayerWords(project, language: .en).lines
            if !layer.isEmpty { lines += [""] + layer }
            if !dangling.isEmpty {
                lines +=
                    ["", "References that lead nowhere (next: mend the list or the rows)"]
                    + dangling.map { "  " + $0.words }
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }

    private func held(_ file: LedgerFile) -> String {
        guard file.fault?.code == .personalData else { return "" }
        return ", held" + (Retention.heldUntil(file, project.settings).map { " until \($0)" } ?? "")
            + " for whoever answers for personal data"
    }

    /// What waits for a supplier or the next night.
    private func waitingFor(_ states: [FeedState], _ files: [LedgerWaiting], _ asOf: CalendarDay) -> [String]
    {
        let feeds = states.compactMap(FeedWords.warning).map {
            "  " + ($0.split(separator: "\n").first.map(String.init) ?? "")
        }
        let here = files.filter { FileState("\(places.inbound)/\($0.name)") != nil }
        let gaps = here.filter { $0.code == .serialGap }.map {
            """
              inbound/\($0.name): waits for the deliveries of \($0.feed ?? "its feed") before it \
            (\($0.detail ?? "")), since \($0.firstSeen)
            """
        }
        let unfinished = here.filter { $0.code != .serialGap }.map {
            "  inbound/\($0.name): was still being written on \($0.firstSeen); the next run looks again"
        }
        return (feeds + gaps).isEmpty && unfinished.isEmpty
            ? []
            : ((feeds + gaps).isEmpty ? [] : ["", "Waiting for a supplier"] + feeds + gaps)
                + (unfinished.isEmpty ? [] : ["", "Waiting for the next run"] + unfinished)
    }

    private func waiting(_ transaction: Transaction) throws -> [String] {
        var lines: [String] = []
        let inbox = try Inbox(places: places, ignore: project.settings.ignore)
        let here = Set(inbox.files.map(\.baseName))
        for file in try transaction.files("state = 'refused'") {
            let stays =
                here.contains(file.name) ? "in inbound/" : "in .kvadratur/refused/\(file.sha256.prefix(12))"
            if !here.contains(file.name),
                !FileManager.default.fileExists(atPath: "\(places.refused)/\(file.sha256.prefix(12))")
            {
                continue
            }
            lines.append(
                """
                  \(file.place): \(file.faultEnglish ?? "refused") \
                (\(file.fault?.code.rawValue ?? "")); it is \(stays)\(held(file))
                """
            )
        }
        for file in try transaction.files("state = 'loaded' AND fault_code IS NOT NULL AND rows_in_force > 0")
        {
            lines.append(
                """
                  \(file.place): \(file.faultEnglish ?? "") (\(file.fault?.code.rawValue ?? "")); the \
                description of 
                """
                    + """
                    \(file.feed ?? "") changed since it was read; \(Figures.rows(file.rowsInForce)) in \
                    force as they were read
                    """
            )
        }
        for file in try transaction.files("state = 'held'") {
            lines.append(
                """
                  \(file.name): \(file.faultEnglish ?? "held"), since \(file.claimedOn); to let it \
                through: kvadratur release; what is in force stays
                """
            )
        }
        for row in try transaction.rows(
            """
            SELECT f.feed, count(DISTINCT r.file || ' ' || r.record) FROM ledger_reject AS r JOIN \
            ledger_file AS f ON f.file = r.file
             WHERE r.state = 'open' AND f.state = 'loaded' GROUP BY f.feed ORDER BY f.feed
            """)
        {
            lines.append(
                """
                  \(row[0].plain): \(Figures.rows(row[1].int)) set aside; to see them: kvadratur \
                rejects \(row[0].plain)
                """
            )
        }
        for (file, news) in try transaction.news() {
            let events = Messages.folded(news)
            lines += events.prefix(5).map {
                "  \(file.name): \(Messages.sentence($0)) (\($0.code.rawValue)); it was read and is in force"
            }
            if events.count > 5 {
                lines.append("  \(file.name): … and \(events.count - 5) more changes of its form")
            }
        }
        lines += try transaction.standingMatters().map {
            "  " + Messages.matter($0).split(separator: "\n").joined(separator: "\n  ")
        }
        for row in try transaction.rows(
            """
            SELECT table_name, says, row_count, sample FROM ledger_audit AS a
             WHERE severity = 'error' AND run = (SELECT max(run) FROM ledger_run) ORDER BY table_name, audit
            """)
        {
            lines.append(
                """
                  \(row[0].plain): \(row[1].plain): \(Figures.rows(row[2].int)), the first: \
                \(row[3].plain.split(separator: "\n").first ?? "")
                """
            )
        }
        return lines + (try audits(transaction))
    }

    /// What audits told and warned of the tables as they are, but what is only noted.
    private func audits(_ transaction: Transaction) throws -> [String] {
        let tables = try transaction.ledgerTables()
        return try project.audits.filter {
            $0.severity == .tell || $0.severity == .warn && $0.weight != .note
        }.sorted { $0.name < $1.name }.compactMap { audit in
            guard let run = audit.audits.compactMap({ tables[$0]?.builtBy }).max() else { return nil }
            let row = try transaction.rows(
                "SELECT row_count, sample FROM ledger_audit WHERE audit = ? AND run = ?",
                [.text(audit.name), .integer(Int64(run))]
            ).first
            return row.map {
                """
                  \(audit.audits[0]): \(audit.says): \(Figures.rows($0[0].int)), the first: \
                \($0[1].plain.split(separator: "\n" as Character).first ?? "")
                """
            }
        }
    }
}
