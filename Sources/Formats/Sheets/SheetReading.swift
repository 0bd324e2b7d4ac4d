import Records

/// Reads one sheet of a workbook as a CSV reader reads a file: header, totals, forms, faults are found by the
/// same code.
struct SheetReading {
    let reader: CSVReader
    let book: SheetBook

    func read(
        _ watches: [CSVReader.Watch], _ sieve: RecordSieve, _ progress: (Int) -> Void,
        _ onReject: (Reject) throws -> Void,
        _ onTotal: (_ rule: Int, _ record: Record) throws -> Void, _ onRecord: (Record) throws -> Void
    ) throws -> ReadSummary {
        let layout = SheetSearch.layout(reader)
        let search = SheetSearch(reader: reader, heads: try book.heads(decimal: layout.decimal))
        let (number, others) = try search.choose()
        let sheet = search.heads[number]
        return try withoutActuallyEscaping(onReject) { onReject in
            try withoutActuallyEscaping(onTotal) { onTotal in
                try withoutActuallyEscaping(onRecord) { onRecord in
                    var header: CSVHeader?
                    let scanner = CSVScanner(
                        layout: layout, fields: reader.fields, required: reader.required,
                        needed: reader.needed, limits: reader.limits, sieve: sieve,
                        onReject: { try onReject(Self.placed($0, sheet.name, header)) }, onTotal: onTotal,
                        onRecord: onRecord)
                    scanner.isSheet = true
                    scanner.watches = watches
                    scanner.onHeader = { found in
                        header = found
                        let columns = (0..<reader.fields.count).map { field in
                            (found.targets.firstIndex { $0.contains(field) } ?? -1) + 1
                        }
                        reader.onSheet?(CSVReader.Sheet(name: sheet.name, columns: columns))
                    }
                    let notes = SheetNotes()
                    do {
                        try book.read(
                            sheet: number, decimal: layout.decimal, notes: notes, progress: progress
                        ) { try scanner.push($0) }
                        try scanner.finish()
                        try book.checkUnchanged()
                    } catch var refusal as Refusal {
                        if refusal.fault.sheet == nil {
                            refusal.fault = Self.placed(refusal.fault, sheet.name, header)
                        }
                        throw refusal
                    }
                    var summary = scanner.summary
                    summary.reader = book.kind.rawValue
                    let named = (header?.names ?? []).enumerated().filter { !$0.element.isEmpty }.map {
                        $0.offset + 1
                    }
                    summary.notes += notes.faults(header: scanner.headerLine, columns: named)
                    if sheet.isHidden {
                        summary.notes.append(
                            Fault(code: .hiddenSheet, position: Position(line: 1), detail: sheet.name))
                    }
                    if !others.isEmpty {
                        summary.notes.append(
                            Fault(
                                code: .otherSheets, position: Position(line: 1),
                                detail: others.joined(separator: ", ")))
                    }
                    return summary
                }
            }
        }
    }

    /// The header's names of the sheet that would be read.
    func header() throws -> [String] {
        try SheetSearch(reader: reader, heads: try book.heads(decimal: reader.layout.decimal)).names()
    }

    // MARK: - places

    /// A fault with its sheet and the column of the cell, where it names one.
    static func placed(_ fault: Fault, _ sheet: String, _ header: CSVHeader?) -> Fault {
        var fault = fault
        fault.sheet = sheet
        let column = fault.column.flatMap { column in
            header?.names.firstIndex { FieldName.normalised($0) == FieldName.normalised(column) }
        }
        fault.position.column = column.map { $0 + 1 }
        return fault
    }

    static func placed(_ reject: Reject, _ sheet: String, _ header: CSVHeader?) -> Reject {
        var reject = reject
        reject.faults = reject.faults.map { placed($0, sheet, header) }
        return reject
    }
}
