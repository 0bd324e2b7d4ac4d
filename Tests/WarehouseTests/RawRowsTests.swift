import Contracts
import Formats
import Records
import Testing

@testable import Project
@testable import Warehouse

/// How a newer delivery meets the older ones, and what becomes of rows that share a key.
@Suite struct RawRowsTests {
    static func feed(_ replaces: Replacement, key: [String] = ["room", "day"]) -> Feed {
        Feed(
            name: "rooms", describes: "", title: [:],
            contract: Contract(
                name: "rooms", describes: "",
                columns: [
                    Column(name: "room", type: .text), Column(name: "day", type: .date),
                    Column(name: "seats", type: .integer), Column(name: "who", type: .text, drop: true),
                ],
                key: key),
            match: [], format: .csv(CSVLayout()), style: ValueStyle(), replaces: replaces,
            expected: Expectation(), limits: Limits(), file: "f")
    }

    /// Rows of the table as `room day seats file`.
    static func table(_ trial: TrialWarehouse) throws -> [String] {
        try trial.rows(
            """
            select coalesce(room, '-') || ' ' || coalesce(day, '-') || ' ' || coalesce(seats, '-') || ' \
            ' || _file from raw_rooms order by _file, _record
            """
        )
        .map { String($0.dropFirst().dropLast()) }
    }

    static func trial(_ feed: Feed, _ rows: [(String?, String?, Int?, Int)]) throws -> TrialWarehouse {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            #expect(try transaction.ensureRawTable(feed))
            #expect(try !transaction.ensureRawTable(feed))
            for (record, row) in rows.enumerated() {
                try transaction.execute(
                    "insert into raw_rooms values (?, ?, ?, ?, ?, ?, 0)",
                    [
                        row.0.map(Value.text) ?? nil, row.1.map(Value.text) ?? nil,
                        row.2.map { .integer(Int64($0)) } ?? nil, .integer(Int64(row.3)),
                        .integer(Int64(record + 2)), .integer(Int64(record + 1)),
                    ])
            }
        }
        return trial
    }

    @Test func droppedColumnsAreNotStored() {
        #expect(
            Self.feed(.all).rawColumns.map { "\($0.name) \($0.sqlType)" } == [
                "room TEXT", "day TEXT", "seats INTEGER", "_file INTEGER", "_line INTEGER", "_record INTEGER",
                "_hash INTEGER",
            ])
    }

    @Test(
        arguments: [
            (.all, ["a 1 5 2"], 3),
            (.columns(["room"]), ["b 1 2 1", "a 1 5 2"], 2),
            (.columns(["day"]), ["a - 3 1", "a 1 5 2"], 2),
            (.columns(["room", "day"]), ["a - 3 1", "b 1 2 1", "a 1 5 2"], 1),
        ] as [(Replacement, [String], Int)])
    func replaceOlder(_ replaces: Replacement, _ left: [String], _ count: Int) throws {
        let trial = try Self.trial(
            Self.feed(replaces), [("a", "1", 1, 1), ("a", nil, 3, 1), ("b", "1", 2, 1), ("a", "1", 5, 2)])
        let gone = try trial.warehouse.transaction {
            try $0.replaceOlder(Self.feed(replaces), Meeting(last: 3, repeated: 0), by: replaces)
        }
        #expect(gone == count)
        #expect(try Self.table(trial) == left)
    }

    @Test func unknownReplacesUnknown() throws {
        let trial = try Self.trial(
            Self.feed(.columns(["room", "day"])),
            [("a", nil, 1, 1), (nil, nil, 2, 1), (nil, "1", 3, 1), ("a", nil, 4, 2), (nil, nil, 5, 2)])
        let feed = Self.feed(.columns(["room", "day"]))
        #expect(
            try trial.warehouse.transaction {
                try $0.replaceOlder(feed, Meeting(last: 3, repeated: 0), by: feed.replaces)
            } == 2)
        #expect(try Self.table(trial) == ["- 1 3 1", "a - 4 2", "- - 5 2"])
    }

    @Test func equalRowsCountOnceAndDifferentOnesAreBothSetAside() throws {
        let trial = try Self.trial(
            Self.feed(.all),
            [
                ("a", "1", 1, 1), ("b", "1", 2, 1), ("a", "1", 1, 1), ("b", "1", 3, 1), ("c", nil, 4, 1),
                ("c", nil, 4, 1), ("d", "1", 9, 1),
            ])
        let (duplicates, rejects, keys) = try trial.warehouse.transaction {
            try $0.settleDuplicates(Self.feed(.all), Meeting(last: 0, repeated: 0))
        }
        #expect(keys.count == 1)
        #expect(duplicates == 2)
        #expect(try Self.table(trial) == ["a 1 1 1", "c - 4 1", "d 1 9 1"])
        #expect(
            rejects
                == [(3, 2, 2), (5, 4, 3)].map { line, record, seats in
                    Reject(
                        position: Position(line: line, record: record),
                        faults: [
                            Fault(
                                code: .duplicateKey, position: Position(line: line, record: record),
                                column: "room, day", value: "b, 1", detail: "2")
                        ],
                        raw: "room=b\nday=1\nseats=\(seats)")
                })
    }

    @Test func withoutAKeyEveryRowStays() throws {
        let trial = try Self.trial(Self.feed(.all, key: []), [("a", "1", 1, 1), ("a", "1", 1, 1)])
        #expect(
            try trial.warehouse.transaction {
                try $0.settleDuplicates(Self.feed(.all, key: []), Meeting(last: 0, repeated: 0))
            }.duplicates == 0)
        #expect(try Self.table(trial) == ["a 1 1 1", "a 1 1 1"])
    }

    @Test func otherColumnsMakeTheTableAnew() throws {
        let trial = try Self.trial(Self.feed(.all), [("a", "1", 1, 1)])
        var feed = Self.feed(.all)
        feed.contract.columns.append(Column(name: "chairs", type: .integer))
        #expect(try trial.warehouse.transaction { try $0.ensureRawTable(feed) })
        #expect(try trial.rows("select count(*) from raw_rooms") == ["0"])
    }

    @Test func anotherTypeMakesTheTableAnew() throws {
        let trial = try Self.trial(Self.feed(.all), [("a", "1", 1, 1)])
        var feed = Self.feed(.all)
        feed.contract.columns[2].type = .text
        #expect(try trial.warehouse.transaction { try $0.ensureRawTable(feed) })
        #expect(
            try trial.rows("select type from pragma_table_info('raw_rooms') where name = 'seats'") == [
                "'TEXT'"
            ])
    }

    @Test func indexesComeAndGo() throws {
        let trial = try Self.trial(Self.feed(.all), [])
        let names =
            "select name from sqlite_master where type = 'index' and tbl_name = 'raw_rooms' order by 1"
        try trial.warehouse.transaction {
            try $0.makeIndexes(Self.feed(.all), wanted: [["seats"], ["room", "day"]])
        }
        #expect(try trial.rows(names) == ["'raw_rooms_0'", "'raw_rooms_1'"])
        try trial.warehouse.transaction { try $0.dropIndexes(of: "raw_rooms") }
        #expect(try trial.rows(names) == [])
    }
}
