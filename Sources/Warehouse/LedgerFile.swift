import GRDB
import GRDBSQLite
import Project
import Records

/// One delivered file in the ledger.
public struct LedgerFile: Sendable {
    /// Its number, the `_file` of the raw tables; 0 before it has one.
    public var file: Int64
    /// SHA-256 of its bytes, 64 lower-case digits: what it is known by, whatever its name.
    public var sha256: String
    /// Its name as it came.
    public var name: String
    /// The table's name without `raw_`, which all ways of a feed share; nil where no feed was found.
    public var feed: String?
    /// Bytes as delivered, packed or not.
    public var bytes: Int
    /// The night that took it.
    public var claimedOn: String
    /// By its name, else the night that took it.
    public var deliveredOn: String
    /// Key that orders a feed's deliveries.
    public var arrival: String
    /// `loaded`, `refused`, `held`, `discarded` or `erased`.
    public var state: String
    /// Which reader took it: `plain`, `libxml2` or `csv`; nil where none did.
    public var reader: String?
    /// Records in it, those set aside included.
    public var recordsRead = 0
    /// Rows that it brought; with the rejected, duplicate, unchanged and ended records and those not ours
    /// they make the records read.
    public var rowsLoaded = 0
    /// Records that were set aside.
    public var rowsRejected = 0
    /// Records that say what another one of the same file says under the same key.
    public var rowsDuplicate = 0
    /// Rows of it that are still in force; counted anew by `countInForce`.
    public var rowsInForce = 0
    /// Records whose very bytes were in force already; their rows stay those of the file that first brought
    /// them.
    public var rowsUnchanged = 0
    /// Records of a delta that took a row out of force.
    public var rowsEnded = 0
    /// Older rows that the file took out of force.
    public var rowsReplaced = 0
    /// Those of them that it brought again to the byte: what it adds and what it replaces is the rest.
    public var rowsSame = 0
    /// Records of municipalities whose rows are not taken.
    public var rowsNotOurs = 0
    /// Municipalities of ours of which it says something; known while it is taken, and not kept.
    public var brought: Set<Int> = []
    /// What it speaks of, where somebody waits for that; known while it is taken, and not kept.
    public var places: Set<UInt64> = []
    /// Why it was refused.
    public var fault: Fault?
    /// The sentence of `fault`, in Danish; also why it is held.
    public var faultDanish: String?
    /// The same in English.
    public var faultEnglish: String?
    /// Fingerprint of the feed and contract that judged it; nil where none did.
    public var contract: String?
    /// The run that judged it last.
    public var run = 0
    /// The sheet of a workbook that was read, or that it was refused for.
    public var sheet: String?
    /// The way in which the feed's rows came, where it is not the feed's own.
    public var channel: String?
    /// Number among the feed's deliveries, where the feed has them.
    public var serial: Int?
    /// Whether it stands alone or changes what the one before it brought.
    public var kind = DeliveryKind.full

    /// A file as it was taken, with nothing read of it.
    public init(
        file: Int64 = 0, sha256: String, name: String, feed: String?, bytes: Int, claimedOn: String,
        deliveredOn: String, arrival: String, state: String
    ) {
        self.file = file
        self.sha256 = sha256
        self.name = name
        self.feed = feed
        self.bytes = bytes
        self.claimedOn = claimedOn
        self.deliveredOn = deliveredOn
        self.arrival = arrival
        self.state = state
    }

    /// Its name and the place of its fault, as people are told.
    public var place: String {
        let position = fault?.position ?? Position(line: 1)
        return fault?.sheet.map { FaultSentence.cell(name, $0, position) } ?? "\(name):\(position.line)"
    }
}

extension LedgerFile {
    /// Whether it is a delivery of this feed, and of no other way of its table.
    public func isOf(_ feed: Feed) -> Bool {
        self.feed == feed.tableName && (channel ?? feed.tableName) == feed.name
    }
}

extension Transaction {
    static let fileColumns = """
        file, sha256, name, feed, byte_count, claimed_on, delivered_on, arrival, state, reader, \
        records_read, rows_loaded, rows_rejected,
        rows_duplicate, rows_in_force, fault_code, fault_line, fault_column, fault_byte, fault_da, fault_en, \
        contract, run, serial, kind, rows_unchanged,
        rows_ended, rows_replaced, rows_not_ours, sheet, channel, rows_same
        """

