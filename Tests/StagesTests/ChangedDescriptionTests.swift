import Project
import Records
import Testing

@testable import Stages

/// A feed or a contract that changes after deliveries exist: the archived files are judged under the new
/// description like deliveries, and no night ends with our own error.
@Suite struct ChangedDescriptionTests {
    static let contract = "schemas/feeds/uses.yaml", feed = "pipelines/1_raw/uses.yaml"

    private func aGoodNight() throws -> TrialRoot {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        return root
    }

    private func replace(_ root: TrialRoot, _ file: String, _ find: String, _ with: String) throws {
        let text = root.text(file) ?? ""
        #expect(text.contains(find), "\(file) does not hold \(find)")
        try root.write(file, text.replacingOccurrences(of: find, with: with))
    }

    /// The file can no longer be read: that is said beforehand and by the night, its rows stay, and a newer
    /// one takes their place.
    @Test func whatCanNoLongerBeReadKeepsItsRows() throws {
        let root = try aGoodNight()
        let rows = try root.rows("select room, day, hours, _file, _line from raw_uses order by _line")
        try replace(root, Self.contract, "{name: day,", "{name: day, from: [dag],")
        let outlook = ArchivedFiles.outlook(Project.load(root: root.path).project, root: root.path)
        let said =
            """
            pipelines/1_raw/uses.yaml: 1 archived file of uses cannot be read by this description; the \
            first: 
            """
        #expect(
            outlook.count == 1 && outlook[0].hasPrefix(said + "uses-20260203.csv:1: ")
                && outlook[0].contains("(missing_column)"))
        #expect(outlook[0].hasSuffix("next: mend the description, or ask for the files anew"))
        #expect(
            try root.night("2026-03-01").preview().waiting.contains {
                $0.contains("1 archived file of uses cannot be read")
            })
        let outcome = try root.run("2026-03-01")
        #expect(outcome.exitCode == .attention && outcome.published)
        #expect(
            outcome.warnings.filter {
                $0.hasPrefix("uses-20260203.csv:1: ") && $0.contains("(missing_column)")
            }.count == 1)
        #expect(
            outcome.warnings.contains {
                $0.contains("its 3 rows stay in force as they were read; next: mend the description")
            })
        #expect(try root.rows("select room, day, hours, _file, _line from raw_uses order by _line") == rows)
        #expect(
            try root.rows("select state, rows_in_force, rows_loaded from ledger_file where feed = 'uses'")
                == ["loaded|3|3"])
        #expect(
            try Status(root: root.path).text().contains(
                "the description of uses changed since it was read; 3 rows in force as they were read"))
        // Asked again every night, until something newer comes.
        #expect(try root.run("2026-03-02").exitCode == .attention)
        try root.write(
            "inbound/uses-20260302.csv",
            "room;dag;hours\nhall;2026-02-01;3\nhall;2026-02-02;4\nlab;2026-02-01;5\n")
        let newer = try root.run("2026-03-03")
        #expect(newer.exitCode == .good, "\(newer.warnings)")
        #expect(try root.rows("select hours from raw_uses order by hours") == ["3.0", "4.0", "5.0"])
    }

    /// Mended again: the file is read as it was.
    @Test func aDescriptionThatIsMendedReadsThemAgain() throws {
        let root = try aGoodNight()
        let rows = try NightTests.dump(root)
        let text = root.text(Self.contract)!
        try replace(root, Self.contract, "{name: day,", "{name: day, from: [dag],")
        try root.run("2026-03-01")
        try root.write(Self.contract, text)
        #expect(try root.run().exitCode == .good)
        #expect(try NightTests.dump(root)["raw_uses"] == rows["raw_uses"])
    }

    /// What one key of the feed or of the contract may be changed to; the project stays one that `check`
    /// takes.
    static let changes: [(file: String, find: String, with: String)] = [
        (feed, "format: csv\ncsv: {separator: \";\"}", "format: xml\nxml: {root: A, record: B}"),
        (feed, "csv: {separator: \";\"", "csv: {preamble_lines: 2, separator: \";\""),
        (feed, "csv: {separator: \";\"", "csv: {separator: '|'"),
        (feed, "csv: {separator: \";\"", "csv: {encoding: iso-8859-1, separator: \";\""),
        (feed, "csv: {separator: \";\"", "csv: {quote: \"'\", separator: \";\""),
        (
            feed, "csv: {separator: \";\"",
            "csv: {total_rows: [{column: room, starts: Sum, sums: []}], separator: \";\""
        ),
        (feed, "feed: uses", "feed: uses\nlimits: {maximum_bytes: 3}"),
        (feed, "feed: uses", "feed: uses\nlarge: true"),
        (feed, "feed: uses", "feed: uses\nvolume: {fewer_percent: 1, more_percent: 1, rows: 0}"),
        (
            feed, "feed: uses",
            "feed: uses\ndrift: {missing_optional_column: stop, unknown_field: stop, reordered_columns: stop}"
        ),
        (feed, "feed: uses", "feed: uses\nnumbering: {header: '(?<serial>\\d+)'}"),
        (feed, "feed: uses", "feed: uses\nmap: {day: [tag]}"),
        (feed, "feed: uses", "feed: uses\nexpected: {every: month, mandatory: true}"),
        (feed, "{da: Brug, en: Use}", "{en: Uses}"),
        (feed, "replaces: [day]", "replaces: all"), (feed, "replaces: [day]", "replaces: [room]"),
        (feed, "decimal: \",\"", "decimal: \".\""),
        (feed, "[yyyy-MM-dd, dd-MM-yyyy]", "[dd/MM/yyyy]"), (feed, "match: ['^uses", "match: ['^usages"),
        (contract, "{name: room,", "{name: room, from: [place],"), (contract, "maximum: 24", "maximum: 1"),
        (contract, "minimum: 0", "minimum: 3"), (contract, "{name: hours,", "{name: hours, nulls: [\"2\"],"),
        (contract, "{name: day,", "{name: day, earliest: \"2027-01-01\","),
        (contract, "{name: day,", "{name: day, latest: \"2020-01-01\","),
        (contract, "{name: room,", "{name: room, maximum_length: 1,"),
        (contract, "{name: room,", "{name: room, length: 1,"),
        (contract, "columns:", "columns:\n  - {name: extra, type: text, in_header: true}"),
        (contract, "columns:", "columns:\n  - {name: extra, type: text, required: true}"),
        (contract, "columns:", "columns:\n  - {name: extra, type: integer}"),
        (contract, "{rows: 2, percent: 50}", "{rows: 0, percent: 0}"),
        (contract, "key: [room, day]", "key: [room]"), (contract, "key: [room, day]", "key: []"),
        (contract, "{name: day, type: date, required: true,", "{name: day, type: integer, required: true,"),
        (
            contract, "{name: hours, type: number, minimum: 0, maximum: 24,",
            "{name: hours, type: boolean, required: true,"
        ),
        (contract, "columns:", "personal: true\ncolumns:"),
        (contract, "columns:", "drift: {missing_optional_column: stop}\ncolumns:"),
        (contract, "columns:", "indexes: [[day]]\ncolumns:"),
    ]

    @Test(arguments: changes) func noNightEndsWithOurOwnError(_ file: String, _ find: String, _ with: String)
        throws
    {
        let root = try aGoodNight()
        try replace(root, file, find, with)
        // A second file keeps the first company, once the description has changed and once before it did.
        for (night, name) in [
            ("2026-03-01", nil), ("2026-03-02", "inbound/uses-20260202.csv"),
            ("2026-03-03", "inbound/uses-20260303.csv"),
        ] {
            if let name { try root.write(name, Good.uses) }
            do {
                let outcome = try root.run(night)
                #expect(outcome.exitCode != .internalError, "\(with): \(outcome.warnings)")
            } catch let failure as ConfigurationFailure {
                Issue.record("\(with) is refused: \(failure)")
            }
        }
        #expect(try root.warehouse().problems() == [])
    }
}
