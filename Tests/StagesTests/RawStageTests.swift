import Foundation
import Project
import Records
import Testing
import Warehouse

@testable import Stages

/// Deliveries into the raw tables, night by night.
@Suite struct RawStageTests {
    static let table =
        """
        select room || ' ' || seats || ' ' || f.name from raw_rooms as r join ledger_file as f on \
        f.file = r._file order by 1
        """

    @Test func theSameBytesLoadOnce() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.run()
        // All but the age of the delivery: what was sent again is as fresh as that.
        func rows() throws -> [String: [String]] {
            try NightTests.dump(root).filter { !["raw_file", "raw_feed"].contains($0.key) }
        }
        let before = try rows()
        try root.write("inbound/a/rooms-20260301.csv", Good.rooms)
        let outcome = try root.run()
        #expect(outcome.exitCode == .good && root.tree("inbound") == [])
        #expect(try root.lastSteps()[0] == "a/rooms-20260301.csv same")
        #expect(try rows() == before)
        #expect(try root.rows("select delivered_on, rows_accepted from raw_file") == ["2026-03-01|3"])
        #expect(try root.rows("select count(*) from ledger_file") == ["1"])
    }

    @Test func twoOfTheSameBytesInOneNight() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.write("inbound/rooms-20260202.csv", Good.rooms)
        #expect(try root.run().exitCode == .good)
        #expect(
            try root.rows("select name from ledger_file") == ["rooms-20260201.csv"]
                && root.tree("inbound") == [])
    }

    @Test func anOlderDeliveryAfterANewerOneChangesNothingThatTheNewerSays() throws {
        let root = try TrialRoot()
        try root.write("inbound/uses-20260210.csv", "room;day;hours\nhall;2026-02-01;9\n")
        try root.run()
        try root.write("inbound/uses-20260203.csv", Good.uses)
        try root.run()
        #expect(
            try root.rows("select room, day, hours from raw_uses order by day, room") == [
                "hall|2026-02-01|9.0", "hall|2026-02-02|1.25",
            ])
        #expect(
            try root.rows("select name, rows_in_force from ledger_file order by name") == [
                "uses-20260203.csv|1", "uses-20260210.csv|1",
            ])
    }

    @Test func anOlderWholeDeliveryIsLoadedButNotInForce() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260210.csv", "room,seats\nhall,1\n")
        try root.run()
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.run()
        #expect(try root.rows(Self.table) == ["hall 1 rooms-20260210.csv"])
        #expect(
            try root.rows("select file, state from raw_file where feed = 'rooms' order by file") == [
                "rooms-20260201.csv|superseded", "rooms-20260210.csv|loaded",
            ])
    }

    @Test func aRefusedFileLeavesTheRowsUntouchedAndIsNotLost() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.run()
        let before = try root.rows(Self.table)
        let bad = "room,seats\nhall,1\nlab,x\nloft,x\nattic,x\n"
        try root.write("inbound/rooms-20260202.csv", bad)
        let outcome = try root.run()
        #expect(outcome.exitCode == .attention && outcome.stepsFailed == 1)
        #expect(try root.rows(Self.table) == before)
        let refused = root.tree(".kvadratur/refused")
        #expect(refused.count == 2 && root.text(".kvadratur/refused/" + refused[0]) == bad)
        #expect(root.text(".kvadratur/refused/" + refused[1])?.hasPrefix("rooms-20260202.csv:3:5: ") == true)
        #expect(root.tree("inbound") == [])
        // Put back without change it is refused again; mended under the same name it loads.
        try root.write("inbound/rooms-20260202.csv", bad)
        #expect(try root.run().exitCode == .attention)
        try root.write("inbound/rooms-20260202.csv", "room,seats,opened\nhall,1,\n")
        #expect(try root.run().exitCode == .good)
        #expect(try root.rows(Self.table) == ["hall 1 rooms-20260202.csv"])
    }

    @Test func aRefusedFileLoadsWhenTheContractAllowsIt() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260202.csv", "room,seats\nhall,1\nlab,x\nloft,x\nattic,x\n")
        try root.run()
        try root.write(
            "schemas/feeds/rooms.yaml",
            root.text("schemas/feeds/rooms.yaml")!.replacingOccurrences(of: "rows: 2", with: "rows: 3"))
        let file = root.tree(".kvadratur/refused").first { $0.hasSuffix(".csv") }!
        try root.write("inbound/rooms-20260202.csv", root.text(".kvadratur/refused/" + file)!)
        let outcome = try root.run()
        #expect(outcome.stepsFailed == 0)
        #expect(try root.rows("select state, rows_loaded, rows_rejected from ledger_file") == ["loaded|1|3"])
    }

    @Test func aCorrectionReplacesWhatItNames() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        try root.write("inbound/uses-20260204.csv", "room;day;hours\nhall;2026-02-01;8\n")
        try root.run()
        // The whole day is replaced, the other day stays.
        #expect(
            try root.rows("select room, day, hours from raw_uses order by day, room") == [
                "hall|2026-02-01|8.0", "hall|2026-02-02|1.25",
            ])
    }

    @Test func theSameNameOfTheSameDayWithOtherBytesIsACorrection() throws {
        let root = try TrialRoot()
        for hours in [8, 7, 6, 5, 4] {
            try root.write("inbound/uses-20260204.csv", "room;day;hours\nhall;2026-02-01;\(hours)\n")
            try root.run("2026-03-0\(9 - hours)")
        }
        #expect(try root.rows("select hours from raw_uses") == ["4.0"])
    }

    @Test func recordsAddUp() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", "room,seats\nhall,1\nhall,1\nlab,2\nlab,3\nloft,x\n")
        _ = try root.run()
        #expect(
            try root.rows(
                """
                select state, records_read, rows_loaded, rows_rejected, rows_duplicate, fault_code from \
                ledger_file
                """
            ) == ["refused|0|0|0|0|over_tolerance"])
        try root.write("inbound/rooms-20260201.csv", "room,seats\nhall,1\nhall,1\nlab,2\nlab,3\nattic,4\n")
        #expect(try root.run().exitCode == .attention)
        #expect(
            try root.rows(
                """
                select state, records_read, rows_loaded, rows_rejected, rows_duplicate from ledger_file \
                where state = 'loaded'
                """
            ) == ["loaded|5|2|2|1"])
        #expect(try root.rows(Self.table) == ["attic 4 rooms-20260201.csv", "hall 1 rooms-20260201.csv"])
    }

    @Test func aListWithoutRowsIsHeldAndTheLastOneStays() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.run()
        try root.write("inbound/rooms-20260301.csv", "room,seats\n")
        try root.run("2026-03-01")
        #expect(try root.rows("select count(*) from raw_rooms") != ["0"])
        #expect(try root.rows("select state from ledger_file where name = 'rooms-20260301.csv'") == ["held"])
    }
}
