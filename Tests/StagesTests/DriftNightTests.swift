import Contracts
import Foundation
import Project
import Records
import Testing
import Warehouse

@testable import Stages

/// Deliveries whose form or size changes: what is told, once, and what is refused.
@Suite struct DriftNightTests {
    /// Uses with an optional column more and one that has codes.
    private func root(_ feed: String = "") throws -> TrialRoot {
        let root = try TrialRoot()
        try root.write(
            "schemas/feeds/uses.yaml",
            root.text("schemas/feeds/uses.yaml")! + "  - {name: purpose, type: code, codes: purpose}\n")
        try root.write(
            "pipelines/0_given/codes.csv", "list,code,name_da,name_en\npurpose,a,a,a\npurpose,b,b,b\n")
        try root.write("pipelines/1_raw/uses.yaml", root.text("pipelines/1_raw/uses.yaml")! + feed)
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        return root
    }

    /// A source that comes to write its keys otherwise (another computer's letters, another hyphen) is told
    /// once; one cell is only noted.
    @Test func keysOfAnotherSpellingAreNewsWhenATenthOfTheRowsHaveThem() throws {
        let one = LedgerEvent(code: .foldedKey, column: "room", detail: "Sal–1", count: 2)
        let other = LedgerEvent(code: .foldedKey, column: "house", detail: "H–1", count: 2)
        func news(_ previous: [LedgerEvent]?, _ records: Int) throws -> Bool {
            try Drift(policy: DriftPolicy(), previous: previous, records: records).judge([one])[0].isNews
        }
        #expect(try news([], 10) && news([other], 10))
        #expect(try !news([], 100) && !news([one], 10) && !news(nil, 10))
    }

    private let first = "room;day;hours;purpose\nhall;2026-02-01;1;a\n"

    /// The warnings of a second delivery, after a first one that is as agreed; lines of what it says, without
    /// the next step.
    private func second(_ text: String, feed: String = "") throws -> (
        root: TrialRoot, outcome: NightOutcome, says: [String]
    ) {
        let root = try root(feed)
        try root.write("inbound/uses-20260203.csv", first)
        #expect(try root.run("2026-02-04").exitCode == .good)
        try root.write("inbound/uses-20260210.csv", Array(text.utf8))
        let outcome = try root.run("2026-02-11")
        return (
            root, outcome,
            outcome.warnings.flatMap { $0.split(separator: "\n").map(String.init) }.filter {
                $0.hasPrefix("inbound/")
            }.map { $0.replacing("inbound/uses-20260210.csv", with: "") }
        )
    }

