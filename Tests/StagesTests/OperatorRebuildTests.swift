import Foundation
import Project
import Records
import Sample
import Testing
import Warehouse

@testable import Stages

/// A past night made again from the archive: the bytes that were published, and nothing of tonight touched.
@Suite struct OperatorRebuildTests {
    private static func again(_ root: TrialRoot, _ day: String) throws -> Rebuild.Outcome {
        try #require(try Rebuild(root: root.path, asOf: CalendarDay(day)!, progress: Progress(mode: .silent)))
            .run()
    }

    /// Every file below `outbound/` with its bytes, and where `latest` points.
    private static func outbound(_ root: TrialRoot) -> [String: Data] {
        var files = Dictionary(
            uniqueKeysWithValues: root.tree("outbound").map {
                ($0, FileManager.default.contents(atPath: "\(root.path)/outbound/\($0)")!)
            })
        files["latest"] =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: root.path + "/outbound/latest")).map {
                Data($0.utf8)
            }
        return files
    }

    private static func edition(_ root: TrialRoot, _ day: String) throws -> String {
        try #require(
            try root.rows("select name from ledger_edition where as_of = '\(day)' order by run desc limit 1")
                .first)
    }

    private static func warehouse(_ root: TrialRoot) -> Data {
        FileManager.default.contents(atPath: root.path + "/.kvadratur/warehouse.sqlite")!
    }

    private static func remove(_ folder: String) throws { try FileManager.default.removeItem(atPath: folder) }

    /// Five nights of the sample; on the third a file is refused, on the fourth it is mended and a baseline
    /// is frozen, on the fifth a row is waived.
    @Test func nightsOfTheSampleComeAgainByteForByte() throws {
        let root = try TrialRoot(project: repository)
        let days = ["2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]
        for (night, day) in days.enumerated() {
            var sample = SampleMunicipality(properties: 20, seed: 7, asOf: days[0], dirtyPermille: 20)
            sample.night = night
            _ = try sample.write(into: root.path + "/inbound")
            if night == 2 { try root.write("inbound/leases-2026-03.csv", "lejemål;ejendom\n1\n") }
            if night == 3 {
                try Baseline(root: root.path).freeze()
                let open = try #require(
                    try root.rows(
                        """
                        select file || '.' || record from ledger_reject where state = 'open' order by 1 \
                        limit 1
                        """
                    ).first)
                _ = try Rejects(root: root.path).waive(open, by: "registrar", why: "known")
            }
            try root.run(day)
        }
        #expect(try root.rows("select count(*) from ledger_file where state = 'refused'") == ["1"])
        let (published, stands) = (Self.outbound(root), Self.warehouse(root))
        for day in [days[1], days[2], days[3], days[0]] {
            let outcome = try Self.again(root, day)
            #expect(
                outcome.exitCode == .good && outcome.warnings.isEmpty
                    && outcome.lines.last!.contains("byte for byte as it was published"), "\(day): \(outcome)"
            )
        }
        #expect(Self.outbound(root) == published && Self.warehouse(root) == stands)
        #expect(!FileManager.default.fileExists(atPath: root.path + "/.kvadratur/rebuild"))

        // Deleted by hand, it is there again; tonight's night is no past night.
        let name = try Self.edition(root, days[1])
        try Self.remove("\(root.path)/outbound/editions/\(name)")
        #expect(try Self.again(root, days[1]).lines.last!.contains("it was gone and is there again"))
        #expect(Self.outbound(root) == published)
        #expect(
            try Rebuild(root: root.path, asOf: CalendarDay(days[4])!, progress: Progress(mode: .silent))
                == nil)
    }

    private func nights() throws -> TrialRoot {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-01")
        try root.write("inbound/uses-20260215.csv", "room;day;hours\nhall;2026-02-01;9\n")
        try root.write(
            "inbound/rooms-20260215.csv", "room,seats,opened\nhall,121,\nlab,25,2020-08-01\nloft,4,\nden,x,\n"
        )
        try root.run("2026-02-15")
        try root.write("inbound/rooms-20260320.csv", Good.rooms + "attic,3,\n")
        try root.run("2026-03-20")
        return root
    }

    @Test func bytesThatTheNightNeedsAreAskedForByNameAndNoOthers() throws {
        let root = try nights()
        let archive = Archive(folder: root.path + "/.kvadratur/archive")
        let files = Dictionary(
            uniqueKeysWithValues: try root.rows("select name, sha256 from ledger_file").map {
                ($0.split(separator: "|")[0], String($0.split(separator: "|")[1]))
            })
        // Superseded before that night: not needed.
        try archive.prune(files["rooms-20260201.csv"]!)
        #expect(try Self.again(root, "2026-02-15").exitCode == .good)
        try archive.prune(files["rooms-20260215.csv"]!)
        try Self.remove(archive.folder(of: files["uses-20260203.csv"]!))
        let before = (Self.outbound(root), Self.warehouse(root))
        do {
            _ = try Self.again(root, "2026-02-15")
            Issue.record("it must say what is gone")
        } catch {
            #expect(Failure.code(of: error) == .attention)
            let text = "\(error)"
            #expect(
                text.hasPrefix(
                    "the night of 2026-02-15 cannot be made again: 2 files that it rests on are gone\n"))
            #expect(text.contains("uses-20260203.csv, delivered 2026-02-03: missing in the archive"))
            #expect(text.contains("rooms-20260215.csv, delivered 2026-02-15: let go by retention"))
            #expect(text.contains("nothing was changed; next: put the bytes back"))
        }
        #expect(Self.outbound(root) == before.0 && Self.warehouse(root) == before.1)
    }

    @Test func bytesThatRottedInTheArchiveAreNotBelieved() throws {
        let root = try nights()
        let path = try #require(root.tree(".kvadratur/archive").first { $0.hasSuffix("uses-20260203.csv") })
        try root.write(".kvadratur/archive/" + path, "room;day;hours\nhall;2026-02-01;1\n")
        #expect(throws: Rebuild.HarmedArchive.self) { try Self.again(root, "2026-02-15") }
    }

    @Test func aChangedProjectGivesAnotherEditionAndTheDifferenceIsNamed() throws {
        let root = try nights()
        let name = try Self.edition(root, "2026-02-15")
        let published = Self.outbound(root)
        try root.write(
            "pipelines/3_kpi/kpi_room.sql",
            root.text("pipelines/3_kpi/kpi_room.sql")!.replacingOccurrences(
                of: "sum(u.hours)", with: "max(u.hours)"))
        let outcome = try Self.again(root, "2026-02-15")
        #expect(outcome.exitCode == .attention)
        let warning = try #require(outcome.warnings.first)
        #expect(
            warning.contains("made again, but not as it was published (\(name))")
                && warning.contains("\n  pipelines/3_kpi/kpi_room.sql says something else now\n"))
        let made = try #require(root.tree("outbound/rebuilt").first { $0.hasSuffix("rooms.csv") })
        #expect(root.text("outbound/rebuilt/" + made)!.contains("hall,121,18"))
        #expect(Self.outbound(root).filter { !$0.key.hasPrefix("rebuilt/") } == published)
    }

    @Test func anEditionThatSomebodyChangedIsNotOverwritten() throws {
        let root = try nights()
        let name = try Self.edition(root, "2026-02-15")
        let whole = root.text("outbound/editions/\(name)/rooms.csv")
        try root.write("outbound/editions/\(name)/rooms.csv", "mine\n")
        let outcome = try Self.again(root, "2026-02-15")
        #expect(
            outcome.exitCode == .attention
                && outcome.warnings[0].contains("somebody changed it after it was published: rooms.csv"))
        #expect(
            root.text("outbound/editions/\(name)/rooms.csv") == "mine\n"
                && root.text("outbound/rebuilt/\(name)/rooms.csv") == whole)
    }

    /// A file refused that night and taken by a later one was refused that night.
    @Test func aFileThatWasRefusedThenIsRefusedAgain() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.write("inbound/mystery.csv", "a;b\n1;2\n")
        try root.run("2026-02-01")
        let name = try Self.edition(root, "2026-02-01")
        try root.run("2026-02-02")
        _ = try #require(root.tree("inbound").first { $0 == "mystery.csv" })
        try root.run("2026-02-03")
        #expect(
            try Self.again(root, "2026-02-01").lines.last!.contains(
                "editions/\(name): made again, byte for byte"))
        #expect(try Self.again(root, "2026-02-02").exitCode == .good)
    }

    /// The same bytes hold, then others, then the same again.
    @Test func bytesThatCameAgainStoodWhereTheyStoodThen() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-01")
        try root.write("inbound/rooms-20260210.csv", "room,seats\nhall,121\n")
        try root.run("2026-02-10")
        try root.write("inbound/rooms-20260220.csv", Good.rooms)
        try root.run("2026-02-20")
        try root.write("inbound/rooms-20260225.csv", "room,seats\nhall,122\n")
        try root.run("2026-02-25")
        let archived = root.tree(".kvadratur/archive").map { root.text(".kvadratur/archive/" + $0) }
        for day in ["2026-02-20", "2026-02-10", "2026-02-01"] {
            let outcome = try Self.again(root, day)
            #expect(
                outcome.exitCode == .good
                    && outcome.lines.last!.contains("byte for byte as it was published"), "\(day): \(outcome)"
            )
        }
        #expect(root.tree(".kvadratur/archive").map { root.text(".kvadratur/archive/" + $0) } == archived)
    }

    /// A table that an audit held back showed an earlier night: the nights since then are played.
    @Test func aNightWithATableHeldBackComesAgain() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-01")
        try root.write("inbound/rooms-20260210.csv", "room,seats\nhall,121\narena,9000\n")
        try root.run("2026-02-10")
        try root.write("inbound/uses-20260211.csv", "room;day;hours\nhall;2026-02-01;9\n")
        try root.run("2026-02-11")
        try root.write("inbound/rooms-20260212.csv", Good.rooms)
        try root.run("2026-02-12")
        for day in ["2026-02-11", "2026-02-10", "2026-02-01"] {
            let outcome = try Self.again(root, day)
            #expect(
                outcome.exitCode == .good
                    && outcome.lines.last!.contains("byte for byte as it was published"), "\(day): \(outcome)"
            )
        }
    }

    @Test func aMissedNightIsMadeFromWhatHadBeenDelivered() throws {
        let root = try nights()
        let published = Self.outbound(root)
        let night = try #require(
            try Rebuild(root: root.path, asOf: CalendarDay("2026-03-01")!, progress: Progress(mode: .silent)))
        #expect(
            try night.dryRun().lines.first
                == """
                The night of 2026-03-01 never ran: it is made now from 4 files of the archive, what had \
                been delivered by then.
                """
        )
        #expect(Self.outbound(root) == published)
        let outcome = try night.run()
        #expect(
            outcome.exitCode == .good
                && outcome.lines.last!.contains("the edition of the night that was missed"))
        let rooms = try #require(root.tree("outbound/rebuilt").first { $0.hasSuffix("rooms.csv") })
        #expect(rooms.hasPrefix("2026-03-01-") && !root.text("outbound/rebuilt/" + rooms)!.contains("attic"))
        #expect(Self.outbound(root).filter { !$0.key.hasPrefix("rebuilt/") } == published)
        #expect(try root.rows("select count(*) from ledger_run") == ["3"])
    }

    @Test func whatAKilledRebuildLeftIsRemovedByTheNextNight() throws {
        let root = try nights()
        try root.write(".kvadratur/rebuild/warehouse.sqlite", "half")
        try root.run("2026-03-21")
        #expect(!FileManager.default.fileExists(atPath: root.path + "/.kvadratur/rebuild"))
    }
}
