import Project
import Records

extension Transaction {
    /// Fills the tables in which models see deliveries, rejects and notes; they hold nothing that differs
    /// between two runs of the same night.
    public func fillStatusTables(feeds: [Feed], asOf: CalendarDay, nightStarts: Int) throws {
        func names(_ table: EngineTables.Table) -> String {
            table.columns.map { quoted($0.name) }.joined(separator: ", ")
        }
        try fill(
            EngineTables.file.name, columns: EngineTables.file.columns,
            rows: try rows(
                """
                SELECT f.file, feed, name, sha256, delivered_on,
                       CASE WHEN f.state <> 'loaded' OR rows_in_force > 0 OR records_read = 0 THEN f.state
                            WHEN rows_unchanged > 0 AND arrival = (SELECT max(arrival) FROM ledger_file AS n \
                WHERE n.feed = f.feed AND n.state = 'loaded') THEN 'loaded'
                            ELSE 'superseded' END,
                       records_read, rows_in_force, rows_unchanged, rows_rejected - coalesce(s.row_count, 0),
                       CASE WHEN f.state = 'loaded' THEN records_read - rows_in_force - rows_unchanged - \
                rows_rejected + coalesce(s.row_count, 0) ELSE 0 END, fault_en
                  FROM ledger_file AS f
                  LEFT JOIN (SELECT file, sum(settled) AS row_count
                               FROM (SELECT file, record, min(state <> 'open') AS settled FROM ledger_reject \
                GROUP BY file, record)
                              GROUP BY file) AS s ON s.file = f.file
                 ORDER BY feed, arrival, sha256
                """))
        try fill(
            EngineTables.reject.name, columns: EngineTables.reject.columns,
            rows: try rows(
                """
                SELECT f.feed, f.name, r.line, r.record, r.column_name, r.code, r.value, \
                r.sentence_da, r.sentence_en, r.raw, r.column_number, f.sheet
                  FROM ledger_reject AS r JOIN ledger_file AS f ON f.file = r.file
                 WHERE r.state = 'open' AND f.state = 'loaded'
                 ORDER BY f.feed, f.arrival, f.sha256, r.record, r.column_name, r.code
                """
            ).map { row in
                // In a workbook the file alone does not tell where: with its sheet and the cell it does.
                let position = Position(line: row[2].int, column: row[10] == .null ? nil : row[10].int)
                let name = row[11].optional.map { FaultSentence.cell(row[1].plain, $0, position) }
                return [row[0], name.map(Value.text) ?? row[1]] + row[2...9]
            })
        try fill(
            EngineTables.event.name, columns: EngineTables.event.columns,
            rows: try rows(
                """
                SELECT f.feed, f.name, e.code, e.column_name, e.detail, e.occurrences
                  FROM ledger_event AS e JOIN ledger_file AS f ON f.file = e.file
                 ORDER BY f.feed, f.arrival, f.sha256, e.code, e.column_name, e.detail
                """))
        try fillDangling(feeds)
        try fill(
            EngineTables.feed.name, columns: EngineTables.feed.columns,
            rows: try feedStates(feeds, asOf: asOf, nightStarts: nightStarts).map(\.row))
    }

    /// The past as models see it: nights before this one, and the newest baseline.
    public func fillHistory(before asOf: String) throws {
        try fill(
            EngineTables.historyTotal.name, columns: EngineTables.historyTotal.columns,
            rows: try rows(
                """
                SELECT as_of, figure, value FROM ledger_history_total WHERE as_of < ? ORDER BY as_of, \
                figure
                """,
                [.text(asOf)]))
        try fill(
            EngineTables.historyProperty.name, columns: EngineTables.historyProperty.columns,
            rows: try rows(
                """
                SELECT as_of, property_id, figure, value FROM ledger_history_property WHERE as_of < ? \
                ORDER BY as_of, property_id, figure
                """,
                [.text(asOf)]))
        let frozen = "frozen_on = (SELECT max(frozen_on) FROM ledger_baseline_total WHERE frozen_on <= ?)"
        try fill(
            EngineTables.baselineTotal.name, columns: EngineTables.baselineTotal.columns,
            rows: try rows(
                """
                SELECT frozen_on, as_of, figure, value FROM ledger_baseline_total WHERE \(frozen) ORDER \
                BY figure
                """,
                [.text(asOf)]))
        try fill(
            EngineTables.baselineProperty.name, columns: EngineTables.baselineProperty.columns,
            rows: try rows(
                """
                SELECT frozen_on, as_of, property_id, figure, value FROM ledger_baseline_property WHERE \
                \(frozen) ORDER BY property_id, figure
                """,
                [.text(asOf)]))
    }
}

extension Transaction {
    /// Keeps tonight's figures for the nights to come, as the models `report_history_total` and
    /// `report_history_property` state them.
    public func rememberNight(_ asOf: String) throws {
        if try exists(table: "report_history_total") {
            try execute("DELETE FROM ledger_history_total WHERE as_of = ?", [.text(asOf)])
            try execute(
                "INSERT INTO ledger_history_total SELECT ?, figure, value FROM report_history_total",
                [.text(asOf)])
        }
        if try exists(table: "report_history_property") {
            try execute("DELETE FROM ledger_history_property WHERE as_of = ?", [.text(asOf)])
            try execute(
                """
                INSERT INTO ledger_history_property SELECT ?, property_id, figure, value FROM \
                report_history_property
                """,
                [.text(asOf)])
        }
    }

    /// Freezes a published night's figures, with the files that were in force, as the baseline that every
    /// later night is measured against.
    public func freezeBaseline(
        on day: String, edition: String? = nil, program: String = "", at moment: String = ""
    ) throws {
        for table in [
            "ledger_baseline", "ledger_baseline_file", "ledger_baseline_total", "ledger_baseline_property",
        ] {
            try execute("DELETE FROM \(table) WHERE frozen_on = ?", [.text(day)])
        }
        try execute(
            """
            INSERT INTO ledger_baseline (frozen_on, edition, program, frozen_at, after_run)
            SELECT ?, ?, ?, ?, coalesce(max(run), 0) FROM ledger_run
            """, [.text(day), edition.map(Value.text) ?? .null, .text(program), .text(moment)])
        try execute(
            """
            INSERT INTO ledger_baseline_file SELECT ?, feed, name, sha256, delivered_on, rows_in_force
              FROM ledger_file WHERE state = 'loaded' AND rows_in_force > 0
            """, [.text(day)])
        try execute(
            """
            INSERT INTO ledger_baseline_total SELECT ?, as_of, figure, value FROM ledger_history_total \
            WHERE as_of = ?
            """,
            [.text(day), .text(day)])
        try execute(
            """
            INSERT INTO ledger_baseline_property SELECT ?, as_of, property_id, figure, value FROM \
            ledger_history_property WHERE as_of = ?
            """,
            [.text(day), .text(day)])
    }
}
