import Contracts
import Project
import Records
import Warehouse

/// After a file is loaded: which older rejects it has settled.
///
/// A reject is superseded when a later file of the feed brought its row's key, replaced what it belonged to
/// (the whole feed, the month, the municipality), is the same delivery corrected, or mends it by name. What
/// became of the row then stands in the later file.
struct RejectStates {
    let feed: Feed
    let archive: Archive
    let codes: [String: Set<String>]

    func settle(
        _ file: LedgerFile, path: String, _ part: DeliveryPart, _ meeting: Meeting,
        in transaction: Transaction
    ) throws {
        // A file read again brings its rejects back as open ones: what a person has waived stays waived.
        try transaction.execute(
            """
            DELETE FROM ledger_reject WHERE file = ?1 AND state = 'open' AND EXISTS (
                SELECT 1 FROM ledger_reject AS w WHERE w.file = ?1 AND w.state = 'waived' AND w.record = \
            ledger_reject.record
                   AND w.code = ledger_reject.code AND w.column_name IS ledger_reject.column_name)
            """, [.integer(file.file)])
        let older = try transaction.files(
            "feed = ? AND state = 'loaded' AND file <> ?", [.text(feed.tableName), .integer(file.file)]
        )
        .filter { ($0.arrival, $0.sha256) < (file.arrival, file.sha256) }
        if part == .mended {
            try transaction.execute(
                "DELETE FROM ledger_event WHERE file = ? AND column_name LIKE 'reject@_%' ESCAPE '@'",
                [.integer(file.file)])
        }
        let origins = part == .mended ? try MendedFile.origins(in: path, feed: feed) : []
        for other in older {
            let open = try open(other, transaction)
            guard !open.isEmpty else { continue }
            let named = Set(open.keys.filter { origins.contains("\(other.sha256.prefix(12)).\($0)") })
            // Of two rows with one key, the person may have left one out: the key has come, so both are
            // settled.
            for record in try named.union(
                settled(
                    open.filter { !named.contains($0.key) }, of: other, by: file, part, meeting, transaction))
            {
                try supersede(other, record, transaction)
            }
        }
    }

    /// Total rows that the feed names, repeated headers and rows without data were to be expected: they stay
    /// out of the figures, and wait for nobody.
    func waive(_ totals: [Reject], of file: LedgerFile, in transaction: Transaction) throws {
        for total in totals {
            try transaction.execute(
                """
                UPDATE ledger_reject SET state = 'waived', waived_by = ?, waived_why = ?, waived_run = ?
                 WHERE file = ? AND record = ? AND state = 'open'
                """,
                [
                    .text(feed.file), .text(Self.why(total)), .integer(Int64(file.run)), .integer(file.file),
                    .integer(Int64(total.position.record)),
                ])
        }
    }

    /// Rows that a person let be before the warehouse was lost; the archive remembers them.
    static func restore(_ waivers: [Archive.Waiver], of file: LedgerFile, in transaction: Transaction) throws
    {
        for waiver in waivers {
            try transaction.execute(
                """
                UPDATE ledger_reject SET state = 'waived', waived_by = ?, waived_why = ?, waived_run = ?
                 WHERE file = ? AND record = ? AND state = 'open'
                """,
                [
                    .text(waiver.by), .text(waiver.why), .integer(Int64(file.run)), .integer(file.file),
                    .integer(Int64(waiver.record)),
                ])
        }
    }

    private static func why(_ row: Reject) -> String {
        row.isTotal ? "a total row that the feed names" : row.faults[0].code.meaning.en
    }

    /// Records of an older file whose matter the new file has settled.
    private func settled(
        _ open: [Int: String], of other: LedgerFile, by file: LedgerFile, _ part: DeliveryPart,
        _ meeting: Meeting, _ transaction: Transaction
    ) throws -> Set<Int> {
        if part == .whole, feed.replaces == .all { return Set(open.keys) }
        var result: Set<Int> = []
        if part == .whole, other.name == file.name {
            let bad = Set(try self.open(file, transaction).keys)
            result = Set(open.keys.filter { $0 <= file.recordsRead && !bad.contains($0) })
        }
        guard !open.isEmpty, let entry = try archive.entry(other.sha256) else { return result }
        var group: [String] = []
        if part == .whole, case .columns(let columns) = feed.replaces { group = columns }
        for columns in [feed.contract.key, group] where !columns.isEmpty {
            let left = open.filter { !result.contains($0.key) }
            let condition = columns.map { "\"\($0)\" IS ?" }.joined(separator: " AND ")
            for (record, values) in try RejectedRecords(feed: feed).values(
                of: columns, path: entry.path, raw: left, codes: codes)
            {
                let sql =
                    """
                    SELECT EXISTS (SELECT 1 FROM \"\(feed.table)\" WHERE \(meeting.isBrought) AND \
                    \(condition))
                    """
                if try transaction.integer(sql, values) == 1 { result.insert(record) }
            }
        }
        return result
    }

    private func open(_ file: LedgerFile, _ transaction: Transaction) throws -> [Int: String] {
        let rows = try transaction.rows(
            "SELECT record, raw FROM ledger_reject WHERE file = ? AND state = 'open'", [.integer(file.file)])
        return Dictionary(rows.map { ($0[0].int, $0[1].plain) }) { first, _ in first }
    }

    private func supersede(_ file: LedgerFile, _ record: Int, _ transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE ledger_reject SET state = 'superseded' WHERE file = ? AND record = ? AND state = 'open'",
            [.integer(file.file), .integer(Int64(record))])
    }
}

extension Reject {
    /// A row that is a sum of others.
    var isTotal: Bool { faults.contains { $0.code == .totalRow } }

    /// A row that is no data: a total that a rule of the feed names (one that no rule names says so), a
    /// header again, a row without any data.
    var isExpected: Bool {
        faults.allSatisfy {
            $0.code == .totalRow && $0.detail == nil || $0.code == .repeatedHeader || $0.code == .noData
        }
    }
}
