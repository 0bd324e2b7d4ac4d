import Records
import Testing

@testable import Project
@testable import Warehouse

/// A row that an audit found is told by the file and line that a person can open, never by our own numbers.
@Suite struct AuditSampleTests {
    static let files: [Int64: String] = [3: "postings 2026-02.csv"]
    static let cases: [(names: [String], row: [Value], text: String, isPlaced: Bool)] = [
        (
            ["account", "share", "_file", "_line"], ["7", 130.5, 3, 241],
            "account=7 share=130.5 at postings 2026-02.csv:241", true
        ),
        (
            ["_file", "_line", "_record", "key"], [3, 1, 17, "b"],
            "key=b at postings 2026-02.csv:1 (record 17)", true
        ),
        (["key", "_file", "_line", "_record"], ["b", 3, nil, nil], "key=b at postings 2026-02.csv:1", true),
        (["key", "_file", "_line"], ["b", nil, nil], "key=b", false),
        (["key", "_file", "_line"], ["b", 4, 9], "key=b", false),
        (["key", "row_count"], ["look at 12:30", 2], "key=look at 12:30 row_count=2", false),
    ]

    @Test(arguments: cases.indices) func text(_ index: Int) {
        let one = Self.cases[index]
        let text = AuditSample.text(one.names, one.row, files: Self.files)
        #expect(text == one.text)
        #expect(AuditSample.isPlaced(text) == one.isPlaced)
    }

    @Test func anAuditOfTheWarehouseNamesTheFile() throws {
        let trial = try TrialWarehouse()
        let results = try trial.warehouse.transaction { transaction in
            try transaction.execute("CREATE TABLE raw_file (_file INTEGER, file TEXT)")
            try transaction.execute("INSERT INTO raw_file VALUES (8, 'rooms.csv')")
            return try transaction.judge([
                Audit(
                    name: "audit_room", stage: .core, file: "audit_room.sql",
                    sql: "select 'a' as room, 8 as _file, 12 as _line", audits: ["core_room"],
                    severity: .tell, weight: .status, says: "rooms are odd")
            ])
        }
        #expect(results.map(\.sample) == [["room=a at rooms.csv:12"]])
    }
}
