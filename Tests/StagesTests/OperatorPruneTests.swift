import Foundation
import Records
import Testing

@testable import Stages

/// Retention: what goes and what never goes.
@Suite struct OperatorPruneTests {
    private func settings(_ root: TrialRoot, _ keys: [String], days: Int = 20) throws {
        let text = (root.text("pipelines/nightly.yaml") ?? "").split(separator: "\n").prefix {
            $0 != "settings:"
        }.joined(separator: "\n")
        try root.write(
            "pipelines/nightly.yaml",
            text + "\nsettings:\n" + keys.map { "  - {key: retention.\($0)_days, value: \(days)}\n" }.joined()
        )
    }

    private func nights() throws -> TrialRoot {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-01")
        try root.write("inbound/rooms-20260215.csv", "room,seats,opened\nhall,120,\nlab,24,2020-08-01\n")
        try root.run("2026-02-15")
        // Nothing of the older deliveries is in it: a record that stays as it was keeps the file that brought
        // it.
        try root.write(
            "inbound/rooms-20260320.csv",
            "room,seats,opened\nhall,121,\nlab,25,2020-08-01\nloft,1,2026-03-01\nattic,3,\n")
        try root.run("2026-03-20")
        try root.run("2026-03-21")
        return root
    }

    @Test func withoutSettingsEverythingIsKept() throws {
        let root = try nights()
        let before = root.tree(".kvadratur/archive") + root.tree("outbound")
        let text = try Prune(root: root.path).prune(dryRun: false).text
        #expect(text.contains("retention.archive_days is not set") && text.hasSuffix("0 B freed\n"))
        #expect(root.tree(".kvadratur/archive") + root.tree("outbound") == before)
    }

    private func nameInRooms(_ root: TrialRoot) throws {
        let name = "schemas/feeds/rooms.yaml"
        try root.write(
            name,
            root.text(name)!.trimmingCharacters(in: .newlines) + "\n  - {name: who, type: text, drop: true}\n"
        )
    }

