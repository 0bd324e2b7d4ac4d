import Records
import Testing

@testable import Warehouse

/// Cells go into the table as they lie in the batch, whatever their kind.
@Suite struct BulkInsertTests {
    private func insert(_ batch: borrowing RowBatch, columns: Int, into warehouse: Warehouse) throws -> Int {
        try table(of: columns, in: warehouse) { try $0.insert(batch) }
    }

    /// A table and what `fill` inserts into it; gives the number of rows.
    private func table(of columns: Int, in warehouse: Warehouse, _ fill: (BulkInsert) throws -> Void) throws
        -> Int
    {
        try warehouse.transaction { transaction in
            let names = (0..<columns).map { "c\($0)" } + ["_file", "_line", "_record", "_hash"]
            try transaction.execute("create table t (\(names.joined(separator: ", ")))")
            let insert = try BulkInsert(transaction, table: "t", columnCount: columns, file: 7)
            try fill(insert)
            return insert.inserted
        }
    }

    @Test func everyKind() throws {
        let trial = try TrialWarehouse()
        var batch = RowBatch(columnCount: 5)
        batch.append(null: ())
        batch.append(integer: -3)
        batch.append(real: 2.5)
        batch.append(text: "æøå".utf8)
        batch.append(text: "".utf8)
        batch.endRow(Position(line: 4, record: 2))
        batch.setHash(UInt64.max)
        #expect(try insert(batch, columns: 5, into: trial.warehouse) == 1)
        #expect(try trial.rows("select *, typeof(c4) from t") == ["null|-3|2.5|'æøå'|''|7|4|2|-1|'text'"])
    }

    @Test func emptyTextInAnEmptyPoolIsNotNull() throws {
        let trial = try TrialWarehouse()
        var batch = RowBatch(columnCount: 1)
        batch.append(text: "".utf8)
        batch.endRow(Position(line: 1))
        #expect(try insert(batch, columns: 1, into: trial.warehouse) == 1)
        #expect(try trial.rows("select c0 from t") == ["''"])
    }

    @Test func emptyBatchesAndABatchUsedAgain() throws {
        let trial = try TrialWarehouse()
        var batch = RowBatch(columnCount: 2)
        let empty = RowBatch(columnCount: 2)
        let count = try table(of: 2, in: trial.warehouse) { insert in
            try insert.insert(empty)
            batch.append(text: "first".utf8)
            batch.append(integer: .max)
            batch.endRow(Position(line: 1, record: 1))
            try insert.insert(batch)
            batch.removeAll()
            try insert.insert(batch)
            batch.append(text: "second".utf8)
            batch.append(null: ())
            batch.endRow(Position(line: 2, record: 2))
            try insert.insert(batch)
        }
        #expect(count == 2)
        #expect(
            try trial.rows("select * from t order by _line") == [
                "'first'|9223372036854775807|7|1|1|0", "'second'|null|7|2|2|0",
            ])
    }

    @Test func aRefusedRowThrows() throws {
        let trial = try TrialWarehouse()
        #expect(throws: (any Error).self) {
            try trial.warehouse.transaction { transaction in
                try transaction.execute("create table t (c0 text not null, _file, _line, _record, _hash)")
                var batch = RowBatch(columnCount: 1)
                batch.append(null: ())
                batch.endRow(Position(line: 1))
                try BulkInsert(transaction, table: "t", columnCount: 1, file: 1).insert(batch)
            }
        }
        #expect(try !trial.warehouse.read { try $0.exists(table: "t") })
    }
}
