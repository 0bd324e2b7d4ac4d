import Project
import Records

/// One night in the ledger.
public struct LedgerRun: Sendable {
    /// Numbered from 1, in the order in which they began.
    public var run: Int
    /// The night's date (ISO).
    public var asOf: String
    /// What was asked for, such as `run`.
    public var command: String
    /// Version of the program.
    public var program: String
    /// UTC; for people, never read by a model.
    public var startedAt: String
    /// UTC; nil while it runs.
    public var endedAt: String?
    /// `running`, `published`, `unchanged`, `attention`, `stopped` or `failed`.
    public var outcome: String
    /// What the process ended with; nil while it runs, and for a run that was killed.
    public var exitCode: Int?
    /// The edition that it published; nil where none was.
    public var edition: String?
}

/// One step of a run.
public struct LedgerStep: Sendable {
    /// The stage, as its word.
    public var stage: String
    /// The model, feed, file or table that it was about.
    public var name: String
    /// Why it was not passed over, in English.
    public var reason: String
    /// `done`, `same`, `refused`, `failed` or `held_back`.
    public var outcome: String
    /// Rows of the table afterwards, or of the file; nil where nothing was counted.
    public var rows: Int?
    /// What else there is to say, in English.
    public var detail: String?
    /// UTC; for people.
    public var startedAt: String
    /// UTC; for people.
    public var endedAt: String
    /// CPU time of the process during the step, user and system, in milliseconds.
    public var cpu: Int?

    /// A step that has ended.
    public init(
        stage: String, name: String, reason: String, outcome: String, rows: Int? = nil, detail: String? = nil,
        startedAt: String, endedAt: String, cpu: Int? = nil
    ) {
        self.stage = stage
        self.name = name
        self.reason = reason
        self.outcome = outcome
        self.rows = rows
        self.detail = detail
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.cpu = cpu
    }
}

extension Transaction {
    /// Opens a run; an earlier one that never ended was killed, and is written down as stopped.
    ///
    /// - Parameters:
    ///   - asOf: the night's date (ISO).
    ///   - command: what was asked for.
    ///   - program: version of the program.
    ///   - configuration: every file that says what the run does, with the fingerprint of its text.
    ///   - at: the moment (UTC), for people.
    /// - Returns: the run's number.
    public func beginRun(
        asOf: String, command: String, program: String, configuration: [String: Fingerprint] = [:], at: String
    ) throws -> Int {
        try execute(
            "UPDATE ledger_run SET outcome = 'stopped', ended_at = ? WHERE outcome = 'running'", [.text(at)])
        try execute(
            """
            INSERT INTO ledger_run (as_of, command, program, started_at, configuration) VALUES (?, ?, \
            ?, ?, ?)
            """,
            [.text(asOf), .text(command), .text(program), .text(at), .text(try remember(configuration))])
        return try integer("SELECT max(run) FROM ledger_run") ?? 0
    }

    /// Writes down how a run ended; the edition is nil where it published none.
    public func endRun(_ run: Int, outcome: String, exitCode: Int32, edition: String?, at: String) throws {
        try execute(
            "UPDATE ledger_run SET outcome = ?, exit_code = ?, edition = ?, ended_at = ? WHERE run = ?",
            [
                .text(outcome), .integer(Int64(exitCode)), edition.map(Value.text) ?? .null, .text(at),
                .integer(Int64(run)),
            ])
    }

    /// Writes down a step behind the run's others.
    public func record(_ step: LedgerStep, run: Int) throws {
        let number =
            (try integer("SELECT max(step) FROM ledger_step WHERE run = ?", [.integer(Int64(run))]) ?? 0) + 1
        try execute(
            "INSERT INTO ledger_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(Int64(run)), .integer(Int64(number)), .text(step.stage), .text(step.name),
                .text(step.reason), .text(step.outcome),
                step.rows.map { .integer(Int64($0)) } ?? .null, step.detail.map(Value.text) ?? .null,
                .text(step.startedAt), .text(step.endedAt),
                step.cpu.map { .integer(Int64($0)) } ?? .null,
            ])
    }

    /// The last runs, newest first.
    public func lastRuns(_ count: Int) throws -> [LedgerRun] {
        try rows(
            """
            SELECT run, as_of, command, program, started_at, ended_at, outcome, exit_code, edition FROM \
            ledger_run ORDER BY run DESC LIMIT \(count)
            """
        ).map { row in
            LedgerRun(
                run: row[0].int, asOf: row[1].plain, command: row[2].plain, program: row[3].plain,
                startedAt: row[4].plain, endedAt: row[5].optional,
                outcome: row[6].plain, exitCode: row[7] == .null ? nil : row[7].int, edition: row[8].optional)
        }
    }

    /// Nights that a run has brought to an end, whatever a person had to look at.
    public func finishedNights() throws -> [String] {
        try rows("SELECT DISTINCT as_of FROM ledger_run WHERE exit_code IN (0, 1) ORDER BY as_of").map {
            $0[0].plain
        }
    }

    /// Matters of the tables as they stand: found by the run that built the table last, so that a night that
    /// built nothing says them too.
    public func standingMatters() throws -> [AuditResult] {
        try rows(
            """
            SELECT a.audit, a.table_name, a.severity, a.says, a.row_count, a.sample
              FROM ledger_audit AS a JOIN ledger_table AS t ON t.name = a.table_name AND t.built_by = a.run
             WHERE a.severity = ? ORDER BY a.table_name, a.audit
            """, [.text(Audit.Severity.matter.rawValue)]
        ).map { row in
            AuditResult(
                audit: row[0].plain, table: row[1].plain, severity: row[2].plain, says: row[3].plain,
                rows: row[4].int,
                sample: row[5].plain.split(separator: "\n").map(String.init))
        }
    }

    /// Whether an audit finds something else than in the run that last built the table. Rows that say where
    /// they stand are counted, since every delivery numbers them anew; sentences are compared by their words.
    public func isNews(_ result: AuditResult, since built: Int?) throws -> Bool {
        guard let built,
            let last = try rows(
                "SELECT row_count, sample FROM ledger_audit WHERE audit = ? AND run = ?",
                [.text(result.audit), .integer(Int64(built))]
            ).first
        else { return true }
        if result.sample.contains(where: AuditSample.isPlaced) { return result.rows > last[0].int }
        // A sentence that was told is told; one that is over is no news either.
        let told = Set(last[1].plain.split(separator: "\n"))
        return result.rows > last[0].int || result.sample.contains { !told.contains(Substring($0)) }
    }

    /// Writes down what audits found in a run, the sample with a line a row.
    public func record(_ results: [AuditResult], run: Int) throws {
        for result in results {
            try execute(
                "INSERT INTO ledger_audit VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    .integer(Int64(run)), .text(result.audit), .text(result.table), .text(result.severity),
                    .text(result.says), .integer(Int64(result.rows)),
                    .text(result.sample.joined(separator: "\n")),
                ])
        }
    }
}

extension Value {
    /// The integer, or 0 for anything else.
    public var int: Int { if case .integer(let value) = self { Int(value) } else { 0 } }
    /// The text, or nil when null.
    public var optional: String? { self == .null ? nil : plain }
}
