@testable import Project
import Records
import Testing

@testable import Warehouse

/// Build, judge, and only then let it be seen.
@Suite struct ModelBuildTests {
    static let sql = "select column1 as room, column2 as seats from (values ('a', 1), ('b', 2))"

    static func model(_ sql: String = sql, grain: [String] = ["room"], indexes: [[String]] = []) -> Model {
        Model(name: "core_room", stage: .core, file: "pipelines/2_core/core_room.sql", sql: sql, sentence: "", grain: grain, indexes: indexes)
    }

    static func audit(_ sql: String, _ severity: Audit.Severity, _ name: String = "audit_room") -> Audit {
        Audit(name: name, stage: .core, file: "f", sql: sql, audits: ["core_room"], severity: severity, says: "rooms are odd")
    }

    @Test func builtWithItsIndexes() throws {
        let trial = try TrialWarehouse()
        let outcome = try trial.warehouse.transaction { try $0.build(Self.model(indexes: [["seats"], ["seats", "room"]]), audits: []) }
        guard case .built(2, _, []) = outcome else { Issue.record("\(outcome)"); return }
        #expect(try trial.rows("select * from core_room order by 1") == ["'a'|1", "'b'|2"])
        #expect(try trial.rows("select name from sqlite_master where tbl_name = 'core_room' and type = 'index' order by 1") == [
            "'core_room_1'", "'core_room_2'",
        ])
    }

    /// Whatever a model ends in, its rows come in the order of its grain; where its own grouping gives that order, nothing is sorted.
    @Test(arguments: [
        ("select room, sum(seats) as seats from seat group by room", 0), ("select room, seats from seat order by seats desc limit 2 -- the largest", 2),
        ("select room, seats from seat where seats < 3 union all select room, seats from seat where seats >= 3", 1),
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
        let outcome = try trial.warehouse.transaction { try $0.build(twice, audits: []) }
        guard case .refused(let results) = outcome else { Issue.record("\(outcome)"); return }
        #expect(results == [
            AuditResult(
                audit: "grain", table: "core_room", severity: "error", says: "rows of core_room share the key room", rows: 2,
                sample: ["room= row_count=2", "room=a row_count=2"])
        ])
        #expect(try trial.rows("select * from core_room order by 1") == ["'a'|1", "'b'|2"])
    }

    @Test func anErrorAuditTakesTheTableBackWhileOthersReadLastNights() throws {
        let trial = try TrialWarehouse()
        let reader = try trial.other()
        _ = try trial.warehouse.transaction { try $0.build(Self.model(), audits: []) }
        let newer = Self.model("select 'c' as room, -1 as seats")
        try trial.warehouse.transaction { transaction in
            let outcome = try transaction.build(newer, audits: [
                Self.audit("select room from core_room where seats < 0", .error), Self.audit("select room from core_room", .warn, "audit_any"),
            ])
            guard case .refused(let results) = outcome else { Issue.record("\(outcome)"); return }
            #expect(results.map { [$0.audit, $0.severity, $0.says, "\($0.rows)"] + $0.sample } == [
                ["audit_room", "error", "rooms are odd", "1", "room=c"], ["audit_any", "warn", "rooms are odd", "1", "room=c"],
            ])
            #expect(try reader.read { try $0.rows("select room from core_room order by 1") } == [["a"], ["b"]])
            #expect(try transaction.rows("select room from core_room order by 1") == [["a"], ["b"]])
            // The refusal itself is written in the same transaction.
            try transaction.record(results, run: 1)
        }
        #expect(try reader.read { try $0.rows("select room from core_room order by 1") } == [["a"], ["b"]])
        #expect(try trial.rows("select audit, row_count, sample from ledger_audit order by 1") == ["'audit_any'|1|'room=c'", "'audit_room'|1|'room=c'"])
    }

    @Test func readersSeeLastNightUntilTheCommit() throws {
        let trial = try TrialWarehouse()
        let reader = try trial.other()
        _ = try trial.warehouse.transaction { try $0.build(Self.model(), audits: []) }
        try trial.warehouse.transaction { transaction in
            _ = try transaction.build(Self.model("select 'new' as room"), audits: [])
            #expect(try reader.read { try $0.rows("select room from core_room order by 1") } == [["a"], ["b"]])
        }
        #expect(try reader.read { try $0.rows("select room from core_room") } == [["new"]])
    }

    @Test func aWarningKeepsTheTableAndTwentyRows() throws {
        let trial = try TrialWarehouse()
        let many = Self.model("with recursive n (room) as (select 1 union all select room + 1 from n where room < 30) select room from n")
        let outcome = try trial.warehouse.transaction { try $0.build(many, audits: [Self.audit("select room from core_room order by room", .warn)]) }
        guard case .built(30, _, let warnings) = outcome else { Issue.record("\(outcome)"); return }
        #expect(warnings.map(\.rows) == [30] && warnings[0].sample == (1...20).map { "room=\($0)" })
    }

    @Test func anErrorOfTheModelIsThrownAndTakesNothing() throws {
        let trial = try TrialWarehouse()
        _ = try trial.warehouse.transaction { try $0.build(Self.model(), audits: []) }
        #expect(throws: (any Error).self) { try trial.warehouse.transaction { _ = try $0.build(Self.model("select nothing"), audits: []) } }
        #expect(try trial.rows("select count(*) from core_room") == ["2"])
    }
}
