import Foundation
import Records
import Testing
import Warehouse

@testable import Stages

@Suite struct MemoryTests {
    /// The small project, which keeps a past of each room too.
    private func root() throws -> TrialRoot {
        let root = try TrialRoot()
        try root.write(
            "pipelines/6_report/report_history_property.sql",
            """
            -- What each night keeps of each room.
            -- grain: property_id, figure
            select room as property_id, 'seats' as figure, seats * 0.37 as value from core_room
            """)
        return root
    }

    @Test(arguments: ["gone", "empty"]) func aLostWarehouseLosesNeitherHistoryNorBaseline(_ how: String)
        throws
    {
        let root = try root()
        try Good.drop(into: root)
        try root.run("2026-02-26")
        try root.run("2026-02-27")
        try Baseline(root: root.path).freeze()
        try root.run("2026-02-28")
        let queries = [
            "select * from ledger_history_total order by 1, 2",
            "select * from ledger_history_property order by 1, 2, 3",
            "select * from ledger_baseline_total order by 1, 3",
            "select * from ledger_baseline_property order by 1, 3, 4",
            "select * from ledger_baseline_file order by 1, 4",
        ]
        let before = try queries.map(root.rows)
        #expect(before.allSatisfy { !$0.isEmpty })
        for name in ["", "-wal", "-shm"] { try? root.remove(".kvadratur/warehouse.sqlite" + name) }
        if how == "empty" { try root.write(".kvadratur/warehouse.sqlite", "") }
        let outcome = try root.run("2026-03-01")
        #expect(outcome.exitCode == .attention)
        let said = how == "empty" ? "the warehouse was empty" : "the warehouse was not there"
        #expect(
            outcome.warnings.contains {
                $0.contains(said) && $0.contains("3 earlier nights and the baseline of 2026-02-27")
            }, "\(outcome.warnings)")
        for (query, rows) in zip(queries, before) {
            let after = try root.rows(query).filter { !$0.hasPrefix("2026-03-01") }
            #expect(after == rows, "\(query)")
        }
    }

    @Test func aBaselineThatNoEditionHoldsYetIsKeptBesideTheWarehouse() throws {
        let root = try root()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        try Baseline(root: root.path).freeze()
        for name in ["", "-wal", "-shm"] { try? root.remove(".kvadratur/warehouse.sqlite" + name) }
        try root.run("2026-03-01")
        #expect(try root.rows("select distinct frozen_on from ledger_baseline_total") == ["2026-02-28"])
    }

    @Test func aRowThatAPersonLetBeStaysSoWhenTheWarehouseIsLost() throws {
        let root = try root()
        try Good.drop(into: root)
        try root.write(
            "inbound/uses-20260204.csv",
            "room;day;hours\nhall;2026-02-03;1\nlab;32-02-2026;2\nlab;2026-02-04;many\n")
        try root.run("2026-02-28")
        let query =
            """
            select f.name, r.record, r.code, r.state, r.waived_by, r.waived_why from ledger_reject r \
            join ledger_file f using (file) order by 1, 2
            """
        let file = try root.rows("select file from ledger_file where name = 'uses-20260204.csv'")[0]
        _ = try Rejects(root: root.path, language: .en).waive(
            "\(file).2", by: "Chief\tof it", why: "a test\nrow")
        let before = try root.rows(query)
        #expect(before.count == 2 && before[0].contains("waived") && before[1].contains("open"))
        for name in ["", "-wal", "-shm"] { try? root.remove(".kvadratur/warehouse.sqlite" + name) }
        try root.run("2026-03-01")
        #expect(
            try root.rows(query) == before.map { $0.replacing("\t", with: " ").replacing("\n", with: " ") })
    }

    @Test func anArchivedFileThatWasAlteredIsNamedAndNotRead() throws {
        let root = try root()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        let name = try #require(root.tree(".kvadratur/archive").first { $0.hasSuffix("uses-20260203.csv") })
        try root.write(".kvadratur/archive/" + name, "room;day;hours\nhall;2026-02-01;7,5\n")
        for name in ["", "-wal", "-shm"] { try? root.remove(".kvadratur/warehouse.sqlite" + name) }
        let outcome = try root.run("2026-03-01")
        #expect(
            outcome.warnings.contains {
                $0.contains("uses-20260203.csv: it no longer has the bytes that were delivered")
            }, "\(outcome.warnings)")
        #expect(
            try root.rows("select count(*) from raw_uses") == ["0"]
                && root.rows("select count(*) from raw_rooms") == ["3"])
    }

    @Test func aStrangersFileBesideAnArchivedOneIsNeverReadForIt() throws {
        let root = try root()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        let name = try #require(root.tree(".kvadratur/archive").first { $0.hasSuffix("uses-20260203.csv") })
        let folder = String(name[..<name.lastIndex(of: "/")!])
        try root.write(".kvadratur/archive/\(folder)/Thumbs.db", "not ours")
        for name in ["", "-wal", "-shm"] { try? root.remove(".kvadratur/warehouse.sqlite" + name) }
        try root.run("2026-03-01")
        #expect(try root.rows("select count(*) from raw_uses") == ["3"])
    }
}
