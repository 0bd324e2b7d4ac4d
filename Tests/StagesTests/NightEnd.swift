import Foundation
import Records

/// What a story leaves behind, in words: the folders, the raw tables, the books, the rows set aside.
struct NightEnd {
    let text: String

    /// Rows of one kind that are written out; of more, their number.
    private static let most = 12

    init(_ root: TrialRoot) throws {
        func list(_ name: String) -> String {
            let names = root.tree(name).filter { !$0.hasSuffix("/claimed") && $0 != "claimed" }
            let shown = names.prefix(Self.most).map {
                $0.split(separator: "/").count > 1 && name.hasSuffix("archive")
                    ? String($0.split(separator: "/").last!) : $0
            }
            return
                (shown.sorted().map(VisibleText.of)
                + (names.count > Self.most ? ["… \(names.count) in all"] : [])).joined(separator: ", ")
        }
        var lines = [
            "inbound: " + list("inbound"), "archive: " + list(".kvadratur/archive"),
            "refused: " + list(".kvadratur/refused"),
        ]
        if FileManager.default.fileExists(atPath: root.path + "/.kvadratur/warehouse.sqlite") {
            lines += (try? Self.books(root)) ?? ["the warehouse cannot be opened"]
        }
        text = lines.joined(separator: "\n").replacingOccurrences(of: ": \n", with: ":\n") + "\n"
    }

    private static func books(_ root: TrialRoot) throws -> [String] {
        var lines: [String] = []
        func add(_ sql: String, _ mark: String = "") throws {
            let rows = try root.rows(sql)
            lines += rows.prefix(most).map {
                mark + ($0.count > 160 ? "\($0.prefix(80))… (\($0.count) characters)" : $0)
            }
            if rows.count > most { lines.append("\(mark)… \(rows.count) in all") }
        }
        let own = "'raw_file', 'raw_feed', 'raw_reject', 'raw_event', 'raw_dangling'"
        for table in try root.rows(
            """
            select name from ledger_table where stage = 'raw' and name not in (\(own)) and name like \
            'raw%' and row_count > 0 order by 1
            """
        ) {
            lines.append("\(table):")
            let columns = try root.rows(
                "select name from pragma_table_info('\(table)') where name <> '_hash' order by cid"
            ).map { "\"\($0)\"" }
            try add("select \(columns.joined(separator: ", ")) from \(table) order by _file, _record", "  ")
        }
        try add(
            """
            select 'file ' || name || ' ' || state || coalesce(' ' || fault_code || ' at ' || fault_line || \
            coalesce(':' || fault_column, ''), '') || ' read ' || records_read
                || ' = loaded ' || rows_loaded || ' + rejected ' || rows_rejected || ' + duplicate ' || \
            rows_duplicate
                || case when rows_unchanged > 0 then ' + unchanged ' || rows_unchanged else '' end || case \
            when rows_ended > 0 then ' + ended ' || rows_ended else '' end
                || case when rows_not_ours > 0 then ' + not ours ' || rows_not_ours else '' end
                || case when rows_in_force <> rows_loaded
                then ', ' || rows_in_force || ' in force' else '' end
              from ledger_file order by feed, arrival, sha256
            """)
        try add(
            """
            select 'reject ' || f.name || ' ' || r.line || coalesce(':' || r.column_number, '') || ' record \
            ' || r.record || coalesce(' ' || r.column_name, '') || ' ' || r.code
                || ' ' || r.state
              from ledger_reject as r join ledger_file as f on f.file = r.file order by f.feed, f.arrival, \
            r.record, r.reject
            """)
        try add(
            """
            select 'note ' || f.name || ' ' || e.code || ' ' || coalesce(e.column_name, '-') || ' ' || \
            coalesce(e.detail, '-') || ' ' || e.occurrences
              from ledger_event as e join ledger_file as f on f.file = e.file order by 1
            """)
        lines += try root.rows(
            """
            select 'check ' || name || ' does not add up' from ledger_file where records_read <> \
            rows_loaded + rows_rejected + rows_duplicate + rows_unchanged + rows_ended + rows_not_ours
            """
        )
        return lines
    }
}
