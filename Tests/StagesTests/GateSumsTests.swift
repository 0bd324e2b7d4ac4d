import Foundation
import Records
import Testing

@testable import Stages

/// Postings that name totals, so that each file is read whole, and are held against the sums that the
/// ledger keeps.
@Suite struct GateSumsTests {
    private static func root() throws -> TrialRoot {
        let root = try TrialRoot()
        let rooms = try String(contentsOfFile: root.path + "/pipelines/1_raw/rooms.yaml", encoding: .utf8)
        try root.write(
            "pipelines/1_raw/rooms.yaml", rooms.replacing("mandatory: true", with: "mandatory: false"))
        try root.write(
            "schemas/feeds/postings.yaml",
            """
            contract: postings
            describes: One posting
            columns:
              - {name: period, type: period, required: true, describes: Month}
              - {name: centre, type: key, required: true, describes: Cost centre}
              - {name: amount_ore, from: [amount], type: money, unit: ore, required: true, describes: Amount}
              - {name: text, type: text, describes: Text}
            """)
        try root.write(
            "pipelines/1_raw/postings.yaml",
            """
            feed: postings
            title: {da: "Posteringer", en: "Postings"}
            match: ['^postings(?:[-_. ](?<period>\\d{4}(?:-\\d{2})?))?(?:[-_. ].*)?\\.csv$']
            format: csv
            csv: {separator: ";", total_rows: [{column: period, starts: "I alt"}]}
            values: {decimal: ",", thousands: "."}
            replaces: [period]
            drift: {volume: accept}
            gate: {key: [centre]}
            """)
        return root
    }

    private static func months(_ range: ClosedRange<Int>, year: Int = 2025) -> [String] {
        range.map { "\(year)-" + ($0 < 10 ? "0" : "") + "\($0)" }
    }

    /// Two postings for each of some centres a month; `factor` says by what each is multiplied.
    private static func postings(
        _ months: [String], centres: ClosedRange<Int> = 1...8, more: [String] = [],
        factor: (_ month: String, _ centre: Int) -> Int = { _, _ in 1 }
    ) -> String {
        let rows = months.flatMap { month in
            centres.flatMap { centre in
                [7_000, 3_000].map {
                    "\(month);C\(centre);\(($0 + centre * 10) * factor(month, centre)),00;Drift"
                }
            }
        }
        return (["period;centre;amount;text"] + rows + more).joined(separator: "\n") + "\n"
    }

    private func night(_ root: TrialRoot, _ day: Int, _ name: String, _ text: String) throws -> NightOutcome {
        try root.write("inbound/" + name, text)
        return try root.run("2026-03-0\(day)", scope: .only(.raw))
    }

