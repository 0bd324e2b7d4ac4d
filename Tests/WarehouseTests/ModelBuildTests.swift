import Foundation
import Records
import Testing

@testable import Project
@testable import Warehouse

/// Build, judge, and only then let it be seen.
@Suite struct ModelBuildTests {
    static let sql = "select column1 as room, column2 as seats from (values ('a', 1), ('b', 2))"

    static func model(_ sql: String = sql, grain: [String] = ["room"], indexes: [[String]] = []) -> Model {
        Model(
            name: "core_room", stage: .core, file: "pipelines/2_core/core_room.sql", sql: sql, sentence: "",
            grain: grain, indexes: indexes)
    }

    static func audit(_ sql: String, _ severity: Audit.Severity, _ name: String = "audit_room") -> Audit {
        Audit(
            name: name, stage: .core, file: "f", sql: sql, audits: ["core_room"], severity: severity,
            says: "rooms are odd")
    }

    @Test func builtWithItsIndexes() throws {
        let trial = try TrialWarehouse()
        let outcome = try trial.warehouse.transaction {
            try $0.build(Self.model(indexes: [["seats"], ["seats", "room"]]), audits: [])
        }
        #expect(outcome.rows == 2 && outcome.warnings.isEmpty)
        #expect(try trial.rows("select * from core_room order by 1") == ["'a'|1", "'b'|2"])
        #expect(
            try trial.rows(
                "select name from sqlite_master where tbl_name = 'core_room' and type = 'index' order by 1")
                == [
                    "'core_room_1'", "'core_room_2'",
                ])
    }

    /// Whatever a model ends in, its rows come in the order of its grain; where its own grouping gives that
    /// order, nothing is sorted.
    @Test(arguments: [
        ("select room, sum(seats) as seats from seat group by room", 0),
        ("select room, seats from seat order by seats desc limit 2 -- the largest", 2),
        (
            """
            select room, seats from seat where seats < 3 union all select room, seats from seat where \
            seats >= 3
            """,
            1
        ),
        ("with s as (select seats, room from seat)\nselect room, seats from s limit 3;\n", 1),
    ])
    func rowsComeInTheOrderOfTheGrain(_ sql: String, _ sorts: Int) throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            try transaction.execute("create table seat (room text primary key, seats integer) without rowid")
            try transaction.execute("insert into seat values ('c', 1), ('b', 3), ('a', 2)")
            let ordered = transaction.inGrainOrder(Self.model(sql), ["room", "seats"])
            let found = try transaction.rows(ordered).map { $0[0].plain }
            let asked = try transaction.rows(sql.trimmedStatement).map { $0[0].plain }
            let plan = try transaction.rows("EXPLAIN QUERY PLAN \(ordered)").map { $0[3].plain }
            #expect(found == asked.sorted())
            #expect(plan.count { $0.contains("B-TREE FOR ORDER BY") } <= sorts)
        }
    }

    @Test func aGrainTwiceTakesTheTableBack() throws {
        let trial = try TrialWarehouse()
        _ = try trial.warehouse.transaction { try $0.build(Self.model(), audits: []) }
        let twice = Self.model("select column1 as room from (values ('a'), ('b'), ('a'), (null), (null))")
        let refused = try #require(throws: ModelRefused.self) {
            try trial.warehouse.transaction { try $0.build(twice, audits: []) }
        }
        #expect(
            refused.results == [
                AuditResult(
                    audit: "grain", table: "core_room", severity: "error",
                    says: "rows of core_room share the key room", rows: 2,
                    sample: ["room= row_count=2", "room=a row_count=2"])
            ])
        #expect(try trial.rows("select * from core_room order by 1") == ["'a'|1", "'b'|2"])
    }

    @Test func anErrorAuditTakesTheTableBackWhileOthersReadLastNights() throws {
        let trial = try TrialWarehouse()
        let reader = try trial.other()
        _ = try trial.warehouse.transaction { try $0.build(Self.model(), audits: []) }
        let newer = Self.model("select 'c' as room, -1 as seats")
        let refused = try #require(throws: ModelRefused.self) {
            try trial.warehouse.transaction { transaction in
                _ = try transaction.build(
                    newer,
                    audits: [
                        Self.audit(
                            """
                            select room from core_room where seats < 0 and (select count(*) from \
                            core_room) = 1
                            """,
                            .error),
                        Self.audit("select room from core_room", .warn, "audit_any"),
                    ])
            }
        }
        #expect(
            refused.results.map { [$0.audit, $0.severity, $0.says, "\($0.rows)"] + $0.sample } == [
                ["audit_room", "error", "rooms are odd", "1", "room=c"],
                ["audit_any", "warn", "rooms are odd", "1", "room=c"],
            ])
        for warehouse in [reader, trial.warehouse] {
            #expect(
                try warehouse.read { try $0.rows("select room from core_room order by 1") } == [["a"], ["b"]])
        }
        try trial.warehouse.transaction { try $0.record(refused.results, run: 1) }
        #expect(
            try trial.rows("select audit, row_count, sample from ledger_audit order by 1") == [
                "'audit_any'|1|'room=c'", "'audit_room'|1|'room=c'",
            ])
    }

    /// A savepoint, or a statement that could be taken back alone, would have SQLite write a copy of each
    /// page that is taken from the old table.
    @Test func pagesAreWrittenOnceWhereATableIsBuiltAgain() throws {
        let trial = try TrialWarehouse()
        let many = Self.model(
            """
            with recursive n (room) as (select 1 union all select room + 1 from n where room < 20000) \
            select room, 'a hall with a long name' as name from n
            """
        )
        let first = try trial.warehouse.transaction { try $0.build(many, audits: []) }
        let written = try Self.written {
            _ = try trial.warehouse.transaction { try $0.build(many, audits: []) }
        }
        let size =
            try trial.warehouse.read {
                try $0.integer("select sum(pgsize) from dbstat where name = 'core_room'")
            } ?? 0
        #expect(first.rows == 20_000 && size > 500_000)
        #expect(written < 2 * size, "\(written) bytes for a table of \(size)")
    }

    /// Bytes that this thread has the system write.
    private static func written(_ body: () throws -> Void) throws -> Int {
        func now() throws -> Int {
            let text = try String(contentsOfFile: "/proc/thread-self/io", encoding: .utf8)
            return text.split(separator: "\n").first { $0.hasPrefix("wchar: ") }.flatMap {
                Int($0.dropFirst(7))
            } ?? 0
        }
        let before = try now()
        try body()
        return try now() - before
    }

    @Test func readersSeeLastNightUntilTheCommit() throws {
        let trial = try TrialWarehouse()
        let reader = try trial.other()
        _ = try trial.warehouse.transaction { try $0.build(Self.model(), audits: []) }
        try trial.warehouse.transaction { transaction in
            _ = try transaction.build(Self.model("select 'new' as room"), audits: [])
            #expect(
                try reader.read { try $0.rows("select room from core_room order by 1") } == [["a"], ["b"]])
        }
        #expect(try reader.read { try $0.rows("select room from core_room") } == [["new"]])
    }

    @Test func aWarningKeepsTheTableAndTwentyRows() throws {
        let trial = try TrialWarehouse()
        let many = Self.model(
            """
            with recursive n (room) as (select 1 union all select room + 1 from n where room < 30) \
            select room from n
            """
        )
        let outcome = try trial.warehouse.transaction {
            try $0.build(many, audits: [Self.audit("select room from core_room order by room", .warn)])
        }
        let warnings = outcome.warnings
        #expect(
            outcome.rows == 30 && warnings.map(\.rows) == [30]
                && warnings[0].sample == (1...20).map { "room=\($0)" })
    }

    @Test func anErrorOfTheModelIsThrownAndTakesNothing() throws {
        let trial = try TrialWarehouse()
        _ = try trial.warehouse.transaction { try $0.build(Self.model(), audits: []) }
        #expect(throws: (any Error).self) {
            try trial.warehouse.transaction { _ = try $0.build(Self.model("select nothing"), audits: []) }
        }
        #expect(try trial.rows("select count(*) from core_room") == ["2"])
    }
}
