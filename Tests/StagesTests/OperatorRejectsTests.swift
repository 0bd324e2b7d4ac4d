import Foundation
import Testing

@testable import Stages

/// Rows set aside: shown, exported, mended, waived, settled by later files.
@Suite struct OperatorRejectsTests {
    private func rejects(_ root: TrialRoot) throws -> Rejects { try Rejects(root: root.path, language: .en) }

    private func night(uses: String, name: String = "uses-20260203.csv") throws -> TrialRoot {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.write("inbound/" + name, uses)
        #expect(try root.run().exitCode == .attention)
        return root
    }

    private let oneBad = "room;day;hours\nhall;2026-02-01;7,5\nlab;2026-02-01;x\nhall;2026-02-02;1,25\n"

    @Test func listsEveryFaultWithItsNumberAndTheNextCommand() throws {
        let root = try night(uses: oneBad)
        let text = try rejects(root).list("uses")
        let file = try root.rows("select file from ledger_file where feed = 'uses'")[0]
        #expect(text.hasPrefix("\(file).2  uses-20260203.csv:3:16: "))
        #expect(text.contains("next") == false && text.contains("kvadratur rejects --export uses"))
        #expect(try rejects(root).overview() == "uses: 1 row open\nnext: kvadratur rejects FEED\n")
        #expect(throws: UsageFailure.self) { try rejects(root).list("nothing") }
    }

