import Contracts
import Project

extension Feed {
    /// Columns of the raw table: the contract's stored columns and where each row came from.
    public var rawColumns: [(name: String, sqlType: String)] {
        contract.columns.filter { !$0.drop }.map { ($0.name, $0.sqlType) } + Feed.provenance
    }

    /// File, line and record of a row, and the keyed hash of the record's bytes, by which it is known again
    /// in the next delivery; all integers.
    static let provenance: [(name: String, sqlType: String)] = [
        ("_file", "INTEGER"), ("_line", "INTEGER"), ("_record", "INTEGER"), ("_hash", "INTEGER"),
    ]
}