    /// Files by a condition, in the order of their arrival.
    public func files(_ condition: String = "1", _ arguments: [Value] = []) throws -> [LedgerFile] {
        try rows(
            "SELECT \(Self.fileColumns) FROM ledger_file WHERE \(condition) ORDER BY feed, arrival, sha256",
            arguments
        ).map { row in
            var file = LedgerFile(
                file: Int64(row[0].int), sha256: row[1].plain, name: row[2].plain, feed: row[3].optional,
                bytes: row[4].int, claimedOn: row[5].plain,
                deliveredOn: row[6].plain, arrival: row[7].plain, state: row[8].plain)
            file.reader = row[9].optional
            (file.recordsRead, file.rowsLoaded, file.rowsRejected) = (row[10].int, row[11].int, row[12].int)
            (file.rowsDuplicate, file.rowsInForce) = (row[13].int, row[14].int)
            if let code = row[15].optional.flatMap(FaultCode.init(rawValue:)) {
                file.fault = Fault(
                    code: code,
                    position: Position(
                        line: row[16].int, column: row[17] == .null ? nil : row[17].int, byte: row[18].int))
            }
            file.sheet = row[29].optional
            file.fault?.sheet = file.sheet
            (file.faultDanish, file.faultEnglish, file.contract, file.run) = (
                row[19].optional, row[20].optional, row[21].optional, row[22].int
            )
            (file.serial, file.kind) = (
                row[23] == .null ? nil : row[23].int, DeliveryKind(rawValue: row[24].plain) ?? .full
            )
            (file.rowsUnchanged, file.rowsEnded, file.rowsReplaced) = (row[25].int, row[26].int, row[27].int)
            file.rowsNotOurs = row[28].int
            file.channel = row[30].optional
            file.rowsSame = row[31].int
            return file
        }
    }

    /// Writes a file's row; a file that was here before (refused then, loaded now) keeps its number. Every
    /// judgement but `loaded` is kept for good too, since a later one takes its place in the row.
    public func save(_ file: LedgerFile) throws -> Int64 {
        let known = try integer("SELECT file FROM ledger_file WHERE sha256 = ?", [.text(file.sha256)]).map(
            Int64.init)
        let number =
            try known ?? (file.file > 0 ? file.file : nil)
            ?? Int64((integer("SELECT max(file) FROM ledger_file") ?? 0) + 1)
        let fault = file.fault
        func optional(_ value: Int?) -> Value { value.map { .integer(Int64($0)) } ?? .null }
        func optional(_ value: String?) -> Value { value.map(Value.text) ?? .null }
        try execute("DELETE FROM ledger_file WHERE file = ?", [.integer(number)])
        try execute(
            """
            INSERT INTO ledger_file (\(Self.fileColumns)) VALUES \
            (\(Array(repeating: "?", count: 32).joined(separator: ", ")))
            """,
            [
                .integer(number), .text(file.sha256), .text(file.name), optional(file.feed),
                .integer(Int64(file.bytes)), .text(file.claimedOn),
                .text(file.deliveredOn), .text(file.arrival), .text(file.state), optional(file.reader),
                .integer(Int64(file.recordsRead)),
                .integer(Int64(file.rowsLoaded)), .integer(Int64(file.rowsRejected)),
                .integer(Int64(file.rowsDuplicate)),
                .integer(Int64(file.rowsInForce)), optional(fault?.code.rawValue),
                optional(fault?.position.line), optional(fault?.position.column),
                optional(fault?.position.byte), optional(file.faultDanish), optional(file.faultEnglish),
                optional(file.contract),
                .integer(Int64(file.run)), optional(file.serial), .text(file.kind.rawValue),
                .integer(Int64(file.rowsUnchanged)),
                .integer(Int64(file.rowsEnded)), .integer(Int64(file.rowsReplaced)),
                .integer(Int64(file.rowsNotOurs)),
                optional(file.sheet ?? fault?.sheet), optional(file.channel), .integer(Int64(file.rowsSame)),
            ])
        if file.state == "loaded" {
            try remember(
                LedgerArrival(
                    arrival: file.arrival, name: file.name, claimedOn: file.claimedOn,
                    deliveredOn: file.deliveredOn), of: number, run: file.run)
        } else {
            try execute(
                """
                INSERT OR REPLACE INTO ledger_refusal (\(Self.fileColumns)) SELECT \(Self.fileColumns) \
                FROM ledger_file WHERE file = ?
                """,
                [.integer(number)])
        }
        return number
    }

    /// One row per fault of a record that was set aside.
    public func save(
        _ reject: Reject, file: Int64, run: Int, contract: String,
        sentences: (Fault) -> (danish: String, english: String)
    ) throws {
        for fault in reject.faults {
            let words = sentences(fault)
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO ledger_reject (run, file, line, column_number, byte, record, column_name, \
                    code, value, sentence_da, sentence_en, raw, contract)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            try statement.execute(arguments: [
                run, file, fault.position.line, fault.position.column, fault.position.byte,
                fault.position.record, fault.column, fault.code.rawValue,
                fault.value, words.danish, words.english, reject.raw, contract,
            ])
        }
    }

