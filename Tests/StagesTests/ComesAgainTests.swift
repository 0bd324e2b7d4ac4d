import Foundation
import Testing

@testable import Stages

/// Law 4, same bytes load once, and the newest arrival wins: bytes that newer deliveries had replaced come
/// back in force when they are sent again.
@Suite struct ComesAgainTests {
    static let old = "room,seats\nhall,120\n"
    static let new = "room,seats\nhall,100\nlab,24\n"

    private func rooms(_ root: TrialRoot) throws -> [String] {
        try root.rows("select room || ' ' || seats from raw_rooms order by room")
    }

    /// Old, new, and the old bytes a third time, each under its name on its night.
    private func nights(_ names: [String]) throws -> TrialRoot {
        let root = try TrialRoot()
        for (index, name) in names.enumerated() {
            try root.write("inbound/" + name, index == 1 ? Self.new : Self.old)
            try root.run("2026-02-1\(index)")
        }
        return root
    }

    @Test(arguments: [
        ["rooms.csv", "rooms.csv", "rooms.csv"],
        ["rooms-20260201.csv", "rooms-20260205.csv", "rooms-20260209.csv"],
    ])
    func theOldFileSentAgainIsInForce(_ names: [String]) throws {
        let root = try nights(names)
        #expect(try rooms(root) == ["hall 120"])
        #expect(try root.lastSteps().contains("\(names[2]) done"))
        #expect(root.tree("inbound").isEmpty)
        // The ledger's books: each file once, every row accounted for, both arrivals known.
        #expect(
            try root.rows("select rows_loaded, rows_in_force from ledger_file order by file") == [
                "1|1", "2|0",
            ])
        #expect(
            try root.rows("select file, claimed_on from ledger_arrival order by arrival") == [
                "1|2026-02-10", "2|2026-02-11", "1|2026-02-12",
            ])
        // And stays so: a night without news, and the feed read again from the archive.
        #expect(try root.run("2026-02-12").stepsDone == 0)
        try root.run("2026-02-12", scope: .table("raw_rooms"))
        #expect(try rooms(root) == ["hall 120"])
    }

    @Test func whatItTakesOutOfForceIsTold() throws {
        let root = try nights(["rooms.csv", "rooms.csv"])
        try root.write("inbound/rooms (1).csv", Self.old)
        let outcome = try root.run("2026-02-12")
        #expect(
            outcome.warnings.contains {
                $0.contains(
                    "rooms (1).csv has the same bytes as rooms.csv, which newer deliveries had replaced")
            })
        #expect(outcome.warnings.count == 1 && outcome.warnings[0].contains("(came_again)"))
        #expect(try rooms(root) == ["hall 120"])
        // It is told once; from then on `status` says it, until a newer delivery comes.
        #expect(try root.run("2026-02-13").warnings.isEmpty)
        #expect(try Status(root: root.path).text().contains("(came_again)"))
    }

    @Test func anOldNameStandsWhereItsDatePutsIt() throws {
        let root = try nights(["rooms-20260201.csv", "rooms-20260205.csv", "rooms-20260201.csv"])
        #expect(try rooms(root) == ["hall 100", "lab 24"])
        #expect(try root.lastSteps().first == "rooms-20260201.csv same")
        #expect(try root.rows("select count(*) from ledger_arrival") == ["2"])
    }

    @Test func theNewestFileSentAgainChangesNoRowAndIsAsFreshAsItsLastDelivery() throws {
        let root = try TrialRoot()
        for (name, night) in [("rooms-20260201.csv", "2026-02-02"), ("rooms-20260301.csv", "2026-03-02")] {
            try root.write("inbound/" + name, Self.old)
            try root.run(night)
        }
        #expect(try root.lastSteps().first == "rooms-20260301.csv same")
        #expect(
            try root.rows("select feed, newest_delivered_on, age_days from raw_feed where feed = 'rooms'")
                == ["rooms|2026-03-01|1"])
        #expect(try root.run("2026-03-02").stepsDone == 0)
    }

    @Test func aMonthThatNobodyReplacedIsNotReadAgain() throws {
        let root = try TrialRoot()
        let january = "room;day;hours\nhall;2026-01-01;1\n"
        let february = "room;day;hours\nhall;2026-02-01;2\n"
        for (name, text) in [
            ("uses-20260131.csv", january), ("uses-20260228.csv", february), ("uses-20260301.csv", january),
        ] {
            try root.write("inbound/" + name, text)
            try root.run("2026-03-01")
        }
        #expect(try root.lastSteps().first == "uses-20260301.csv same")
        #expect(
            try root.rows("select day, hours from raw_uses order by day") == [
                "2026-01-01|1.0", "2026-02-01|2.0",
            ])
        #expect(try root.run("2026-03-01").stepsDone == 0)
    }

    @Test func aLostWarehouseComesBackToTheSame() throws {
        let root = try nights(["rooms.csv", "rooms.csv", "rooms.csv"])
        for file in root.tree(".kvadratur") where file.hasPrefix("warehouse") {
            try root.remove(".kvadratur/" + file)
        }
        try root.run("2026-02-12")
        #expect(try rooms(root) == ["hall 120"])
        #expect(
            try root.rows("select file, claimed_on from ledger_arrival order by arrival") == [
                "1|2026-02-10", "2|2026-02-11", "1|2026-02-12",
            ])
    }

    @Test func bytesThatRetentionLetGoAreKeptOnceMore() throws {
        let root = try nights(["rooms.csv", "rooms.csv"])
        let sha = try root.rows("select sha256 from ledger_file order by file")[0]
        let archive = Archive(folder: root.path + "/.kvadratur/archive")
        try archive.prune(sha)
        try root.write("inbound/rooms.csv", Self.old)
        try root.run("2026-02-12")
        #expect(try rooms(root) == ["hall 120"] && (try archive.entry(sha))?.claimedOn == "2026-02-10")
    }

    /// Rows mended weeks later belong to the delivery they were set aside from, in order and in age.
    @Test func mendedRowsAreAsOldAsTheirDelivery() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", "room,seats\nhall,120\nlab,many\n")
        try root.run("2026-02-02")
        _ = try Rejects(root: root.path, language: .en).export("rooms", into: root.path + "/mended.csv")
        try root.write("inbound/rooms.csv", root.text("mended.csv")!.replacing("many", with: "24"))
        try root.run("2026-03-20")
        #expect(try rooms(root) == ["hall 120", "lab 24"])
        #expect(
            try root.rows("select delivered_on from ledger_file order by arrival") == [
                "2026-02-01", "2026-02-01",
            ])
        #expect(try root.rows("select state, age_days from raw_feed where feed = 'rooms'") == ["stale|47"])
        // A delivery that is newer than the mended one holds, whenever the rows were mended.
        let other = try TrialRoot()
        try other.write("inbound/rooms-20260201.csv", "room,seats\nhall,120\nlab,many\n")
        try other.run("2026-02-02")
        _ = try Rejects(root: other.path, language: .en).export("rooms", into: other.path + "/mended.csv")
        try other.write("inbound/rooms-20260301.csv", Self.new)
        try other.run("2026-03-02")
        try other.write("inbound/rooms.csv", other.text("mended.csv")!.replacing("many", with: "5"))
        try other.run("2026-03-20")
        #expect(try rooms(other) == ["hall 100", "lab 24"])
        for file in other.tree(".kvadratur") where file.hasPrefix("warehouse") {
            try other.remove(".kvadratur/" + file)
        }
        try other.run("2026-03-20")
        #expect(try rooms(other) == ["hall 100", "lab 24"])
    }
}
