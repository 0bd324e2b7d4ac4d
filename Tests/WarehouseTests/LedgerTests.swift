import Records
import Testing

@testable import Warehouse

/// What is written into the ledger comes back as it was.
@Suite struct LedgerTests {
    static func file(
        _ sha: String, feed: String? = "rooms", arrival: String = "2026-02-01", state: String = "loaded"
    ) -> LedgerFile {
        LedgerFile(
            sha256: sha, name: sha + ".csv", feed: feed, bytes: 12, claimedOn: "2026-02-28",
            deliveredOn: "2026-02-01", arrival: arrival, state: state)
    }

    @Test func aFileRoundTrip() throws {
        let trial = try TrialWarehouse()
        var file = Self.file("aa")
        (
            file.recordsRead, file.rowsLoaded, file.rowsRejected, file.rowsDuplicate, file.rowsInForce,
            file.run
        ) = (10, 7, 2, 1, 6, 3)
        (file.reader, file.contract) = ("csv", "cc")
        (file.serial, file.kind, file.sheet) = (17, .delta, "Ark1")
        try trial.warehouse.transaction { _ = try $0.save(file) }
        let found = try #require(try trial.warehouse.read { try $0.files().first })
        #expect(
            [
                found.sha256, found.name, found.feed, found.claimedOn, found.deliveredOn, found.arrival,
                found.state, found.reader, found.contract,
            ]
                == ["aa", "aa.csv", "rooms", "2026-02-28", "2026-02-01", "2026-02-01", "loaded", "csv", "cc"])
        #expect(
            [
                found.bytes, found.recordsRead, found.rowsLoaded, found.rowsRejected, found.rowsDuplicate,
                found.rowsInForce, found.run,
            ] == [12, 10, 7, 2, 1, 6, 3])
        #expect(found.fault == nil && found.serial == 17 && found.kind == .delta && found.sheet == "Ark1")
    }

    @Test func aRefusedFileKeepsItsNumberWhenItIsLoaded() throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            var refused = Self.file("bb", feed: nil, state: "refused")
            refused.fault = Fault(code: .missingColumn, position: Position(line: 3, column: 5, byte: 40))
            (refused.faultDanish, refused.faultEnglish) = (
                "en krævet kolonne mangler", "a required column is missing"
            )
            _ = try transaction.save(Self.file("aa"))
            #expect(try transaction.save(refused) == 2)
            _ = try transaction.save(Self.file("cc"))
            let found = try #require(try transaction.files("state = 'refused'").first)
            #expect(
                found.fault == refused.fault && found.feed == nil
                    && found.faultDanish == "en krævet kolonne mangler")
            #expect(try transaction.save(Self.file("bb")) == 2)
            #expect(try transaction.files("state = 'refused'").isEmpty)
        }
    }

    @Test func filesComeInTheOrderOfTheirArrival() throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            for (sha, feed, arrival) in [
                ("d", "rooms", "2026-02-02"), ("c", "rooms", "2026-02-01"), ("b", "rooms", "2026-02-01"),
                ("a", "halls", "2026-03-01"),
            ] {
                _ = try transaction.save(Self.file(sha, feed: feed, arrival: arrival))
            }
            #expect(try transaction.files().map(\.sha256) == ["a", "b", "c", "d"])
        }
    }

    @Test func rejectsAndEvents() throws {
        let trial = try TrialWarehouse()
        let position = Position(line: 4, column: 7, byte: 99, record: 3)
        let reject = Reject(
            position: position,
            faults: [
                Fault(code: .badDate, position: position, column: "day", value: "31-02-2026"),
                Fault(code: .missingValue, position: Position(line: 4, record: 3), column: "room"),
            ], raw: ";31-02-2026")
        try trial.warehouse.transaction { transaction in
            let file = try transaction.save(Self.file("aa"))
            try transaction.save(reject, file: file, run: 1, contract: "cc") {
                ("da " + $0.code.rawValue, "en " + $0.code.rawValue)
            }
            try transaction.save(
                LedgerEvent(code: .unknownField, column: "note", count: 8, isNews: true), file: file)
        }
        #expect(
            try trial.rows(
                """
                select line, column_number, byte, record, column_name, code, value, sentence_da, \
                sentence_en, raw, state from ledger_reject
                """
            ) == [
                "4|7|99|3|'day'|'bad_date'|'31-02-2026'|'da bad_date'|'en bad_date'|';31-02-2026'|'open'",
                """
                4|null|0|3|'room'|'missing_value'|null|'da missing_value'|'en \
                missing_value'|';31-02-2026'|'open'
                """,
            ])
        #expect(try trial.rows("select * from ledger_event") == ["1|'unknown_field'|'note'|null|8|1|null"])
        try trial.warehouse.transaction { try $0.forgetRows(of: 1) }
        #expect(try trial.rows("select 1 from ledger_reject union all select 1 from ledger_event") == [])
    }

    @Test func runsAndSteps() throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            #expect(try transaction.beginRun(asOf: "2026-02-28", command: "run", program: "1", at: "t1") == 1)
            #expect(
                try transaction.beginRun(
                    asOf: "2026-03-01", command: "run --stage kpi", program: "1", at: "t2") == 2)
            try transaction.record(
                LedgerStep(
                    stage: "core", name: "core_a", reason: "r", outcome: "done", rows: 3, startedAt: "a",
                    endedAt: "b"), run: 2)
            try transaction.record(
                LedgerStep(
                    stage: "kpi", name: "kpi_a", reason: "r", outcome: "same", detail: "d", startedAt: "a",
                    endedAt: "b"), run: 2)
            try transaction.endRun(2, outcome: "published", exitCode: 0, edition: "e", at: "t3")
        }
        let runs = try trial.warehouse.read { try $0.lastRuns(5) }
        // A run that never ended was killed.
        #expect(
            runs.map {
                """
                \($0.run) \($0.asOf) \($0.command) \($0.outcome) \($0.exitCode ?? -1) \
                \($0.edition ?? "-") \($0.endedAt ?? "-")
                """
            } == [
                "2 2026-03-01 run --stage kpi published 0 e t3", "1 2026-02-28 run stopped -1 - t2",
            ])
        #expect(
            try trial.rows("select step, stage, name, outcome, row_count, detail from ledger_step") == [
                "1|'core'|'core_a'|'done'|3|null", "2|'kpi'|'kpi_a'|'same'|null|'d'",
            ])
    }

    @Test func tablesGoStaleOnceAndAreFresh() throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            try transaction.execute("create table core_gone (a)")
            for name in ["core_a", "core_b", "core_gone"] {
                try transaction.set(table: name, stage: "core", version: "v1", rows: 1, run: 1)
            }
            try transaction.markStale(["core_a", "core_b"], because: "first")
            try transaction.markStale(["core_a"], because: "second")
            try transaction.set(table: "core_b", stage: "core", version: "v2", rows: 4, run: 2)
            try transaction.forgetTables(except: ["core_a", "core_b"])
            #expect(try !transaction.exists(table: "core_gone"))
        }
        #expect(
            try trial.rows("select name, version, row_count, built_by, stale from ledger_table order by 1")
                == ["'core_a'|'v1'|1|1|'first'", "'core_b'|'v2'|4|2|null"])
    }
}