    @Test func mendedRowsJoinTheirDeliveryAndSettleTheirRejects() throws {
        let root = try night(uses: oneBad)
        let path = root.path + "/uses-20260203.csv"
        let said = try rejects(root).export("uses", into: path)
        #expect(said.contains("1 row;"))
        let text = try #require(root.text("uses-20260203.csv"))
        let lines = text.split(whereSeparator: \.isNewline)
        #expect(lines[0] == "\u{FEFF}room;day;hours;reject_reason;reject_line;reject_of")
        #expect(
            lines[1].hasPrefix("lab;2026-02-01;x;") && lines[1].contains(";3;") && lines[1].hasSuffix(".2"))
        try root.write("inbound/uses-20260203.csv", text.replacing(";x;", with: ";2;"))
        #expect(try root.run("2026-03-01").warnings.isEmpty)
        // The other rows of that day are in force still: a mended file is no delivery of the day.
        #expect(
            try root.rows("select room, day, hours from raw_uses order by day, room") == [
                "hall|2026-02-01|7.5", "lab|2026-02-01|2.0", "hall|2026-02-02|1.25",
            ])
        #expect(try root.rows("select state from ledger_reject") == ["superseded"])
        #expect(try root.rows("select count(*) from ledger_event where column_name like 'reject%'") == ["0"])
        #expect(try rejects(root).list("uses") == "No row of uses is set aside.\n")
        #expect(try rejects(root).list("uses", all: true).contains(", superseded"))
        #expect(
            try rejects(root).export("uses", into: root.path + "/again.csv")
                == "No row of uses waits to be mended.\n")
        // Read again from the archive, it comes to the same.
        try root.run("2026-03-01", scope: .table("raw_uses"))
        #expect(
            try root.rows("select room, day, hours from raw_uses order by day, room") == [
                "hall|2026-02-01|7.5", "lab|2026-02-01|2.0", "hall|2026-02-02|1.25",
            ])
        #expect(try root.rows("select state from ledger_reject") == ["superseded"])
    }

    @Test func aMendedFileNeverReplacesAWholeFeed() throws {
        let root = try TrialRoot()
        try root.write(
            "inbound/rooms-20260201.csv",
            "room,seats,opened\nhall,120,\nlab,many,2020-08-01\nloft,0,2026-03-01\n")
        try root.run()
        _ = try rejects(root).export("rooms", into: root.path + "/rooms.csv")
        try root.write("inbound/rooms-20260201.csv", root.text("rooms.csv")!.replacing("many", with: "24"))
        try root.run("2026-03-01")
        #expect(
            try root.rows("select room, seats from raw_rooms order by room") == [
                "hall|120", "lab|24", "loft|0",
            ])
        #expect(try root.rows("select state from ledger_reject") == ["superseded"])
    }

    @Test func ofTwoRowsWithOneKeyTheOneThatIsKeptSettlesBoth() throws {
        let root = try night(
            uses:
                "room;day;hours\nhall;2026-02-01;7,5\nlab;2026-02-01;2\nlab;2026-02-01;3\nloft;2026-02-01;1\n"
        )
        #expect(
            try root.rows("select record, code from ledger_reject order by record") == [
                "2|duplicate_key", "3|duplicate_key",
            ])
        _ = try rejects(root).export("uses", into: root.path + "/mended.csv")
        let lines = try #require(root.text("mended.csv")).components(separatedBy: "\r\n")
        try root.write("inbound/uses-20260203.csv", [lines[0], lines[2], ""].joined(separator: "\r\n"))
        #expect(try root.run("2026-03-01").exitCode == .good)
        #expect(try root.rows("select state from ledger_reject") == ["superseded", "superseded"])
        #expect(
            try root.rows("select room, hours from raw_uses order by room") == [
                "hall|7.5", "lab|3.0", "loft|1.0",
            ])
    }

    @Test func aRowThatIsLeftOutStaysOpen() throws {
        let root = try night(uses: "room;day;hours\nhall;2026-02-01;x\nlab;2026-02-01;x\nloft;2026-02-01;1\n")
        _ = try rejects(root).export("uses", into: root.path + "/mended.csv")
        let lines = try #require(root.text("mended.csv")).components(separatedBy: "\r\n")
        try root.write(
            "inbound/uses-20260203.csv",
            [lines[0], lines[2].replacing(";x;", with: ";4;"), ""].joined(separator: "\r\n"))
        try root.run("2026-03-01")
        #expect(
            try root.rows("select record, state from ledger_reject order by record") == [
                "1|open", "2|superseded",
            ])
    }

    /// Another system's form: its own names, a preamble, Windows-1252, tabs.
    @Test func aFeedWithItsOwnFormComesBackInThatForm() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        let text =
            """
            Udtræk\nfra i dag\nLokale\tDato (dag)\tBrugte timer i \
            året\tHvem\nMødesal\t01-02-2026\tmange\ten \
            person\nlab\t01-02-2026\t2\tto\nhal\t02-02-2026\t3\ttre\n
            """
        try root.write("inbound/udtraek_20260203.txt", text.unicodeScalars.map { UInt8($0.value) })
        try root.run()
        #expect(try root.rows("select count(*) from raw_bookings_kmd") == ["2"])
        _ = try rejects(root).export("bookings_kmd", into: root.path + "/mended.txt")
        let mended = try #require(root.text("mended.txt"))
        #expect(
            mended.contains("Lokale\tDato (dag)\tBrugte timer i året\treject_reason")
                && mended.contains("Mødesal\t01-02-2026\tmange"))
        // A column that the contract does not know is never handed on.
        #expect(!mended.contains("person"))
        try root.write("inbound/udtraek_20260203.txt", mended.replacing("mange", with: "4,5"))
        #expect(try root.run("2026-03-01").warnings.isEmpty)
        #expect(
            try root.rows("select room, hours from raw_bookings_kmd order by room") == [
                "Mødesal|4.5", "hal|3.0", "lab|2.0",
            ])
    }

    @Test func aRowMendedBadlyIsSetAsideAgainUnderItsNewFile() throws {
        let root = try night(uses: oneBad)
        _ = try rejects(root).export("uses", into: root.path + "/mended.csv")
        try root.write("inbound/uses-20260203.csv", root.text("mended.csv")!.replacing(";x;", with: ";y;"))
        #expect(try root.run("2026-03-01").exitCode == .attention)
        #expect(try root.rows("select state from ledger_reject order by file") == ["superseded", "open"])
    }

    @Test func aLaterDeliveryOfTheKeySettlesTheReject() throws {
        let root = try night(uses: oneBad)
        try root.write("inbound/uses-20260205.csv", "room;day;hours\nlab;01-02-2026;3\n")
        try root.run("2026-03-01")
        #expect(try root.rows("select state from ledger_reject") == ["superseded"])
    }

    @Test func anotherDayLeavesTheRejectOpen() throws {
        let root = try night(uses: oneBad)
        try root.write("inbound/uses-20260205.csv", "room;day;hours\nlab;2026-02-05;3\n")
        try root.run("2026-03-01")
        #expect(try root.rows("select state from ledger_reject") == ["open"])
    }

    @Test func aCorrectedFileOfTheSameNameSettlesARowWhoseKeyWasBad() throws {
        let root = try night(uses: "room;day;hours\nhall;2026-02-01;7,5\nlab;31-02-2026;2\n")
        try root.write("inbound/uses-20260203.csv", "room;day;hours\nhall;2026-02-01;7,5\nlab;28-02-2026;2\n")
        try root.run("2026-03-01")
        #expect(try root.rows("select state from ledger_reject") == ["superseded"])
    }

    @Test func aRegisterRejectIsSettledByTheNextExtractOfItsMunicipality() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.write(
            "inbound/deep/er/houses_00001_20260201.xml", Good.houses.replacing("320", with: "many"))
        try root.run()
        #expect(try root.rows("select state from ledger_reject") == ["open"])
        #expect(throws: UsageFailure.self) { try rejects(root).export("houses", into: root.path + "/x.csv") }
        try root.write("inbound/houses_00002_20260203.xml", Good.houses.replacing("0012", with: "0013"))
        try root.run("2026-03-01")
        #expect(try root.rows("select state from ledger_reject") == ["superseded"])
    }

    @Test func aWaivedRowIsKeptShownAndStaysWaived() throws {
        let root = try night(uses: oneBad)
        let file = try root.rows("select file from ledger_file where feed = 'uses'")[0]
        let said = try rejects(root).waive("\(file).2", by: "head of facilities", why: "the room was closed")
        #expect(said.hasPrefix("uses-20260203.csv:3: waived by head of facilities: the room was closed"))
        #expect(
            try rejects(root).list("uses").hasSuffix(", waived by head of facilities: the room was closed\n"))
        try root.run("2026-03-01", scope: .table("raw_uses"))
        #expect(try root.rows("select state, waived_by from ledger_reject") == ["waived|head of facilities"])
        #expect(throws: UsageFailure.self) { try rejects(root).waive("99.1", by: "x", why: "y") }
        #expect(throws: UsageFailure.self) { try rejects(root).waive("nonsense", by: "x", why: "y") }
    }

    @Test func neverWritesOverAFile() throws {
        let root = try night(uses: oneBad)
        try root.write("kept.csv", "mine")
        #expect(throws: UsageFailure.self) { try rejects(root).export("uses", into: root.path + "/kept.csv") }
        #expect(root.text("kept.csv") == "mine")
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("-5,5", "-5,5"), ("-5 dage", "'-5 dage"), ("@SUM", "'@SUM"), ("plain", "plain"),
        ("-", "-"), ("'=1", "''=1"), ("'tis", "'tis"), ("\tx", "'\tx"),
    ])
    func aSpreadsheetSeesNoFormula(_ text: String, _ expected: String) {
        #expect(MendedFile.guarded(text) == expected)
    }

    /// What a spreadsheet would take for a formula has a guard in the exported file, and none in the
    /// warehouse.
    @Test func exportedTextsComeBackByteForByte() throws {
        let names = ["=1+1", "'=1+1", "''@x", "-5 dage", "+45 12 34 56 78", "'tis", "-5,5"]
        let root = try TrialRoot()
        try root.write(
            "schemas/feeds/uses.yaml",
            root.text("schemas/feeds/uses.yaml")!.replacing("rows: 2", with: "rows: 20"))
        try Good.drop(into: root)
        try root.write(
            "inbound/uses-20260203.csv",
            "room;day;hours\n" + names.map { "\($0);2026-02-01;x\n" }.joined() + "hall;2026-02-01;1\n")
        try root.run()
        _ = try rejects(root).export("uses", into: root.path + "/first.csv")
        let first = try #require(root.text("first.csv"))
        for cell in [
            "'=1+1;", "''=1+1;", "'''@x;", "'-5 dage;", "\r\n+45 12 34 56 78;", "\r\n'tis;", "\r\n-5,5;",
        ] { #expect(first.contains(cell)) }
        // Dropped in as it was exported, it is exported as it was, but for the file that it now comes from.
        try root.write("inbound/uses-20260203.csv", first)
        #expect(try root.run("2026-03-01").exitCode == .attention)
        _ = try rejects(root).export("uses", into: root.path + "/second.csv")
        func cells(_ text: String) -> [String] {
            text.components(separatedBy: "\r\n").map {
                $0.components(separatedBy: ";").prefix(4).joined(separator: ";")
            }
        }
        #expect(cells(first) == cells(try #require(root.text("second.csv"))))
        try root.write("inbound/uses-20260203.csv", root.text("second.csv")!.replacing(";x;", with: ";2;"))
        #expect(try root.run("2026-03-02").exitCode == .good)
        #expect(try root.rows("select room from raw_uses where hours = 2 order by _line") == names)
    }
}
