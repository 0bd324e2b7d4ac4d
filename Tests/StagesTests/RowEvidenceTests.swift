import Contracts
import Formats
import Project
import Records
import Testing
import Warehouse

@testable import Stages

/// Loads lines of a table with a contract of a test's own, and says what became of each.
struct ReadLines {
    /// The rows that were loaded, by line; what was set aside, `line code`; or why the file was refused.
    static func of(_ lines: [String], columns: String, key: String = "[]") throws -> [String] {
        let root = try TrialRoot()
        try root.write(
            "schemas/feeds/rooms.yaml",
            """
            contract: rooms\ndescribes: One row\nkey: \(key)\ntolerate: {rows: 99, percent: \
            0}\ncolumns:\n\(columns)\n
            """
        )
        try root.write(
            "pipelines/1_raw/rooms.yaml",
            """
            feed: rooms\ndescribes: Rows\ntitle: {da: Rækker, en: Rows}\nmatch: \
            ['^rooms.*\\.csv$']\nformat: csv\ncsv: {separator: \";\"}\n
            """
                + """
                values: {decimal: \",\", thousands: \".\", dates: [dd-MM-yyyy, yyyy-MM-dd]}\nreplaces: \
                all\n
                """
        )
        try root.write("rooms.csv", lines.joined(separator: "\n") + "\n")
        let project = Project.load(root: root.path).project
        let feed = try #require(project.feeds.first { $0.name == "rooms" })
        try Durable.makeFolder(root.path + "/.kvadratur")
        let warehouse = try root.warehouse()
        do {
            return try warehouse.transaction { transaction in
                _ = try transaction.ensureRawTable(feed)
                let outcome = try FeedLoader(feed: feed, codes: project.codes, readerChoice: .automatic).load(
                    path: root.path + "/rooms.csv", file: 1, repeats: false, into: transaction)
                let loaded = try transaction.rows("SELECT _line FROM raw_rooms ORDER BY 1").map { $0[0].int }
                let aside = outcome.rejects.map { "\($0.position.line) \($0.faults[0].code.rawValue)" }
                return ["loaded " + loaded.map(String.init).joined(separator: " ")] + aside
            }
        } catch let refusal as Refusal {
            return [
                """
                refused \(refusal.fault.code.rawValue) at \(refusal.fault.position.line): \
                \(refusal.fault.column ?? "-")
                """
            ]
        }
    }
}

/// Rows that are no data, told from what stands in them; and rows that only look so.
@Suite struct RowEvidenceTests {
    private static let postings = """
          - {name: period, type: period, required: true, describes: Month}
          - {name: account, type: key, required: true, describes: Account}
          - {name: text, type: text, describes: Text}
          - {name: amount_ore, from: [amount], type: money, required: true, describes: Amount}
        """

    @Test(
        arguments: [
            // A word for a sum among the keys, in any column of them, and with a system's stars.
            (["2026-01;10;a;1,00", "I alt;;;1,00"], ["loaded 2", "3 total_row"]),
            (["2026-01;10;a;1,00", ";Total;;1,00"], ["loaded 2", "3 total_row"]),
            (["2026-01;10;a;1,00", "*;10;;1,00", "**;;;1,00"], ["loaded 2", "3 total_row", "4 total_row"]),
            // Beside what is summed, as spreadsheets and ledgers write their subtotals.
            (["2026-01;10;a;1,00", "2026-01;10 Total;;1,00"], ["loaded 2", "3 total_row"]),
            (["2026-01;10;a;1,00", "2026-01;* 10;a;1,00"], ["loaded 2", "3 total_row"]),
            (
                ["2026-01;10;a;1,00", ";10;;1,00", "2026-01 i alt;10;;1,00"],
                ["loaded 2", "3 missing_value", "4 total_row"]
            ),
            // Among the texts alone, where the row has no account; with one it is a supplier's name.
            (["2026-01;10;a;1,00", "2026-01;;Sum;1,00"], ["loaded 2", "3 total_row"]),
            (["2026-01;10;I alt Rengøring ApS;1,00"], ["loaded 2"]),
            (["2026-01;10;Total Energi;1,00"], ["loaded 2"]),
            // What a sheet leaves below its list: zeros of formulas, a note in one cell.
            (
                ["2026-01;10;a;1,00", ";;;0", ";;;0,00", ";;Trukket af økonomi;"],
                ["loaded 2", "3 no_data", "4 no_data", "5 no_data"]
            ),
            // A row that lacks one thing is a bad row and no empty one.
            (["2026-01;10;a;1,00", "2026-02;10;a;"], ["loaded 2", "3 missing_value"]),
            (["2026-01;10;a;1,00", ";;a;5,00"], ["loaded 2", "3 missing_value"]),
            // Nothing is a value, and stays one.
            (["2026-01;10;a;0"], ["loaded 2"]),
        ] as [([String], [String])])
    func rows(_ lines: [String], _ expected: [String]) throws {
        let said = try ReadLines.of(["period;account;text;amount"] + lines, columns: Self.postings)
        #expect(said == expected)
    }

    @Test func aHeaderThatComesAgainIsNoRow() throws {
        let said = try ReadLines.of(
            [
                "period;account;text;amount", "2026-01;10;a;1,00", "Period;Account;Text;Amount",
                "2026-01;11;a;1,00",
            ], columns: Self.postings)
        #expect(said == ["loaded 2 4", "3 repeated_header"])
    }
}
