import Foundation
import Project
import Testing
import Warehouse

@testable import Stages

/// A copy that can be trusted, and the way back.
@Suite struct OperatorBackupTests {
    @Test func restoringLastNightsBackupAndRunningEqualsNeverHavingFailed() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        let copy = root.path + "/copy.sqlite"
        #expect(try Backup(root: root.path).write(into: copy).contains("night of 2026-02-28"))
        try root.write("inbound/uses-20260305.csv", "room;day;hours\nlab;2026-03-05;3\n")
        try root.run("2026-03-06")
        let (edition, rows) = (root.latest(), try root.rows("select * from raw_uses order by day, room"))

        let lines = try Backup(root: root.path).restore(from: copy)
        #expect(lines.contains("inbound/uses-20260305.csv: delivered after the backup, to be taken again"))
        #expect(root.tree("inbound").filter { !$0.contains("README") } == ["uses-20260305.csv"])
        #expect(try root.rows("select max(as_of) from ledger_run") == ["2026-02-28"])
        try root.run("2026-03-06")
        #expect(root.latest() == edition && !edition.isEmpty)
        #expect(try root.rows("select * from raw_uses order by day, room") == rows)
        #expect(root.tree("inbound").isEmpty)
        // The old one is kept, and is whole.
        let ledger = Project.load(root: root.path).project.ledger.map(\.name)
        #expect(
            try WarehouseCopy.problems(root.path + "/.kvadratur/before-restore-1.sqlite", ledger: ledger)
                .isEmpty)
        #expect(
            try WarehouseCopy.lastNight(root.path + "/.kvadratur/before-restore-1.sqlite") == "2026-03-06")
    }

    @Test func whatWasRefusedSinceIsJudgedAgain() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        _ = try Backup(root: root.path).write(into: root.path + "/copy.sqlite")
        try root.write("inbound/uses-20260301.csv", "")
        try root.write("inbound/uses-20260302.csv", "room;day;hours\nlab;2026-03-02;3\n")
        try root.run("2026-03-02")
        let files = "select name, state, rows_loaded, fault_code from ledger_file order by name"
        let (before, edition) = (try root.rows(files), root.latest())
        // A restore that was killed had put one of them back already.
        try root.write("inbound/uses-20260302.csv", "room;day;hours\nlab;2026-03-02;3\n")
        let lines = try Backup(root: root.path).restore(from: root.path + "/copy.sqlite")
        #expect(lines.contains("inbound/uses-20260301.csv: delivered after the backup, to be taken again"))
        #expect(lines.contains("inbound/uses-20260302.csv: waits there, to be taken again"))
        #expect(root.tree("inbound") == ["uses-20260301.csv", "uses-20260302.csv"])
        try root.run("2026-03-02")
        #expect(try root.rows(files) == before && before.count == 5)
        #expect(root.latest() == edition && root.tree("inbound").isEmpty)
    }

    @Test func bytesThatCameAgainSinceComeAgain() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        try root.write("inbound/rooms-20260301.csv", "room,seats\nhall,99\n")
        try root.run("2026-03-01")
        _ = try Backup(root: root.path).write(into: root.path + "/copy.sqlite")
        // The first delivery once more, as a correction of the second.
        try root.write("inbound/rooms-20260302.csv", Good.rooms)
        try root.run("2026-03-02")
        let (rows, edition) = (
            try root.rows("select room, seats from raw_rooms order by room"), root.latest()
        )
        _ = try Backup(root: root.path).restore(from: root.path + "/copy.sqlite")
        #expect(
            try root.rows("select room, seats from raw_rooms") == ["hall|99"]
                && root.tree("inbound") == ["rooms-20260302.csv"])
        try root.run("2026-03-02")
        #expect(try root.rows("select room, seats from raw_rooms order by room") == rows && rows.count == 3)
        #expect(root.latest() == edition && root.tree("inbound").isEmpty)
    }

    @Test func aDamagedOrStrangeFileIsRefusedAndNothingChanges() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        let copy = root.path + "/copy.sqlite"
        _ = try Backup(root: root.path).write(into: copy)
        var bytes = [UInt8](try #require(FileManager.default.contents(atPath: copy)))
        for index in 8192 * 3..<8192 * 3 + 200 { bytes[index] ^= 0xFF }
        let before = FileManager.default.contents(atPath: root.path + "/.kvadratur/warehouse.sqlite")
        for (name, content) in [
            ("damaged", bytes), ("text", Array("no warehouse at all, only text".utf8)), ("empty", []),
        ] {
            try root.write(name, content)
            #expect(throws: UsageFailure.self, "\(name)") {
                try Backup(root: root.path).restore(from: root.path + "/" + name)
            }
        }
        #expect(throws: UsageFailure.self) { try Backup(root: root.path).restore(from: root.path + "/none") }
        #expect(FileManager.default.contents(atPath: root.path + "/.kvadratur/warehouse.sqlite") == before)
        #expect(root.tree(".kvadratur").allSatisfy { !$0.contains("restore") })
    }

    @Test func aDamagedWarehouseIsReplacedAndKeptAside() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        _ = try Backup(root: root.path).write(into: root.path + "/copy.sqlite")
        let wreck = Array("a wreck".utf8)
        try root.write(".kvadratur/warehouse.sqlite", wreck)
        _ = try Backup(root: root.path).restore(from: root.path + "/copy.sqlite")
        #expect(root.text(".kvadratur/before-restore-1.sqlite") == "a wreck")
        #expect(try root.run().exitCode == .good)
    }

    @Test func aBackupWorksWhileSomebodyWrites() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        let warehouse = try root.warehouse()
        try warehouse.transaction { transaction in
            try transaction.execute("UPDATE ledger_run SET outcome = 'half-done'")
            _ = try Backup(root: root.path).write(into: root.path + "/copy.sqlite")
        }
        let (project, _) = Project.load(root: root.path)
        let copy = try Warehouse(path: root.path + "/copy.sqlite", ledger: project.ledger)
        #expect(try copy.read { try $0.text("SELECT outcome FROM ledger_run") } == "published")
        #expect(!FileManager.default.fileExists(atPath: root.path + "/copy.sqlite.part"))
    }

    @Test func aBackupThatCannotBeWrittenLeavesNothing() throws {
        let root = try TrialRoot()
        #expect(throws: UsageFailure.self) {
            try Backup(root: root.path).write(into: root.path + "/copy.sqlite")
        }
        try Good.drop(into: root)
        try root.run()
        do {
            _ = try Backup(root: root.path).write(into: root.path + "/no/such/folder/copy.sqlite")
            Issue.record("it must fail")
        } catch { #expect(Failure.code(of: error) == .system) }
    }
}
