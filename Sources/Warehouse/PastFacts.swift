import GRDB
import Records

/// What the ledger knew when a past run worked: files by their numbers, and what a model sees of earlier
/// nights.
public struct PastFacts: Sendable {
    /// The past night's date.
    public var asOf: String
    /// The run itself; for a night that never ran, the last one before it.
    public var run: Int
    /// Waivers and baselines up to this run count.
    public var sees: Int
    /// Loaded files that had no row in force: their bytes are not needed, only what the ledger says of them.
    public var unread: [Int64]
    /// The edition that the night's edition corrects.
    public var corrects: String?

    /// What is to be recalled, as the ledger in force tells it.
    public init(asOf: String, run: Int, sees: Int, unread: [Int64], corrects: String?) {
        self.asOf = asOf
        self.run = run
        self.sees = sees
        self.unread = unread
        self.corrects = corrects
    }
}

extension Warehouse {
    /// Brings this warehouse's ledger to what another one knew at a past run; the files that were in force
    /// are then still to be taken. The other one is only read.
    ///
    /// - Throws: SQLite's error as it came; this warehouse is then what it was.
    public func recall(_ past: PastFacts, from path: String) throws {
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "ATTACH DATABASE ? AS live", arguments: [path])
            defer { try? db.execute(sql: "DETACH DATABASE live") }
            try db.inTransaction(.immediate) {
                try Self.recall(past, Transaction(db: db))
                return .commit
            }
        }
    }

    private static func recall(_ past: PastFacts, _ transaction: Transaction) throws {
        let (asOf, run, sees) = (
            Value.text(past.asOf), Value.integer(Int64(past.run)), Value.integer(Int64(past.sees))
        )
        for table in ["ledger_history_total", "ledger_history_property"] {
            try transaction.execute("DELETE FROM main.\(table)")
            try transaction.execute(
                "INSERT INTO main.\(table) SELECT * FROM live.\(table) WHERE as_of < ?", [asOf])
        }
        for table in [
            "ledger_baseline", "ledger_baseline_file", "ledger_baseline_total", "ledger_baseline_property",
        ] {
            try transaction.execute("DELETE FROM main.\(table)")
            try transaction.execute(
                """
                INSERT INTO main.\(table) SELECT * FROM live.\(table)
                 WHERE frozen_on <= ? AND frozen_on NOT IN (SELECT frozen_on FROM live.ledger_baseline WHERE \
                after_run >= ?)
                """, [asOf, sees])
        }
        try transaction.execute(
            "INSERT OR IGNORE INTO main.ledger_edition SELECT * FROM live.ledger_edition WHERE name = ?",
            [past.corrects.map(Value.text) ?? .null])
        let columns = Transaction.fileColumns
        try transaction.execute(
            """
            INSERT OR REPLACE INTO main.ledger_file (\(columns)) SELECT \(columns) FROM live.ledger_refusal \
            AS f
             WHERE run = (SELECT max(run) FROM live.ledger_refusal WHERE file = f.file AND run <= ?1)
               AND NOT EXISTS (SELECT 1 FROM live.ledger_file AS l WHERE l.file = f.file AND l.state = \
            'loaded' AND l.run <= ?1)
            """, [run])
        for file in past.unread {
            let number = [Value.integer(file)]
            try transaction.execute(
                """
                INSERT OR IGNORE INTO main.ledger_file (\(columns)) SELECT \(columns) FROM \
                live.ledger_file WHERE file = ?
                """,
                number)
            try transaction.execute(
                """
                INSERT OR IGNORE INTO main.ledger_arrival SELECT * FROM live.ledger_arrival WHERE file \
                = ? AND run <= ?
                """,
                number + [run])
            try transaction.execute(
                """
                UPDATE main.ledger_file SET rows_in_force = 0, arrival = a.arrival, delivered_on = \
                a.delivered_on
                  FROM (SELECT arrival, delivered_on FROM main.ledger_arrival WHERE file = ?1 ORDER BY \
                arrival DESC LIMIT 1) AS a WHERE file = ?1
                """, number)
            try transaction.execute("DELETE FROM main.ledger_event WHERE file = ?", number)
            try transaction.execute(
                "INSERT INTO main.ledger_event SELECT * FROM live.ledger_event WHERE file = ?", number)
        }
        // A file that is read keeps the rejects that a person had waived, and reports them as waived.
        let rejects =
            """
            run, file, line, column_number, byte, record, column_name, code, value, sentence_da, \
            sentence_en, raw, contract, state, waived_by, waived_why, waived_run
            """
        try transaction.execute("DELETE FROM main.ledger_reject WHERE state = 'waived'")
        try transaction.execute(
            """
            INSERT INTO main.ledger_reject (\(rejects)) SELECT \(rejects) FROM live.ledger_reject WHERE \
            state = 'waived' AND coalesce(waived_run, 0) <= ?
            """,
            [sees])
    }
}