    @Test(
        arguments: [
            ("a new column", "room;day;hours;purpose;note\nhall;2026-02-02;1;a;x\n", []),
            (
                "a column that went", "room;day;hours\nhall;2026-02-02;1\n",
                [": a column that is not required is missing: purpose (missing_optional_column)"]
            ),
            (
                "a column with a new name", "room;day;hours;formål\nhall;2026-02-02;1;a\n",
                [": a column seems to have a new name: purpose (formål) (renamed_column)"]
            ),
            ("columns in another order", "day;room;hours;purpose\n2026-02-02;hall;1;a\n", []),
            (
                "a code that no list has", "room;day;hours;purpose\nhall;2026-02-02;1;c\n",
                [": purpose: \"c\" is not in the code list (unknown_code)"]
            ),
            (
                "another separator", "room,day,hours,purpose\nhall,2026-02-02,1,a\n",
                [": the file has another separator than agreed (;) (other_separator)"]
            ),
            (
                "an undeclared total", "room;day;hours;purpose\nhall;2026-02-02;1;a\nI alt;2026-02-02;1;a\n",
                [
                    """
                    :3: record 2: the row is a total and not a record (the feed does not name it under \
                    total_rows) (total_row)
                    """
                ]
            ),
            (
                "text encoded twice", "room;day;hours;purpose\nBlÃ¥ sal;2026-02-02;1;a\n",
                [": text seems to have been encoded twice (1) (mojibake)"]
            ),
        ] as [(String, String, [String])])
    func told(_ name: String, _ text: String, _ says: [String]) throws {
        let night = try second(text)
        #expect(night.says == says)
        #expect(night.outcome.exitCode == (says.isEmpty ? .good : .attention))
        // The row is in force all the same, and the total is not.
        #expect(
            try night.root.rows(
                "select count(*), coalesce(sum(hours), 0) from raw_uses where day = '2026-02-02'") == [
                    "1|1.0"
                ])
        // The same form again is no news.
        let again = text.replacing("2026-02-02", with: "2026-02-03")
        try night.root.write("inbound/uses-20260211.csv", again)
        let third = try night.root.run("2026-02-12")
        #expect(third.exitCode == (name == "an undeclared total" ? .attention : .good))
    }

    @Test(arguments: [
        ("unknown_field", "room;day;hours;purpose;note\nhall;2026-02-02;1;a;x\n"),
        ("missing_optional_column", "room;day;hours\nhall;2026-02-02;1\n"),
        ("renamed_column", "room;day;hours;formål\nhall;2026-02-02;1;a\n"),
        ("reordered_columns", "day;room;hours;purpose\n2026-02-02;hall;1;a\n"),
        ("unknown_code", "room;day;hours;purpose\nhall;2026-02-02;1;c\n"),
        ("other_separator", "room,day,hours,purpose\nhall,2026-02-02,1,a\n"),
        ("total_row", "room;day;hours;purpose\nhall;2026-02-02;1;a\nI alt;2026-02-02;1;a\n"),
        ("mojibake", "room;day;hours;purpose\nBlÃ¥ sal;2026-02-02;1;a\n"),
        ("mixed_line_ends", "room;day;hours;purpose\r\nhall;2026-02-02;1;a\n"),
    ])
    func eachKindCanStopAFileOrBeAccepted(_ code: String, _ text: String) throws {
        let stopped = try second(text, feed: "drift: {\(code): stop}\n")
        #expect(stopped.outcome.warnings.first?.contains("(\(code))") == true)
        #expect(
            try stopped.root.rows("select name, fault_code from ledger_file where state = 'refused'") == [
                "uses-20260210.csv|\(code)"
            ])
        #expect(try stopped.root.rows("select count(*) from raw_uses where day = '2026-02-02'") == ["0"])
        #expect(stopped.root.tree(".kvadratur/refused").contains { $0.hasSuffix("uses-20260210.csv") })
        let accepted = try second(text, feed: "drift: {\(code): accept}\n")
        #expect(accepted.outcome.warnings.filter { $0.contains("(\(code))") } == [])
        #expect(
            try accepted.root.rows(
                """
                select count(*) from ledger_event as e join ledger_file as f on f.file = e.file where \
                e.code = '\(code)' and e.news = 0 and f.name = 'uses-20260210.csv'
                """
            ) == ["1"])
    }

    /// The encoding mark at the start of a file that another encoding was agreed for.
    @Test func anotherEncoding() throws {
        let root = try root()
        func text(_ day: String) -> String {
            "Udtræk\nfra i dag\nLokale\tDato (dag)\tTimer\nMødesal\t\(day)-02-2026\t1\n"
        }
        try root.write("inbound/udtraek_20260203.txt", text("01").unicodeScalars.map { UInt8($0.value) })
        #expect(try root.run("2026-02-04").exitCode == .good)
        try root.write("inbound/udtraek_20260210.txt", [0xEF, 0xBB, 0xBF] + Array(text("02").utf8))
        let outcome = try root.run("2026-02-11")
        #expect(
            outcome.warnings == [
                """
                inbound/udtraek_20260210.txt: the file has another encoding than agreed (windows-1252) \
                (other_encoding)\n  the file was read and is in force; if it is to be so: drift in \
                pipelines/1_raw/bookings_kmd.yaml
                """
            ])
        #expect(
            try root.rows("select room, day from raw_bookings_kmd order by day") == [
                "Mødesal|2026-02-01", "Mødesal|2026-02-02",
            ])
    }

    @Test func aFirstDeliveryHasChangedNothing() throws {
        let root = try root()
        try root.write("inbound/uses-20260203.csv", "day,room,hours,note\n2026-02-01,hall,1,x\n")
        #expect(try root.run("2026-02-04").exitCode == .good)
        #expect(
            try root.rows("select code, column_name from ledger_event where news = 0 order by 1") == [
                "missing_optional_column|purpose", "other_separator|-", "reordered_columns|-",
                "unknown_field|note",
            ])
    }

    @Test func statusTellsTheNewsOfTheNewestDelivery() throws {
        let night = try second("room;day;hours\nhall;2026-02-02;1\n")
        #expect(
            try Status(root: night.root.path).text().contains(
                """
                  uses-20260210.csv: a column that is not required is missing: purpose \
                (missing_optional_column); it was read and is in force\n
                """
            ))
        // Read again from the archive, it is the same news; the next delivery ends it.
        try night.root.run("2026-02-11", scope: .table("raw_uses"))
        #expect(try night.root.rows("select count(*) from ledger_event where news = 1") == ["1"])
        try night.root.write("inbound/uses-20260212.csv", first)
        try night.root.run("2026-02-12")
        #expect(try !Status(root: night.root.path).text().contains("missing_optional_column"))
    }

    // MARK: - volume

    private func history(_ counts: [(day: String, rows: Int)]) -> [LedgerFile] {
        counts.map { day, rows in
            var file = LedgerFile(
                sha256: day, name: day, feed: "x", bytes: 0, claimedOn: day, deliveredOn: day, arrival: day,
                state: "loaded")
            file.recordsRead = rows
            return file
        }
    }

    /// 2026-02-02 is a Monday.
    @Test(
        arguments: [
            (100, [], nil),
            (100, [("2026-01-30", 1000)], "100 rows, 1,000 are usual"),
            (960, [("2026-01-30", 1000), ("2026-01-29", 1100)], nil),
            // Three Mondays are enough to know Mondays: few rows are usual then.
            (
                100,
                [
                    ("2026-01-12", 90), ("2026-01-19", 100), ("2026-01-26", 110), ("2026-01-27", 9000),
                    ("2026-01-28", 9000), ("2026-01-29", 9000), ("2026-01-30", 9000),
                ], nil
            ),
            (
                9000, [("2026-01-12", 90), ("2026-01-19", 100), ("2026-01-26", 110), ("2026-01-27", 9000)],
                "9,000 rows, 100 are usual on a Monday"
            ),
            (
                100,
                [
                    ("2026-01-19", 100), ("2026-01-26", 110), ("2026-01-27", 9000), ("2026-01-28", 9000),
                    ("2026-01-29", 9000),
                ], "100 rows, 9,000 are usual"
            ),
        ] as [(Int, [(String, Int)], String?)])
    func volume(_ rows: Int, _ before: [(String, Int)], _ says: String?) {
        let file = history([("2026-02-02", rows)])[0]
        let event = Volume.judge(
            rows, of: file, history: history(before.map { ($0.0, $0.1) }), bounds: VolumeBounds())
        #expect(event?.detail == says && (event == nil || event?.code == .volume))
    }

    @Test func anUnusualNumberOfRowsIsToldAndLoaded() throws {
        let root = try root()
        func uses(_ month: Int, _ days: Int) -> String {
            "room;day;hours;purpose\n"
                + (1...days).map { "hall;2026-0\(month)-\($0 < 10 ? "0" : "")\($0);1;a\n" }.joined()
                + (1...days).map { "lab;2026-0\(month)-\($0 < 10 ? "0" : "")\($0);1;a\n" }.joined()
        }
        for (month, days) in [(1, 31), (2, 28), (3, 4)] {
            if month == 3 { try root.write("inbound/rooms-20260327.csv", "room,seats,opened\nhall,1,\n") }
            try root.write("inbound/uses-20260\(month)28.csv", uses(month, days))
            let outcome = try root.run("2026-0\(month)-28")
            #expect(
                outcome.warnings
                    == (month < 3
                        ? []
                        : [
                            """
                            inbound/uses-20260328.csv: the file has far more or far fewer rows than \
                            usual (8 rows, 59 are usual) (volume)\n  the file was read and is in force; \
                            if it is to be so: drift in pipelines/1_raw/uses.yaml
                            """
                        ]))
        }
        #expect(try root.rows("select count(*) from raw_uses") == ["\(62 + 56 + 8)"])
        #expect(
            try root.rows("select file, code, detail from raw_event") == [
                "uses-20260328.csv|volume|8 rows, 59 are usual"
            ])
    }

    @Test(arguments: [
        ("Antal pladser", "Antal_Pladser", 92), ("hours", "hour", 80), ("hours", "purpose", 28), ("", "x", 0),
        ("abc", "abc", 100),
    ])
    func likeness(_ a: String, _ b: String, _ percent: Int) {
        #expect(Drift.likeness(a.lowercased(), b.lowercased()) == percent)
    }

    @Test func renamedColumnsArePairedByTheirNames() {
        #expect(
            Drift.renamed(gone: ["seats", "area"], new: ["areal", "seat_no", "note"], alone: true).map {
                "\($0.column ?? "") \($0.detail ?? "")"
            } == ["area areal"])
        #expect(Drift.renamed(gone: ["seats"], new: ["pladser"], alone: false).isEmpty)
        #expect(Drift.renamed(gone: ["seats"], new: ["pladser"], alone: true).map(\.detail) == ["pladser"])
    }
}