    /// A file that may name people in a column that is dropped goes when it was superseded and 90 days are
    /// over, whatever is not set; others stay.
    @Test func whatMayNamePeopleGoesWithoutASetting() throws {
        let root = try nights()
        try nameInRooms(root)
        #expect(try root.run("2026-05-02").exitCode == .good)
        #expect(!(try Prune(root: root.path).prune(dryRun: true).text).contains("would go: "))
        try root.run("2026-05-03")
        #expect(
            try Prune(root: root.path).prune(dryRun: true).text.contains(
                "would go: .kvadratur/archive: rooms-20260201.csv"))
        // A whole night does it by itself, unless it is asked not to; what it needs stays.
        let kept = root.tree(".kvadratur/archive")
        #expect(
            try Program.play(["run", "--as-of", "2026-05-03", "--keep", "--root", root.path]).hasSuffix(
                "exit 0"))
        #expect(root.tree(".kvadratur/archive") == kept)
        let said = try Program.play(["run", "--as-of", "2026-05-03", "--root", root.path])
        #expect(
            said.contains("gone: .kvadratur/archive: rooms-20260201.csv, delivered 2026-02-01, superseded")
                && said.hasSuffix("exit 0"), "\(said)")
        #expect(!root.tree(".kvadratur/archive").contains { $0.hasSuffix("/rooms-20260201.csv") })
        #expect(
            root.tree(".kvadratur/archive").contains { $0.hasSuffix("/rooms-20260215.csv") }
                && root.tree(".kvadratur/archive").contains { $0.hasSuffix("/uses-20260203.csv") })
        // A part of a night, and a past one, leave everything where it is.
        try root.run("2026-08-01")
        let before = root.tree(".kvadratur/archive")
        _ = try Program.play(["run", "--stage", "kpi", "--as-of", "2026-08-01", "--root", root.path])
        #expect(
            root.tree(".kvadratur/archive") == before
                && before.contains { $0.hasSuffix("/rooms-20260215.csv") })
    }

    @Test func theTimeOfPersonalFilesIsASettingToo() throws {
        let root = try nights()
        try nameInRooms(root)
        try settings(root, ["personal"], days: 2000)
        try root.run("2026-12-31")
        #expect(
            !(try Prune(root: root.path).prune(dryRun: true).text).contains("would go: .kvadratur/archive"))
    }

    /// A warehouse that a restore put aside holds what was erased since: it does not stay for good.
    @Test func aWarehousePutAsideGoesAfterItsTime() throws {
        let root = try nights()
        let copy = root.path + "/copy.sqlite"
        _ = try Backup(root: root.path).write(into: copy)
        _ = try Backup(root: root.path).restore(from: copy)
        // A damaged one, which may be why it was put aside, stops nobody, and is as old as its file; looking
        // leaves nothing beside either.
        try root.write(".kvadratur/before-restore-2.sqlite", "no warehouse")
        try root.run("2026-06-19")
        #expect(!(try Prune(root: root.path).prune(dryRun: false).text).contains("before-restore"))
        try root.run("2026-06-20")
        #expect(
            try Prune(root: root.path).prune(dryRun: false).text.contains(
                """
                gone: .kvadratur/before-restore-1.sqlite: a warehouse that a restore put aside, up to \
                the night of 2026-03-21
                """
            ))
        #expect(
            root.tree(".kvadratur").filter { $0.hasPrefix("before-restore") } == ["before-restore-2.sqlite"])
        let day = try #require(CalendarDay.today(in: "UTC"))
        #expect(
            try Prune(root: root.path).letGo(
                night: #require(CalendarDay(daysSince1970: day.daysSince1970 + 90)), filesAlone: true,
                dryRun: true
            ).lines.allSatisfy { !$0.contains("restore-2") })
        #expect(
            try Prune(root: root.path).letGo(
                night: #require(CalendarDay(daysSince1970: day.daysSince1970 + 92)), filesAlone: true,
                dryRun: true
            ).lines.contains { $0.contains("restore-2") })
        #expect(
            root.tree(".kvadratur").filter { $0.hasPrefix("before-restore") } == ["before-restore-2.sqlite"]
                && FileManager.default.fileExists(atPath: copy))
    }

    @Test func aDryRunRemovesNothing() throws {
        let root = try nights()
        try settings(root, ["archive", "editions", "refused", "ledger"])
        let before = root.tree(".kvadratur/archive") + root.tree("outbound")
        let text = try Prune(root: root.path).prune(dryRun: true).text
        #expect(
            text.contains("would go: .kvadratur/archive: rooms-20260201.csv")
                && text.contains("would be freed"))
        #expect(root.tree(".kvadratur/archive") + root.tree("outbound") == before)
    }

    @Test func supersededFilesAndOldEditionsGoAndTheNightsGoOn() throws {
        let root = try nights()
        try settings(root, ["archive", "editions", "ledger"])
        let latest = root.latest()
        let text = try Prune(root: root.path).prune(dryRun: false).text
        #expect(
            text.contains("gone: .kvadratur/archive: rooms-20260201.csv")
                && text.contains("gone: .kvadratur/archive: rooms-20260215.csv"))
        // In force still, though as old.
        #expect(!text.contains("uses-20260203.csv") && !text.contains("houses"))
        #expect(
            text.contains("gone: outbound/editions/2026-02-01-")
                && text.contains("gone: outbound/editions/2026-02-15-"))
        #expect(root.latest() == latest && !latest.isEmpty)
        #expect(try root.rows("select count(*) from ledger_step where run = 1") == ["0"])
        // A feed is read again without what was let go, to the same rows; another prune has nothing to do.
        let rows = try root.rows("select room, seats from raw_rooms order by room")
        #expect(try root.run("2026-03-21", scope: .table("raw_rooms")).exitCode == .good)
        #expect(try root.rows("select room, seats from raw_rooms order by room") == rows)
        #expect(try Prune(root: root.path).prune(dryRun: false).text.hasSuffix("0 B freed\n"))
    }

    @Test func bytesThatAreMissingOtherwiseAreStillAnError() throws {
        let root = try nights()
        let folder = try #require(
            root.tree(".kvadratur/archive").first { $0.hasSuffix("rooms-20260201.csv") })
        try root.remove(".kvadratur/archive/" + folder)
        #expect(throws: SystemFailure.self) { try root.run("2026-03-21", scope: .table("raw_rooms")) }
    }

    @Test func theBaselinesEditionAndFilesNeverGo() throws {
        let root = try nights()
        try root.warehouse().transaction {
            try $0.execute("INSERT INTO ledger_baseline_total VALUES ('2026-02-15', '2026-02-15', 'x', 1)")
        }
        try settings(root, ["archive", "editions"])
        let text = try Prune(root: root.path).prune(dryRun: false).text
        #expect(
            !text.contains("gone: .kvadratur/archive") && !text.contains("editions/2026-02-15-")
                && text.contains("editions/2026-02-01-"))
    }

    @Test func refusedFilesGoAfterTheirTime() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.write(
            "inbound/uses-20260203.csv",
            "room;day;hours\n" + (1...4).map { "r\($0);2026-02-01;25\n" }.joined())
        try root.run("2026-02-01")
        try settings(root, ["refused"])
        #expect(!(try Prune(root: root.path).prune(dryRun: false).text).contains("gone: "))
        try root.run("2026-03-01")
        #expect(try Prune(root: root.path).prune(dryRun: false).text.contains("gone: .kvadratur/refused/"))
        #expect(root.tree(".kvadratur/refused").isEmpty)
    }

    @Test func aSettingThatIsNoNumberOfDaysRemovesNothing() throws {
        let root = try nights()
        try settings(root, ["archive"], days: 0)
        #expect(throws: UsageFailure.self) { try Prune(root: root.path).prune(dryRun: false).text }
    }

    /// Rows that go leave room in the file, which is given back; a disk without room for it leaves the file
    /// as it was.
    @Test func theRoomOfRowsIsGivenBack() throws {
        let root = try nights()
        try settings(root, ["ledger"])
        try root.run("2026-03-21")
        let path = root.path + "/.kvadratur/warehouse.sqlite"
        let last = try root.rows("select max(run) from ledger_run")[0]
        try root.warehouse().transaction { transaction in
            for (run, rows) in [("1", 6000), (last, 14000)] {
                try transaction.execute(
                    """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows))
                    INSERT INTO ledger_step SELECT \(run), 1000 + i, 'kpi', printf('%200d', i), '', 'done', \
                    NULL, NULL, '', '', NULL FROM n
                    """)
            }
        }
        try root.warehouse().checkpoint()
        let before = try #require(FileState(path)?.size)
        // Rows of the engine's own, in the order they were written in, are the same afterwards.
        let rows = try root.rows("select rowid, * from raw_rooms")
        let starved = try Program.play(
            ["prune", "--root", root.path], under: ["prlimit", "--fsize=\(before * 6 / 10)"])
        #expect(
            starved.contains("warehouse.sqlite: ")
                && starved.contains("hold nothing and could not be given back")
                && starved.hasSuffix("exit 74"), "\(starved)")
        #expect(
            try root.rows("pragma integrity_check") == ["ok"]
                && root.rows("select rowid, * from raw_rooms") == rows)
        let text = try Prune(root: root.path).prune(dryRun: false).text
        #expect(
            text.contains("gone: .kvadratur/warehouse.sqlite: room that held nothing, ")
                && !text.hasSuffix("\n0 B freed\n"), "\(text)")
        #expect(try #require(FileState(path)?.size) < before * 8 / 10)
        #expect(
            try root.rows("pragma integrity_check") == ["ok"]
                && root.rows("select rowid, * from raw_rooms") == rows)
        #expect(try root.run("2026-03-21").stepsDone == 0)
    }

    /// An edition that a bad night published and a quiet one found good: the run that says so stays, or the
    /// next prune would take the edition.
    @Test func theLastGoodEditionStaysHoweverOftenSomebodyPrunes() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.write("inbound/uses-20260203.csv", "room;day;hours\nhall;2026-02-01;x\nlab;2026-02-01;2\n")
        #expect(try root.run("2026-02-05").exitCode == .attention)
        #expect(try root.run("2026-02-05").exitCode == .good)
        for day in ["2026-03-20", "2026-03-21"] {
            try root.write(
                "inbound/uses-\(day.replacing("-", with: "")).csv",
                "room;day;hours\nhall;\(day);x\nlab;\(day);2\n")
            #expect(try root.run(day).exitCode == .attention)
        }
        try settings(root, ["editions", "ledger"])
        for _ in 1...3 { _ = try Prune(root: root.path).prune(dryRun: false) }
        let names = Set(root.tree("outbound/editions").map { String($0.prefix(10)) })
        #expect(names == ["2026-02-05", "2026-03-20", "2026-03-21"])
    }
}
