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
        let loaded = try transaction.files("run = ? AND state = 'loaded'", [.integer(Int64(run))]).map {
            "  \($0.name): \(words($0))"
        }
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

    static func words(_ file: LedgerFile) -> String {
        let new = Figures.rows(file.rowsLoaded)
        let same = Figures.rows(file.rowsUnchanged)
        switch (file.rowsLoaded, file.rowsUnchanged, file.rowsReplaced) {
        case (0, 0, 0): return "no row"
        case (0, _, 0): return "says what is in force already, \(same)"
        case (_, 0, 0): return "new, \(new)"
        case (_, _, 0): return "adds \(new) to \(same) that \(file.rowsUnchanged == 1 ? "stays" : "stay")"
        case (_, 0, _): return "replaces \(Figures.rows(file.rowsReplaced)) by \(new)"
        default:
            return
                """
                corrects: \(Figures.rows(file.rowsReplaced)) went, \(new) came, \(same) \
                \(file.rowsUnchanged == 1 ? "stays" : "stay")
                """
        }
    }
}
