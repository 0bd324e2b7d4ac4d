extension Column {
    /// The SQLite type of the column in its raw table.
    public var sqlType: String { type.sqlType }
}

extension ColumnType {
    /// `INTEGER`, `REAL` or `TEXT`.
    public var sqlType: String {
        switch self {
        case .integer, .money, .year, .boolean: "INTEGER"
        case .number, .percent, .easting, .northing: "REAL"
        case .text, .code, .key, .id, .rowID, .uuid, .uuids, .date, .period, .timestamp, .localTimestamp,
            .utcMidnight:
            "TEXT"
        }
    }
}

extension Contract {
    /// The columns that reach the warehouse, in order: one cell of a `RowBatch` each. Dropped columns have no
    /// cell and no table column.
    public var storedColumns: [Column] { columns.filter { !$0.drop } }
}
