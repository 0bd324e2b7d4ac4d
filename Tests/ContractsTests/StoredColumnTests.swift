import Testing

@testable import Contracts

@Suite struct StoredColumnTests {
    @Test func everyTypeHasItsSQLType() {
        let types = ColumnType.allCases.map { "\($0.rawValue) \(Column(name: "c", type: $0).sqlType)" }
        #expect(
            types == [
                "text TEXT", "code TEXT", "key TEXT", "id TEXT", "row_id TEXT", "uuid TEXT", "uuids TEXT",
                "integer INTEGER", "number REAL", "money INTEGER", "percent REAL", "date TEXT",
                "period TEXT", "timestamp TEXT", "local_timestamp TEXT", "utc_midnight TEXT", "year INTEGER",
                "boolean INTEGER", "easting REAL",
                "northing REAL",
            ])
    }

    @Test func droppedColumnsAreNotStored() {
        let contract = Contract(
            name: "c", describes: "",
            columns: [Column(name: "a", type: .text, drop: true), Column(name: "b", type: .text)], key: [])
        #expect(contract.storedColumns.map(\.name) == ["b"])
    }
}