    /// Takes back what the ledger says of a file's rows, before it is read again.
    public func forgetRows(of file: Int64) throws {
        try execute("DELETE FROM ledger_reject WHERE file = ? AND state <> 'waived'", [.integer(file)])
        try execute("DELETE FROM ledger_event WHERE file = ?", [.integer(file)])
        try forgetSums(of: file)
    }

    /// Takes out what the ledger kept of a file's content: rejects with their raw records, notes, sentences
    /// of refusals, samples of audits. Counts, names and fingerprints stay.
    public func forgetContent(of file: LedgerFile) throws {
        let number = [Value.integer(file.file)]
        try execute("DELETE FROM ledger_reject WHERE file = ?", number)
        try execute("DELETE FROM ledger_event WHERE file = ?", number)
        try forgetSums(of: file.file)
        try execute("DELETE FROM ledger_held WHERE file = ?", number)
        try execute("UPDATE ledger_refusal SET fault_da = NULL, fault_en = NULL WHERE file = ?", number)
        // Which rows an audit kept a sample of, nobody can tell; those of nights before the file was there
        // have none of its.
        try execute(
            """
            DELETE FROM ledger_audit WHERE run >= (SELECT coalesce(min(run), 0) FROM (SELECT run FROM \
            ledger_arrival WHERE file = ?1 UNION SELECT run FROM ledger_file WHERE file = ?1))
            """,
            number)
    }

    /// The seed of a feed's record hashes; nil before its first file.
    public func recordSeed(_ feed: String) throws -> String? {
        try text("SELECT seed FROM ledger_record_key WHERE feed = ?", [.text(feed)])
    }

    /// Makes record hashes from another seed; hashes that are there no longer fit, so whoever calls it
    /// empties the table first.
    public func setRecordSeed(_ feed: String, _ seed: String) throws {
        try execute(
            """
            INSERT INTO ledger_record_key VALUES (?, ?) ON CONFLICT (feed) DO UPDATE SET seed = \
            excluded.seed
            """,
            [.text(feed), .text(seed)])
    }

    /// Counts, per file of a feed, the rows that are still in force, and writes down since which run a file
    /// has none.
    public func countInForce(feed: String, table: String) throws {
        try execute("UPDATE ledger_file SET rows_in_force = 0 WHERE feed = ?", [.text(feed)])
        let loaded = try rows(
            "SELECT file FROM ledger_file WHERE feed = ? AND state = 'loaded'", [.text(feed)]
        ).map { Int64($0[0].int) }
        // The rows of a feed's only file are all there are: an index knows how many, without a look at a row.
        let counts =
            loaded.count == 1
            ? [loaded[0]: try inLittleRoom { try integer("SELECT count(*) FROM \(quoted(table))") ?? 0 }]
            : try rowsByFile(of: table)
        for (file, count) in counts.sorted(by: { $0.key < $1.key }) {
            try execute(
                "UPDATE ledger_file SET rows_in_force = ? WHERE file = ?",
                [.integer(Int64(count)), .integer(file)])
        }
        try execute(
            """
            DELETE FROM ledger_superseded WHERE file IN (SELECT file FROM ledger_file WHERE feed = ? \
            AND rows_in_force > 0)
            """,
            [.text(feed)])
        try execute(
            """
            INSERT INTO ledger_superseded SELECT file, (SELECT coalesce(max(run), 0) FROM ledger_run) FROM \
            ledger_file
             WHERE feed = ? AND state = 'loaded' AND rows_in_force = 0 ON CONFLICT (file) DO NOTHING
            """, [.text(feed)])
    }

    /// How many rows of a raw table each file has. Counted here: SQLite would sort all rows by their file
    /// first, for some two files.
    private func rowsByFile(of table: String) throws -> [Int64: Int] {
        try inLittleRoom {
            let statement = try db.makeStatement(sql: "SELECT _file FROM \(quoted(table))")
            let raw = statement.sqliteStatement
            defer { withExtendedLifetime(statement) { _ = sqlite3_reset(raw) } }
            var counts: [Int64: Int] = [:]
            var file: Int64 = 0
            var count = 0
            while try step(raw) {
                let next = sqlite3_column_int64(raw, 0)
                if next != file {
                    counts[file, default: 0] += count
                    (file, count) = (next, 0)
                }
                count += 1
            }
            counts[file, default: 0] += count
            return counts.filter { $0.value > 0 }
        }
    }
}
