import CXlsxWriter
import Records

/// A report table as a sheet: headings, frozen panes, filter, formats, colours for class and state.
struct TableSheet {
    let book: WorkbookFile
    let texts: Texts

    init(_ book: WorkbookFile, _ texts: Texts) {
        self.book = book
        self.texts = texts
    }

    func write(_ table: ReportTable, name: String) throws {
        let sheet = try book.sheet(name)
        let last = try write(table, on: sheet, row: 0)
        let columns = lxw_col_t(max(table.columns.count - 1, 0))
        let pinned = (table.ordinal("name") ?? 0) + 1
        worksheet_freeze_panes(sheet, 1, lxw_col_t(min(pinned, 3)))
        if !table.columns.isEmpty {
            try book.check(worksheet_autofilter(sheet, 0, 0, lxw_row_t(max(last, 1)), columns))
        }
        try colour(table, sheet, last: last)
        print(sheet)
    }

    /// Headings and rows from a row on; the last row written.
    @discardableResult
    func write(_ table: ReportTable, on sheet: WorkbookFile.Sheet, row start: Int, widths: Bool = true) throws
        -> Int
    {
        worksheet_set_row(sheet, lxw_row_t(start), 32, nil)
        let formats = table.columns.map { book.format(of: $0, texts) }
        for (place, column) in table.columns.enumerated() {
            try book.write(column.heading(texts.language), sheet, row: start, column: place, book.heading)
            if widths {
                try book.check(
                    worksheet_set_column(sheet, lxw_col_t(place), lxw_col_t(place), width(column), nil))
            }
        }
        for (offset, row) in table.rows.enumerated() {
            for (place, column) in table.columns.enumerated() where place < row.count {
                try book.write(
                    row[place], column, sheet, row: start + 1 + offset, column: place, formats[place], texts)
            }
        }
        return start + table.rows.count
    }

    private func width(_ column: ReportColumn) -> Double {
        switch column.kind {
        case .text:
            ["name", "address"].contains(column.name) || column.name.contains("sentence")
                || column.name.contains("definition") ? 36 : 18
        case .date: 12
        case .boolean: 10
        case .integer, .number: 14
        }
    }

    /// The same colours as on the page; the words stand in the cell, so no colour is needed to read them.
    private func colour(_ table: ReportTable, _ sheet: WorkbookFile.Sheet, last: Int) throws {
        guard last >= 1 else { return }
        if let place = table.ordinal("conclusion") {
            for look in ConclusionLook.all {
                guard let cell = look.cell else { continue }
                try highlight(texts.code("conclusion", look.code), cell.ground, cell.ink, sheet, place, last)
            }
        }
        if let place = table.ordinal("state") {
            try highlight(texts.code("state", "open"), 0xff_f4cc, 0x6b_5200, sheet, place, last)
        }
        if let place = table.ordinal("saving_dkk") { try bars(sheet, place, last) }
    }

    private func highlight(
        _ words: String, _ ground: UInt32, _ ink: UInt32, _ sheet: WorkbookFile.Sheet, _ place: Int,
        _ last: Int
    ) throws {
        let format = book.format("highlight \(ground)") {
            format_set_bg_color($0, ground)
            format_set_font_color($0, ink)
        }
        var rule = lxw_conditional_format()
        rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
        rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_EQUAL_TO.rawValue)
        rule.format = format
        try "\"\(words)\"".withCString { words in
            rule.value_string = UnsafeMutablePointer(mutating: words)
            try book.check(
                worksheet_conditional_format_range(
                    sheet, 1, lxw_col_t(place), lxw_row_t(last), lxw_col_t(place), &rule))
        }
    }

    private func bars(_ sheet: WorkbookFile.Sheet, _ place: Int, _ last: Int) throws {
        var rule = lxw_conditional_format()
        rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
        rule.bar_color = 0x9d_c3e6
        try book.check(
            worksheet_conditional_format_range(
                sheet, 1, lxw_col_t(place), lxw_row_t(last), lxw_col_t(place), &rule))
    }

    private func print(_ sheet: WorkbookFile.Sheet) {
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_repeat_rows(sheet, 0, 0)
    }
}

/// What to know before trusting the numbers, one block under the other.
struct QualitySheet {
    let book: WorkbookFile
    let texts: Texts

    init(_ book: WorkbookFile, _ texts: Texts) {
        self.book = book
        self.texts = texts
    }

    func write(_ content: EditionContent) throws {
        let sheet = try book.sheet(texts("workbook.quality"))
        worksheet_set_column(sheet, 0, 14, 18, nil)
        worksheet_freeze_panes(sheet, 1, 0)
        try book.write(texts("workbook.quality"), sheet, row: 0, column: 0, book.title)
        var row = 2
        for name in [
            "inputs", "missing_data", "missing_parts", "uncategorised", "unallocated", "drift", "rejects",
        ] {
            guard let table = content.tables[name] else { continue }
            try book.write(table.title[texts.language] ?? name, sheet, row: row, column: 0, book.title)
            if table.rows.isEmpty {
                try book.write("–", sheet, row: row + 1, column: 0, book.note)
                row += 3
            } else {
                row = try TableSheet(book, texts).write(table, on: sheet, row: row + 1, widths: false) + 2
            }
        }
    }
}
