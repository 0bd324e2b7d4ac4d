import Foundation
import Records
import Testing

@testable import Stages

/// `kvadratur erase`: warehouse, archive, refused files and old backups, and what is told afterwards.
@Suite struct OperatorEraseTests {
    private static let secret = "Secretsen"
    private static let rooms = "room,seats,opened\nhall,120,\nlab,24,2020-08-01\n\(secret),1,\n"
    private static let uses =
        "room;day;hours\nhall;2026-02-09;3\n\(secret);2026-02-09;1\n\(secret);\(secret);1\n"

    /// A night without anything secret, and one with it: in a key, in rows, in a row that was set aside.
    private func nights() throws -> TrialRoot {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-05")
        try root.write("inbound/rooms-20260210.csv", Self.rooms)
        try root.write("inbound/uses-20260210.csv", Self.uses)
        #expect(try root.run("2026-02-10").exitCode == .attention)
        #expect(try holds(root, ".kvadratur") && isPublished(root))
        return root
    }

    /// Whether a file below the folder holds the secret anywhere in its bytes, also in what a database has
    /// let go of.
    private func holds(_ root: TrialRoot, _ folder: String) throws -> Bool {
        root.tree(folder).contains { name in
            (FileManager.default.contents(atPath: "\(root.path)/\(folder)/\(name)") ?? Data()).range(
                of: Data(Self.secret.utf8)) != nil
        }
    }

    private func isPublished(_ root: TrialRoot) -> Bool {
        root.latest().values.contains { $0.range(of: Data(Self.secret.utf8)) != nil }
    }

    private func erase(
        _ root: TrialRoot, _ files: [String], backups: [String] = [], asOf: String = "2026-02-11"
    ) throws -> (lines: [String], outcome: NightOutcome) {
        let done = try Erase(root: root.path).erase(
            .init(files: files, by: "Data officer", why: "a name in it", backups: backups),
            asOf: CalendarDay(asOf), progress: Progress(mode: .silent))
        return (done.lines, done.outcome)
    }

