import Testing

@testable import Records

@Suite struct RowBatchTests {
    @Test func rowsComeBackAsTheyWentIn() {
        var batch = RowBatch(columnCount: 4)
        batch.append(null: ())
        batch.append(integer: -7)
        batch.append(real: 0.1)
        batch.append(text: "Blåbær".utf8)
        batch.endRow(Position(line: 2))
        #expect((0..<4).map { batch.value(row: 0, column: $0) } == [nil, -7, 0.1, "Blåbær"])
        #expect(batch.positions == [Position(line: 2)])
    }

    @Test func aRowCanBeTakenBack() {
        var batch = RowBatch(columnCount: 2)
        batch.append(integer: 1)
        batch.append(text: "a".utf8)
        batch.endRow(Position(line: 1))
        batch.append(integer: 2)
        batch.abandonRow()
        batch.append(text: "b".utf8)
        batch.dropLastValue()
        #expect(batch.lastIsNull)
        batch.append(text: "c".utf8)
        batch.endRow(Position(line: 3))
        #expect(batch.rowCount == 2)
        #expect([batch.value(row: 1, column: 0), batch.value(row: 1, column: 1)] == [nil, "c"])
    }

    @Test func emptied() {
        var batch = RowBatch(columnCount: 1)
        #expect(batch.lastIsNull)
        batch.append(integer: 1)
        batch.endRow(Position(line: 1))
        batch.removeAll()
        #expect(batch.rowCount == 0 && batch.cells.isEmpty && batch.pool.isEmpty)
    }
}
