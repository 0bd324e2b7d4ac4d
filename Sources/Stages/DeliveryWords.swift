import Records
import Warehouse

/// What a delivery did to what was in force, in words: late postings add, a correction replaces, and which of
/// them it was tells whether a sum that moved was meant to.
enum DeliveryWords {
    /// Deliveries of the newest run that took any, a line each.
    static func lines(_ transaction: Transaction) throws -> [String] {
        let run = try transaction.integer(
            """
            SELECT max(run) FROM (SELECT run FROM ledger_file WHERE state = 'loaded'
             UNION ALL SELECT run FROM ledger_step WHERE stage = 'raw' AND outcome = 'same' AND detail LIKE \
            'the same bytes as %')
            """)
        guard let run else { return [] }
        var inForce: [String: Int] = [:]
        for row in try transaction.rows(
            """
            SELECT feed, sum(rows_in_force) FROM ledger_file WHERE run < ? AND state = 'loaded' GROUP BY feed
            """,
            [.integer(Int64(run))])
        { inForce[row[0].plain] = row[1].int }
        let loaded = try transaction.files("run = ? AND state = 'loaded'", [.integer(Int64(run))])
            .map { "  \($0.name): \(words($0, besides: inForce[$0.feed ?? ""] ?? 0))" }
        let again = try transaction.rows(
            """
            SELECT name, detail FROM ledger_step WHERE run = ? AND stage = 'raw' AND detail LIKE 'the same \
            bytes as %' ORDER BY step
            """, [.integer(Int64(run))]
        ).map { "  \($0[0].plain): \($0[1].plain)" }
        // A register comes in many files, and a first night has them all.
        let shown = (loaded + again).prefix(25)
        let rest = loaded.count + again.count - shown.count
        return shown + (rest > 0 ? ["  … and \(Figures.count(rest)) more"] : [])
    }

    /// - Parameter others: rows of the feed that are in force and of which it says nothing.
    static func words(_ file: LedgerFile, besides others: Int = 0) -> String {
        // What went and came again to the byte stays, whoever counts it.
        let (came, stay, went) = (
            file.rowsLoaded - file.rowsSame, file.rowsUnchanged + file.rowsSame,
            file.rowsReplaced - file.rowsSame
        )
        let new = Figures.rows(came), same = Figures.rows(stay)
        switch (came, stay, went) {
        case (0, 0, 0): return "no row"
        case (0, _, 0): return "says what is in force already, \(same)"
        case (_, 0, 0): return others > 0 ? "adds \(new) to \(Figures.rows(others)) in force" : "new, \(new)"
        case (_, _, 0): return "adds \(new) to \(same) that \(stay == 1 ? "stays" : "stay")"
        case (_, 0, _): return "replaces \(Figures.rows(went)) by \(new)"
        default:
            return
                "corrects: \(Figures.rows(went)) went, \(new) came, \(same) \(stay == 1 ? "stays" : "stay")"
        }
    }
}
