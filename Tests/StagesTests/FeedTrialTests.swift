import Foundation
import Records
import Testing

@testable import Stages

/// A file that is tried: told as the night would tell it, and nothing touched.
@Suite struct FeedTrialTests {
    /// Every file below a root with its bytes, the engine's own state too. Whoever reads a warehouse leaves
    /// SQLite's empty files of readers beside it.
    private func everything(_ root: TrialRoot) -> [String: Data] {
        let all = root.tree("").map {
            ($0, FileManager.default.contents(atPath: root.path + "/" + $0) ?? Data())
        }
        return Dictionary(
            uniqueKeysWithValues: all.filter {
                !$0.0.hasSuffix("-shm") && !($0.0.hasSuffix("-wal") && $0.1.isEmpty)
            })
    }

    private func trial(_ root: TrialRoot, _ files: [String], feed: String? = nil, language: Language = .en)
        throws -> (text: String, isGood: Bool)
    {
        try FeedTrial(root: root.path, asOf: CalendarDay("2026-03-01")!, language: language).text(
            files.map { root.path + "/" + $0 }, feed: feed)
    }

    @Test func saysWhatWouldBeLoadedWhereNoNightRan() throws {
        let root = try TrialRoot()
        try root.write("mine/uses-20260301.csv", Good.uses)
        let before = everything(root)
        let said = try trial(root, ["mine/uses-20260301.csv"])
        #expect(
            said.isGood && said.text.contains("3 rows: 3 would be loaded")
                && said.text.contains("nothing was touched"))
        #expect(
            everything(root) == before && root.tree(".kvadratur").isEmpty && root.tree("outbound").isEmpty)
    }

    @Test func namesWhatWouldBeSetAsideAndTouchesNothingOfAWarehouse() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        try root.write(
            "mine/uses-20260301.csv",
            "room;day;hours;who\nhall;2026-02-01;7,5;x\nlab;31-02-2026;2;y\nlab;2026-02-01;25;z\n")
        let before = everything(root)
        let said = try trial(root, ["mine/uses-20260301.csv"])
        #expect(!said.isGood)
        #expect(said.text.contains("3 rows: 1 would be loaded, 2 set aside"))
        #expect(
            said.text.contains("uses-20260301.csv:3:") && said.text.contains("\"31-02-2026\" is not a date"))
        #expect(
            said.text.contains("that are in force now would be replaced") && said.text.contains("noted: ")
                && said.text.contains("who"))
        #expect(everything(root) == before)
        // What was said is what the night does.
        try root.write(
            "inbound/uses-20260301.csv",
            FileManager.default.contents(atPath: root.path + "/mine/uses-20260301.csv").map { Array($0) }!)
        try root.run("2026-03-01")
        #expect(
            try root.rows(
                "select rows_loaded, rows_rejected from ledger_file where name = 'uses-20260301.csv'") == [
                    "1|2"
                ])
    }

    @Test func aFileThatComesLateIsReadBesideTheArchive() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        try root.write("mine/uses-20260101.csv", "room;day;hours\nhall;2026-01-01;1\n")
        let before = everything(root)
        #expect(try trial(root, ["mine/uses-20260101.csv"]).text.contains("1 row: 1 would be loaded"))
        #expect(everything(root) == before)
    }

    @Test func knowsBytesAgainAndSaysWhatNoFeedKnows() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        try root.write("mine/uses-20260203.csv", Good.uses)
        try root.write("mine/other.csv", "a;b\n1;2\n")
        #expect(
            try trial(root, ["mine/uses-20260203.csv"]).text.contains("the same bytes as uses-20260203.csv"))
        let other = try trial(root, ["mine/other.csv"])
        #expect(
            !other.isGood && other.text.contains("(unknown_feed)")
                && other.text.contains("kvadratur feed suggest"))
        let said = try trial(root, ["mine/other.csv"], feed: "uses", language: .da)
        #expect(said.text.contains("intet er rørt") && said.text.contains("room"))
        #expect(throws: UsageFailure.self) { try trial(root, ["mine/other.csv"], feed: "usess") }
        #expect(throws: UsageFailure.self) { try trial(root, ["mine/none.csv"]) }
    }

    @Test func filesAreReadBesideThoseBeforeThem() throws {
        let root = try TrialRoot()
        try root.write("mine/uses-20260301.csv", Good.uses)
        try root.write("mine/uses-20260302.csv", "room;day;hours\nhall;2026-02-01;8\n")
        let said = try trial(root, ["mine/uses-20260301.csv", "mine/uses-20260302.csv"])
        #expect(said.text.contains("2 rows that are in force now would be replaced"))
    }

    /// A sheet that counts one kind has no column for the kind: its header says it.
    @Test func aHeaderSaysWhatNoColumnDoes() throws {
        let root = try TrialRoot()
        let feed = try #require(root.text("pipelines/1_raw/uses.yaml"))
        try root.write(
            "pipelines/1_raw/uses.yaml",
            feed + "map:\n  hours: [{column: Timer i salen, says: {room: hall}}, Timer]\n")
        try root.write("inbound/Brug af salen.csv", "day;Timer i salen\n2026-02-01;7,5\n2026-02-02;1\n")
        try root.write("inbound/uses-20260202.csv", "room;day;Timer\nlab;2026-02-03;2\n;2026-02-03;2\n")
        try root.run()
        let rows = try root.rows("select room, day, hours from raw_uses order by day")
        #expect(rows == ["hall|2026-02-01|7.5", "hall|2026-02-02|1.0", "lab|2026-02-03|2.0"])
        // Where the header says nothing, an empty cell is one that lacks its value.
        #expect(try root.rows("select code, column_name from ledger_reject") == ["missing_value|room"])
    }

    @Test func whatAHeaderSaysIsOfAColumn() throws {
        let root = try TrialRoot()
        let feed = try #require(root.text("pipelines/1_raw/uses.yaml"))
        try root.write(
            "pipelines/1_raw/uses.yaml", feed + "map:\n  hours: {column: Timer, says: {rooms: hall}}\n")
        #expect(throws: ConfigurationFailure.self) { try root.run() }
    }
}