    @Test func nothingOfItIsLeftAndTheFiguresAreThoseWithoutIt() throws {
        let plain = try TrialRoot()
        try Good.drop(into: plain)
        try plain.run("2026-02-05")
        try plain.run("2026-02-11")
        let root = try nights()
        let done = try erase(root, ["rooms-20260210.csv", "uses-20260210.csv"])
        #expect(done.outcome.published && done.lines.count == 3)
        #expect(
            done.lines[0].hasPrefix("erased: rooms-20260210.csv, delivered 2026-02-10 for rooms, sha256 ")
                && done.lines[0].hasSuffix(", loaded, 1 row in force"))
        #expect(
            done.lines[2].hasPrefix(
                "outbound/editions: 1 published while it may have been in force (from 2026-02-10-"))
        // Not in the warehouse's rows, nor in its free pages or its journal, nor anywhere else but in the
        // edition that was published with it.
        #expect(try !holds(root, ".kvadratur") && !holds(root, "inbound") && !isPublished(root))
        #expect(
            try root.rows("select room, seats from raw_rooms order by room")
                == plain.rows("select room, seats from raw_rooms order by room"))
        #expect(
            try root.rows("select room, day, hours from raw_uses order by room, day")
                == plain.rows("select room, day, hours from raw_uses order by room, day"))
        #expect(
            try root.rows("select * from kpi_room order by 1")
                == plain.rows("select * from kpi_room order by 1"))
        #expect(try root.rows("pragma integrity_check") == ["ok"])
        // What stays: that it was, who wanted it and why.
        #expect(
            try root.rows(
                """
                select name, state, rows_in_force, fault_code, fault_en from ledger_file where state = \
                'erased' order by name
                """
            ) == [
                "rooms-20260210.csv|erased|0|erased|erased on 2026-02-11 by Data officer: a name in it",
                "uses-20260210.csv|erased|0|erased|erased on 2026-02-11 by Data officer: a name in it",
            ])
        #expect(try root.rows("select command from ledger_run order by run desc limit 1") == ["erase"])
        let list = try Erase(root: root.path).list()
        #expect(
            list.contains("uses-20260210.csv, sha256 ")
                && list.hasSuffix(": erased on 2026-02-11 by Data officer: a name in it\n"))
        // Another night changes nothing, a feed can be read again, and a past night says why it cannot be
        // made again.
        #expect(try root.run("2026-02-11").stepsDone == 0)
        try root.run("2026-02-11", scope: .table("raw_uses"))
        #expect(try root.rows("select count(*) from raw_uses") == ["3"])
        let past = try Program.play(["run", "--as-of", "2026-02-10", "--root", root.path])
        #expect(
            past.contains(
                "uses-20260210.csv, delivered 2026-02-10: erased on 2026-02-11 by Data officer: a name in it")
                && past.hasSuffix("exit 1"), "\(past)")
        #expect(try Program.play(["run", "--as-of", "2026-02-05", "--root", root.path]).hasSuffix("exit 0"))
    }

    @Test func theSameBytesAreNotTakenAgain() throws {
        let root = try nights()
        _ = try erase(root, ["rooms-20260210.csv", "uses-20260210.csv"])
        try root.write("inbound/uses-20260212.csv", Self.uses)
        let outcome = try root.run("2026-02-12")
        #expect(
            outcome.exitCode == .attention
                && outcome.warnings[0].contains("(erased on 2026-02-11 by Data officer: a name in it)"),
            "\(outcome.warnings)")
        #expect(
            root.tree("inbound").isEmpty
                && root.tree(".kvadratur/refused").contains { $0.hasSuffix("uses-20260212.csv") })
        #expect(try Retry(root: root.path).putBack(all: true).isEmpty)
        try root.run("2026-02-13")
        #expect(try !holds(root, ".kvadratur") && root.tree(".kvadratur/refused").isEmpty)
        // A file without it is taken as ever.
        try root.write(
            "inbound/uses-20260214.csv",
            Self.uses.replacing(Self.secret, with: "lab").replacing("lab;lab;1\n", with: ""))
        #expect(try root.run("2026-02-14").exitCode == .good)
    }

    @Test func refusedFilesGoToo() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.write("inbound/uses-20260204.csv", "room;hours\n\(Self.secret);1\n")
        try root.run("2026-02-05")
        #expect(try holds(root, ".kvadratur/refused"))
        _ = try erase(root, ["uses-20260204.csv"])
        #expect(try !holds(root, ".kvadratur"))
    }

    /// Killed behind its first step, or undone by a restore: the next night does the rest.
    @Test func aNightFinishesWhatWasWrittenDown() throws {
        let root = try nights()
        let files = try root.rows("select sha256 from ledger_file where name like '%20260210.csv'")
        let backup = root.path + "/copy.sqlite"
        _ = try Backup(root: root.path).write(into: backup)
        try Erasures(places: Places(root: root.path)).add(
            files.map { .init(sha256: $0, on: "2026-02-11", by: "Data officer", why: "a\tname\nin it") })
        #expect(try root.run("2026-02-11").published)
        #expect(try !holds(root, ".kvadratur") && !isPublished(root))
        #expect(
            try Erasures(places: Places(root: root.path)).all().map(\.why) == [
                "a name in it", "a name in it",
            ])
        _ = try Backup(root: root.path).restore(from: backup)
        #expect(try holds(root, ".kvadratur"))
        try root.run("2026-02-12")
        #expect(
            try !holds(root, ".kvadratur")
                && root.rows("select count(*) from ledger_file where state = 'erased'") == ["2"])
    }

    @Test func copiesOlderThanTheRetentionGoAndYoungerOnesAreNamed() throws {
        let root = try nights()
        try FileManager.default.createDirectory(
            atPath: root.path + "/copies", withIntermediateDirectories: true)
        for day in ["2026-02-10", "2026-05-01"] {
            try root.run(day)
            _ = try Backup(root: root.path).write(into: "\(root.path)/copies/\(day).sqlite")
        }
        _ = try Backup(root: root.path).restore(from: root.path + "/copies/2026-05-01.sqlite")
        try root.write("copies/notes.sqlite", "none")
        try root.run("2026-06-01")
        let request = Erase.Request(
            files: ["uses-20260210.csv"], by: "x", why: "y", backups: [root.path + "/copies"])
        let planned = try Erase(root: root.path).dryRun(request)
        #expect(
            planned.contains {
                $0.hasSuffix(
                    "2026-02-10.sqlite: would go: a copy up to the night of 2026-02-10, which held it")
            } && root.tree("copies").count == 3)
        let lines = try erase(
            root, ["uses-20260210.csv", "rooms-20260210.csv"], backups: [root.path + "/copies"],
            asOf: "2026-06-01"
        ).lines
        #expect(
            lines.contains {
                $0.hasSuffix(
                    "copies/2026-02-10.sqlite: gone: a copy up to the night of 2026-02-10, which held it")
            })
        #expect(
            lines.contains {
                $0.contains(
                    """
                    copies/2026-05-01.sqlite: a copy up to the night of 2026-05-01, which still holds \
                    it, until 2026-07-30 (retention.backup_days)
                    """
                )
            })
        #expect(
            lines.contains {
                $0.contains(
                    "before-restore-1.sqlite: a copy up to the night of 2026-05-01, which still holds it")
            })
        #expect(
            lines.contains {
                $0.contains("copies/notes.sqlite: ") && $0.hasSuffix("; it was not looked into and stays")
            })
        #expect(root.tree("copies") == ["2026-05-01.sqlite", "notes.sqlite"])
        // A copy made afterwards holds nothing of it.
        _ = try Backup(root: root.path).write(into: root.path + "/copies/after.sqlite")
        #expect(
            !(FileManager.default.contents(atPath: root.path + "/copies/after.sqlite")!.range(
                of: Data(Self.secret.utf8)) != nil))
    }

    @Test func wrongUseChangesNothing() throws {
        let root = try nights()
        try root.write("inbound/uses-20260210.csv", "room;day;hours\nlab;2026-02-10;1\n")
        try root.run("2026-02-11")
        let before = root.tree("")
        for (files, says) in [
            (["uses-20260210.csv"], "2 deliveries have this name"),
            (["nothing.csv"], "no delivery has this name"), (["0000000"], "no delivery has"),
        ] {
            #expect { try erase(root, files) } throws: {
                Failure.code(of: $0) == .usage && "\($0)".contains(says)
                    && "\($0)".contains("nothing was changed")
            }
        }
        #expect {
            try Erase(root: root.path).erase(
                .init(files: ["rooms-20260210.csv"], by: "", why: "y"), progress: Progress(mode: .silent))
        } throws: { Failure.code(of: $0) == .usage }
        #expect { try erase(root, ["rooms-20260210.csv"], asOf: "2026-02-06") } throws: {
            "\($0)".contains("is past")
        }
        #expect { try Erase(root: root.path).dryRun(.init(feed: "nonsense", by: "", why: "")) } throws: {
            "\($0)".contains("there is no feed nonsense")
        }
        #expect(root.tree("") == before)
        // All of a feed before a day.
        #expect(
            try Erase(root: root.path).dryRun(
                .init(feed: "uses", before: CalendarDay("2026-02-10"), by: "", why: "")
            ).first?.contains("uses-20260203.csv") == true)
        #expect(try Erase(root: root.path).list() == "Nothing was ever erased.\n")
    }

    @Test func theCommandSaysWhatItDid() throws {
        let root = try nights()
        #expect(try Program.play(["erase", "uses-20260210.csv", "--root", root.path]).hasSuffix("exit 64"))
        #expect(try Program.play(["erase", "--dry-run", "--root", root.path]).hasSuffix("exit 64"))
        #expect(
            try Program.play(["erase", "uses-20260210.csv", "--dry-run", "--root", root.path]).contains(
                "would be erased: uses-20260210.csv"))
        let said = try Program.play([
            "erase", "uses-20260210.csv", "rooms-20260210.csv", "--by", "Data officer", "--why", "a name",
            "--as-of", "2026-02-11", "--root", root.path,
        ])
        #expect(
            said.contains("erased: uses-20260210.csv, delivered 2026-02-10 for uses")
                && said.hasSuffix("exit 0"), "\(said)")
        #expect(try !holds(root, ".kvadratur"))
    }
}
