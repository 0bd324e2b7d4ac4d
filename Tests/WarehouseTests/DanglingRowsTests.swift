import Contracts
import Formats
import Records
import Testing

@testable import Project
@testable import Warehouse

/// References that lead nowhere: what a contract says, followed for every feed without a word of SQL.
@Suite struct DanglingRowsTests {
    private func feed(_ name: String, _ columns: [Column]) -> Feed {
        Feed(
            name: name, describes: "", title: [:],
            contract: Contract(name: name, describes: "", columns: columns, key: []), match: [],
            format: .csv(CSVLayout()),
            style: ValueStyle(), replaces: .all, expected: Expectation(), limits: Limits(), file: "f")
    }

    private var feeds: [Feed] {
        [
            feed("places", [Column(name: "place", type: .key)]),
            feed("more", [Column(name: "place", type: .key)]),
            feed(
                "visits",
                [
                    Column(name: "at", type: .key, references: "places.place"),
                    Column(name: "houses", type: .uuids, references: "houses.id"),
                ]),
            feed("houses", [Column(name: "id", type: .uuid)]),
        ]
    }

    private func trial() throws -> TrialWarehouse {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            for feed in feeds {
                _ = try transaction.ensureRawTable(feed)
                try set(feed.table, "1", transaction)
            }
            try add("visits", "'x', 'h1 h2'", 1, 2, transaction)
            try add("visits", "'y', NULL", 1, 3, transaction)
            try add("visits", "'y', 'h2'", 1, 4, transaction)
            try add("visits", "NULL, 'h3 h4'", 2, 1, transaction)
        }
        return trial
    }

    private func add(_ feed: String, _ values: String, _ file: Int, _ record: Int, _ transaction: Transaction)
        throws
    {
        try transaction.execute(
            "INSERT INTO raw_\(feed) SELECT \(values), \(file), \(record + 1), \(record), 0")
    }

    private func set(_ table: String, _ version: String, _ transaction: Transaction) throws {
        try transaction.set(table: table, stage: "raw", version: version, rows: 1, run: 1)
    }

    private func found(_ trial: TrialWarehouse) throws -> [String] {
        try trial.warehouse.transaction { try $0.fillDangling(feeds) }
        return try trial.rows(
            "select column_name, value, row_count, _file, _line, _record from raw_dangling order by 1, 2")
    }

    @Test func nothingIsSaidWhileTheTargetIsEmpty() throws {
        #expect(try found(trial()) == [])
    }

    @Test func eachValueIsCountedOnceWithItsFirstRow() throws {
        let trial = try trial()
        try trial.warehouse.transaction {
            try add("places", "'x'", 3, 1, $0)
            try add("houses", "'h1'", 4, 1, $0)
            try set("raw_places", "2", $0)
            try set("raw_houses", "2", $0)
        }
        #expect(
            try found(trial) == [
                "'at'|'y'|2|1|4|3", "'houses'|'h2'|2|1|3|2", "'houses'|'h3'|1|2|2|1", "'houses'|'h4'|1|2|2|1",
            ])
    }

    @Test func onlyWhatChangedIsLookedThroughAgain() throws {
        let trial = try trial()
        try trial.warehouse.transaction {
            try add("places", "'x'", 3, 1, $0)
            try set("raw_places", "2", $0)
        }
        #expect(try found(trial) == ["'at'|'y'|2|1|4|3"])
        // Nobody says that the table changed: it is not looked at.
        try trial.warehouse.transaction { try add("places", "'y'", 3, 2, $0) }
        #expect(try found(trial) == ["'at'|'y'|2|1|4|3"])
        try trial.warehouse.transaction { try set("raw_places", "3", $0) }
        #expect(try found(trial) == [])
    }
}
