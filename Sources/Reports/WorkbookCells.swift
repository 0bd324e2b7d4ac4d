import CXlsxWriter
import Records

extension WorkbookFile {
    /// Headings: bold on a dark ground.
    var heading: Format {
        format("heading") {
            format_set_bold($0)
            format_set_font_color($0, 0xff_ffff)
            format_set_bg_color($0, 0x1f_3a52)
            format_set_text_wrap($0)
            format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
    }

    var title: Format {
        format("title") {
            format_set_bold($0)
            format_set_font_size($0, 13)
        }
    }
    var note: Format { format("note") { format_set_font_color($0, 0x4d_5b69) } }

    /// The look of a column. `[$-406]` makes separators Danish whatever the reader's Excel is set to,
    /// `[$-809]` English.
    func format(of column: ReportColumn, _ texts: Texts) -> Format? {
        let locale = language == "da" ? "[$-406]" : "[$-809]"
        switch column.kind {
        case .text, .boolean: return nil
        case .date: return format("date") { format_set_num_format($0, locale + "dd-mm-yyyy") }
        case .integer where column.unit == "none" || column.unit == "year":
            return format("plain") { format_set_num_format($0, "0") }
        case .integer, .number:
            let decimals =
                column.decimals > 0 ? "." + String(repeating: "0", count: min(column.decimals, 6)) : ""
            let unit = texts.unit(column.unit)
            let code = locale + "#,##0" + decimals + (unit.isEmpty ? "" : "\" \(unit)\"")
            return format(code) { format_set_num_format($0, code) }
        }
    }

    /// One cell. A text is always written as a string: what looks like a formula stays text.
    func write(
        _ value: Value, _ column: ReportColumn, _ sheet: Sheet, row: Int, column place: Int,
        _ format: Format?, _ texts: Texts
    ) throws {
        let row = lxw_row_t(row)
        let place = lxw_col_t(place)
        switch value {
        case .null: return
        case .integer(let integer) where column.kind == .boolean:
            try check(
                worksheet_write_string(sheet, row, place, texts(integer == 0 ? "word.no" : "word.yes"), nil))
        case .integer(let integer):
            try check(worksheet_write_number(sheet, row, place, Double(integer), format))
        // A number that is not finite would break the workbook: libxlsxwriter writes it as text that no
        // program reads.
        case .real(let real):
            if real.isFinite { try check(worksheet_write_number(sheet, row, place, real, format)) }
        case .text(let text):
            if column.kind == .date, var date = lxw_datetime(iso: text) {
                return try check(worksheet_write_datetime(sheet, row, place, &date, format))
            }
            try check(worksheet_write_string(sheet, row, place, cut(texts.cell(value, of: column)), nil))
        }
    }

    func write(_ text: String, _ sheet: Sheet, row: Int, column: Int, _ format: Format? = nil) throws {
        try check(worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), cut(text), format))
    }

    /// Excel holds 32,767 UTF-16 units a cell; a longer text would leave the cell empty. NUL would end it.
    private func cut(_ text: String) -> String {
        let clean = text.contains("\0") ? String(text.filter { $0 != "\0" }) : text
        guard clean.utf16.count > 32_000 else { return clean }
        return String(clean.prefix(16_000)) + "…"
    }
}

extension lxw_datetime {
    /// nil when the text is no ISO date of Excel's calendar, which begins in 1900.
    init?(iso: String) {
        let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, let year = Int32(parts[0]), let month = Int32(parts[1]),
            let day = Int32(parts[2]),
            year >= 1901, (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day, hour: 0, min: 0, sec: 0)
    }
}
