import Foundation
import Project
import Records
import Warehouse

/// Rows that were set aside: shown, exported to be mended, or waived by a person who answers for it.
public struct Rejects {
    let project: Project
    let places: Places
    let warehouse: Warehouse
    let language: Language

    /// - Parameters:
    ///   - root: the project's folder.
    ///   - language: nil is the language of the settings.
    /// - Throws: `ConfigurationFailure` where the project is wrong, `UsageFailure` where no night has run
    ///   yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String, language: Language? = nil) throws {
        let past = try PastNights(root: root)
        places = past.places
        project = past.project
        self.language = past.language(language)
        warehouse = try past.openWarehouse()
    }

    /// Rows set aside per feed.
    ///
    /// - Throws: `WarehouseFailure` where the warehouse cannot be read.
    public func overview() throws -> String {
        let rows = try warehouse.read {
            try $0.rows(
                """
                SELECT f.feed, r.state, count(DISTINCT r.file || ' ' || r.record) FROM ledger_reject AS r \
                JOIN ledger_file AS f ON f.file = r.file
                 WHERE f.state = 'loaded' GROUP BY f.feed, r.state ORDER BY f.feed, r.state
                """)
        }
        if rows.isEmpty { return "No row is set aside.\n" }
        let lines = rows.map { "\($0[0].plain): \(Figures.rows($0[2].int)) \($0[1].plain)\n" }
        return lines.joined() + "next: kvadratur rejects FEED\n"
    }

    /// One line per fault of a feed's rows, the number of the row first. `all` also shows what later files
    /// have settled.
    ///
    /// - Throws: `UsageFailure` where there is no such feed.
    public func list(_ name: String, all: Bool = false) throws -> String {
        let feed = try self.feed(name)
        let rows = try warehouse.read {
            try $0.rows(
                """
                SELECT r.file || '.' || r.record, f.name, r.line, r.column_number, \
                r.sentence_\(language.rawValue), r.code, r.state, r.waived_by, r.waived_why, f.sheet
                  FROM ledger_reject AS r JOIN ledger_file AS f ON f.file = r.file
                 WHERE f.feed = ? AND f.state = 'loaded' AND (r.state <> 'superseded' OR ?) ORDER BY \
                f.arrival, f.sha256, r.record, r.column_name, r.code
                """, [.text(feed.tableName), .integer(all ? 1 : 0)])
        }
        if rows.isEmpty { return "No row of \(name) is set aside.\n" }
        let lines = rows.map { row in
            let position = Position(line: row[2].int, column: row[3] == .null ? nil : row[3].int)
            let place = FaultSentence.place(row[1].plain, row[9].optional, position)
            let state =
                switch row[6].plain {
                case "open": ""
                case "waived": ", waived by \(row[7].plain): \(row[8].plain)"
                default: ", \(row[6].plain)"
                }
            return "\(row[0].plain)  \(place): \(row[4].plain) (\(row[5].plain))\(state)\n"
        }
        guard rows.contains(where: { $0[6].plain == "open" }) else { return lines.joined() }
        let next =
            isCSV(feed)
            ? "to mend them: kvadratur rejects --export \(name); "
            : "they are mended where the register is kept; "
        return lines.joined() + next + "to let one be: kvadratur rejects --waive ID --by ROLE --why TEXT\n"
    }

    /// Writes down that a row need not be mended: kept, and shown with the role and the reason.
    ///
    /// - Throws: `UsageFailure` where no such row is set aside, a later file has settled it, or role or
    ///   reason are empty; `RunLock.Held` while somebody works.
    public func waive(_ id: String, by role: String, why: String) throws -> String {
        let parts = id.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let file = parts[0], let record = parts[1] else {
            throw UsageFailure(
                "\(id) is no row's number, such as 3.17; nothing was changed; next: kvadratur rejects")
        }
        guard !role.isEmpty, !why.isEmpty else {
            throw UsageFailure("--by and --why must say something; nothing was changed")
        }
        let lock = try RunLock(path: places.lock, command: "rejects --waive")
        defer { lock.release() }
        return try warehouse.transaction { transaction in
            let place = try transaction.rows(
                """
                SELECT f.name, r.line, r.state, f.sha256 FROM ledger_reject AS r JOIN ledger_file AS f \
                ON f.file = r.file WHERE r.file = ? AND r.record = ?
                """,
                [.integer(file), .integer(record)])
            guard let first = place.first else {
                throw UsageFailure("no row \(id) is set aside; nothing was changed; next: kvadratur rejects")
            }
            guard place.contains(where: { $0[2].plain != "superseded" }) else {
                throw UsageFailure(
                    """
                    \(first[0].plain):\(first[1].plain): a later file has settled this row; nothing was \
                    changed
                    """
                )
            }
            try Archive(folder: places.archive).waive(
                first[3].plain, Archive.Waiver(record: Int(record), by: role, why: why))
            try transaction.execute(
                """
                UPDATE ledger_reject SET state = 'waived', waived_by = ?, waived_why = ?, waived_run = \
                (SELECT max(run) + 1 FROM ledger_run)
                 WHERE file = ? AND record = ? AND state <> 'superseded'
                """,
                [.text(role), .text(why), .integer(file), .integer(record)])
            return
                """
                \(first[0].plain):\(first[1].plain): waived by \(role): \(why); the row stays out of \
                the figures; next: kvadratur run\n
                """
        }
    }

    func feed(_ name: String) throws -> Feed {
        guard let feed = project.ways.first(where: { $0.name == name }) else {
            throw UsageFailure(
                "there is no feed \(name); the feeds are: "
                    + project.ways.map(\.name).sorted().joined(separator: ", "))
        }
        return feed
    }

    func isCSV(_ feed: Feed) -> Bool { if case .csv = feed.format { true } else { false } }
}