    /// What is said of a delivery, and what is in force afterwards, with the ledger's sums or without them.
    private func judged(_ name: String, _ text: String, before: [(String, String)], withSums: Bool) throws
        -> [String]
    {
        let root = try Self.root()
        for (name, text) in before { #expect(try night(root, 1, name, text).exitCode == .good) }
        #expect(try Int(root.rows("select count(*) from ledger_sum")[0])! > 0)
        if !withSums { try root.warehouse().transaction { try $0.execute("DELETE FROM ledger_sum") } }
        let outcome = try night(root, 2, name, text)
        let rows = try root.rows(
            "select period, centre, sum(amount_ore) from raw_postings group by 1, 2 order by 1, 2")
        return outcome.warnings + rows
            + (try root.rows("select state, rows_replaced, rows_same from ledger_file order by file"))
    }

    /// What may happen to a delivery of accounts, and what is to be said of it; nil: nothing.
    private static let mishaps: [(String, String, String, String?)] = [
        ("one more month", "postings-2026-01.csv", postings(months(1...1, year: 2026)), nil),
        ("a new month in a file of the whole year", "postings-2025.csv", postings(months(1...12)), nil),
        (
            "and that month a tenfold of one centre", "postings-2025.csv",
            postings(months(1...12), factor: { $0 == "2025-12" && $1 == 3 ? 100 : 1 }),
            "amount_ore of 2025-12 C3"
        ),
        (
            "and that month in another unit", "postings-2025.csv",
            postings(months(1...12), factor: { month, _ in month == "2025-12" ? 100 : 1 }),
            "is held"
        ),
        (
            "one more month in another unit", "postings-2026-01.csv",
            postings(months(1...1, year: 2026), factor: { _, _ in 1000 }),
            "is held"
        ),
        (
            "one centre of a new month a hundredfold", "postings-2026-01.csv",
            postings(months(1...1, year: 2026), factor: { $1 == 5 ? 100 : 1 }), "amount_ore of 2026-01 C5"
        ),
        ("half of the centres", "postings-2025.csv", postings(months(1...11), centres: 1...4), "is held"),
        (
            "a corrected posting", "postings-2025.csv",
            postings(months(1...11), factor: { $0 == "2025-03" && $1 == 2 ? 2 : 1 }), nil
        ),
        (
            "one value of a month that is there", "postings-2025.csv",
            postings(months(1...11), factor: { $0 == "2025-03" && $1 == 2 ? 100 : 1 }),
            "amount_ore of 2025-03 C2"
        ),
        (
            "late postings", "postings-2025.csv",
            postings(months(1...11), more: ["2025-11;C4;900,00;Efterpostering"]), nil
        ),
        (
            "every row twice", "postings-2026-01.csv",
            postings(months(1...1, year: 2026) + months(1...1, year: 2026)), "is held"
        ),
        (
            "a quarter beside its months", "postings-2025-q.csv",
            "period;centre;amount;text\n2025-Q1;C1;30000,00;Drift\n", "cover each other"
        ),
        (
            "a sum that has all that a row needs", "postings-2026-01.csv",
            postings(months(1...1, year: 2026), more: ["2026-01;C8;80720,00;Sum 2026-01"]),
            "sum of rows above"
        ),
    ]

    @Test(arguments: mishaps.indices) func theSumsSayWhatTheRowsWouldSay(_ number: Int) throws {
        let (title, name, text, said) = Self.mishaps[number]
        for before in [
            [("postings-2025-y.csv", Self.postings(Self.months(1...11)))],
            Self.months(1...11).map { ("postings-\($0).csv", Self.postings([$0])) },
        ] {
            let withSums = try judged(name, text, before: before, withSums: true)
            #expect(withSums == (try judged(name, text, before: before, withSums: false)), "\(title)")
            let words = withSums.first { $0.hasPrefix("inbound/") }
            if let said {
                #expect(words?.contains(said) == true, "\(title): \(withSums.prefix(3))")
            } else {
                #expect(words == nil, "\(title)")
            }
        }
    }

    @Test func theLedgersSumsAreThoseOfTheRowsInForce() throws {
        let root = try Self.root()
        func check(_ place: String) throws {
            let kept = try root.rows(
                "select file, period, row_count, cast(totals as real) from ledger_sum order by 1, 2")
            let rows = try root.rows(
                """
                select _file, period, count(*), sum(abs(amount_ore)) * 1.0 from raw_postings
                 group by 1, 2 order by 1, 2
                """
            )
            #expect(kept == rows && !rows.isEmpty, "\(place)")
        }
        _ = try night(root, 1, "postings-2025.csv", Self.postings(Self.months(1...11)))
        try check("one file")
        _ = try night(
            root, 2, "postings-2025-11.csv",
            Self.postings(Self.months(11...12), factor: { _, centre in centre == 1 ? 2 : 1 }))
        try check("a month of it replaced")
        _ = try night(root, 3, "postings-2025-12.csv", Self.postings(Self.months(12...12), centres: 1...2))
        try check("held: nothing changed")
        _ = try HeldFiles(root: root.path).release("postings-2025-12.csv", by: "Chief", why: "six are closed")
        _ = try root.run("2026-03-04", scope: .only(.raw))
        try check("released")
        try root.remove(".kvadratur/warehouse.sqlite")
        _ = try root.run("2026-03-05", scope: .only(.raw))
        try check("made again from the archive")
    }

    @Test func aWarehouseFromBeforeIsSummedUpWithItsNextDelivery() throws {
        let root = try Self.root()
        for month in 1...3 {
            _ = try night(root, 1, "postings-\(month).csv", Self.postings(Self.months(month...month)))
        }
        let kept = try root.rows(
            "select file, period, row_count, totals, hex(sums) from ledger_sum order by 1, 2")
        try root.warehouse().transaction { try $0.execute("DELETE FROM ledger_sum") }
        _ = try night(root, 2, "postings-4.csv", Self.postings(Self.months(4...4)))
        let again = try root.rows(
            "select file, period, row_count, totals, hex(sums) from ledger_sum order by 1, 2")
        #expect(again.count == 4 && Array(again.prefix(3)) == kept)
    }

    /// Late postings add, corrections replace: in the ledger and in `status`.
    @Test func aFileThatIsReadWholeSaysWhatItAddsAndWhatItReplaces() throws {
        let root = try Self.root()
        func words() throws -> String { try Status(root: root.path).text() }
        _ = try night(root, 1, "postings-2025.csv", Self.postings(Self.months(1...11)))
        #expect(try words().contains("postings-2025.csv: new, 176 rows"))
        _ = try night(root, 2, "postings-2025-12.csv", Self.postings(Self.months(12...12)))
        #expect(try words().contains("postings-2025-12.csv: adds 16 rows to 176 rows in force"))
        _ = try night(
            root, 3, "postings-2025-12_2.csv",
            Self.postings(Self.months(12...12), more: ["2025-12;C4;900,00;Efterpostering"]))
        #expect(try words().contains("postings-2025-12_2.csv: adds 1 row to 16 rows that stay"))
        #expect(
            try root.rows("select rows_loaded, rows_replaced, rows_same from ledger_file order by file") == [
                "176|0|0", "16|0|0", "17|16|16",
            ])
        _ = try night(
            root, 4, "postings-2025-12_3.csv",
            Self.postings(Self.months(12...12), factor: { _, centre in centre == 2 ? 2 : 1 }))
        #expect(
            try words().contains("postings-2025-12_3.csv: corrects: 3 rows went, 2 rows came, 14 rows stay"))
    }
}
