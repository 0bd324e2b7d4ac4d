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
        #expect(values(batch) == [[nil, -7, 0.1, "Blåbær"]])
        let positions = batch.positions
        #expect(positions == [Position(line: 2)])
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
        let isNull = batch.lastIsNull
        #expect(isNull)
        batch.append(text: "c".utf8)
        batch.endRow(Position(line: 3))
        #expect(values(batch) == [[1, "a"], [nil, "c"]])
    }

    @Test func emptied() {
        var batch = RowBatch(columnCount: 1)
        let isNullBefore = batch.lastIsNull
        batch.append(integer: 1)
        batch.endRow(Position(line: 1))
        batch.removeAll()
        let left = (batch.rowCount, batch.cells.count, batch.pool.count, batch.hashes.count, batch.lastIsNull)
        #expect(isNullBefore && left == (0, 0, 0, 0, true))
    }

    /// Texts of every length come through, on both sides of the lengths that are copied differently and
    /// beyond the first room.
    @Test func textsOfEveryLength() {
        var batch = RowBatch(columnCount: 2)
        let texts: [String] = (0..<300).map { length in
            String(
                decoding: (0..<length).map { place in UInt8(97 + (place * 7 + length) % 26) }, as: UTF8.self)
        }
        for (row, text) in texts.enumerated() {
            batch.append(text: text.utf8)
            let room = batch.appendRoom(text.utf8.count)
            for (place, byte) in text.utf8.reversed().enumerated() { room[place] = byte }
            batch.endRow(Position(line: row + 1))
        }
        let expected: [[Value]] = texts.map { [.text($0), .text(String($0.reversed()))] }
        #expect(values(batch) == expected)
    }

    private func values(_ batch: borrowing RowBatch) -> [[Value]] {
        var rows: [[Value]] = []
        for row in 0..<batch.rowCount {
            var cells: [Value] = []
            for column in 0..<batch.columnCount { cells.append(batch.value(row: row, column: column)) }
            rows.append(cells)
        }
        return rows
    }
}
