import Records

/// What was noticed of a sheet beside its cells' values.
final class SheetNotes {
    /// Rows and columns are counted from 1.
    private(set) var hiddenRows = (count: 0, first: 0)
    private(set) var hiddenColumns: [ClosedRange<Int>] = []
    private(set) var merged: [(row: Int, range: String)] = []
    private(set) var percent = (count: 0, first: "")
    private(set) var uncalculated = (count: 0, first: "")

    func hide(row: Int) {
        hiddenRows = (hiddenRows.count + 1, hiddenRows.count == 0 ? row : hiddenRows.first)
    }
    func hide(columns: ClosedRange<Int>) { if hiddenColumns.count < 1000 { hiddenColumns.append(columns) } }
    func merge(row: Int, range: String) { if merged.count < 10_000 { merged.append((row, range)) } }

    @inline(__always)
    func sawPercent(row: Int, column: Int) {
        percent.count += 1
        if percent.count == 1 { percent.first = SheetCell.name(row: row, column: column) }
    }

    func sawUncalculated(row: Int, column: Int) {
        uncalculated.count += 1
        if uncalculated.count == 1 { uncalculated.first = SheetCell.name(row: row, column: column) }
    }

    /// As faults that are only written down; `header` is the line of the header, `columns` those that have a
    /// name.
    func faults(header: Int, columns: [Int]) -> [Fault] {
        var faults: [Fault] = []
        func add(_ code: FaultCode, line: Int, _ detail: String) {
            faults.append(Fault(code: code, position: Position(line: line), detail: detail))
        }
        if hiddenRows.count > 0 {
            add(
                .hiddenRows, line: hiddenRows.first,
                "\(hiddenRows.count), the first is row \(hiddenRows.first)")
        }
        let hidden = columns.filter { column in hiddenColumns.contains { $0.contains(column) } }
        if !hidden.isEmpty {
            add(.hiddenColumns, line: header, hidden.map(SheetCell.letters).joined(separator: ", "))
        }
        let above = merged.filter { $0.row <= header }.map(\.range)
        let below = merged.filter { $0.row > header }.map(\.range)
        if !above.isEmpty { add(.mergedHeader, line: header, Self.some(above)) }
        if !below.isEmpty { add(.mergedRange, line: header, Self.some(below)) }
        if percent.count > 0 {
            add(.percentCells, line: header, "\(percent.count), the first is \(percent.first)")
        }
        if uncalculated.count > 0 {
            add(.uncalculated, line: header, "\(uncalculated.count), the first is \(uncalculated.first)")
        }
        return faults
    }

    private static func some(_ ranges: [String]) -> String {
        ranges.prefix(5).joined(separator: ", ") + (ranges.count > 5 ? " and \(ranges.count - 5) more" : "")
    }
}
