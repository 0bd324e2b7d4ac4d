import CXlsxWriter
import Records

/// Native charts: the first candidates by saving, the area by conclusion.
struct ChartSheet {
    let book: WorkbookFile
    let texts: Texts

    init(_ book: WorkbookFile, _ texts: Texts) {
        self.book = book
        self.texts = texts
    }

    func write(_ content: EditionContent) throws {
        guard let properties = content.tables["properties"], !properties.rows.isEmpty else { return }
        let name = texts("workbook.chart_sheet")
        let sheet = try book.sheet(name)
        worksheet_set_column(sheet, 0, 0, 30, nil)
        worksheet_set_column(sheet, 1, 2, 16, nil)
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 1)
        let classes = try area(properties, sheet)
        try insert(LXW_CHART_COLUMN, texts("workbook.chart_area"), name, rows: 1...classes, at: 0, sheet)
        guard let candidates = content.tables["candidates"], !candidates.rows.isEmpty else { return }
        let first = classes + 3
        let last = try saving(candidates, sheet, from: first)
        try insert(
            LXW_CHART_BAR, texts("workbook.chart_saving"), name, rows: (first + 1)...last, at: 16, sheet)
    }

    private func area(_ table: ReportTable, _ sheet: WorkbookFile.Sheet) throws -> Int {
        let codes = ConclusionLook.all.map(\.code)
        for (place, heading) in ["workbook.class", "workbook.area", "workbook.count"].enumerated() {
            try book.write(texts(heading), sheet, row: 0, column: place, book.heading)
        }
        let column = ReportColumn(name: "area_m2", kind: .number, unit: "m2")
        let count = ReportColumn(name: "properties", kind: .integer, unit: "count")
        for (place, code) in codes.enumerated() {
            let rows = table.rows.filter { table.value($0, "conclusion").string == code }
            let area = rows.reduce(0) { $0 + (table.value($1, "area_m2").number ?? 0) }
            try book.write(texts.code("conclusion", code), sheet, row: place + 1, column: 0)
            try book.write(
                .real(area), column, sheet, row: place + 1, column: 1, book.format(of: column, texts), texts)
            try book.write(
                .integer(Int64(rows.count)), count, sheet, row: place + 1, column: 2,
                book.format(of: count, texts), texts)
        }
        return codes.count
    }

    private func saving(_ table: ReportTable, _ sheet: WorkbookFile.Sheet, from row: Int) throws -> Int {
        let column =
            table.columns.first { $0.name == "saving_dkk" }
            ?? ReportColumn(name: "saving_dkk", kind: .number, unit: "dkk")
        try book.write(table.title[texts.language] ?? table.name, sheet, row: row, column: 0, book.heading)
        try book.write(column.heading(texts.language), sheet, row: row, column: 1, book.heading)
        let shown = table.rows.prefix(20)
        for (place, cells) in shown.enumerated() {
            try book.write(table.value(cells, "name").string ?? "", sheet, row: row + 1 + place, column: 0)
            try book.write(
                table.value(cells, "saving_dkk"), column, sheet, row: row + 1 + place, column: 1,
                book.format(of: column, texts), texts)
        }
        return row + shown.count
    }

    private func insert(
        _ kind: lxw_chart_type, _ title: String, _ sheetName: String, rows: ClosedRange<Int>, at row: Int,
        _ sheet: WorkbookFile.Sheet
    ) throws {
        let chart = try book.chart(kind)
        let area = { (column: String) in
            "='\(sheetName)'!$\(column)$\(rows.lowerBound + 1):$\(column)$\(rows.upperBound + 1)"
        }
        guard let series = chart_add_series(chart, area("A"), area("B")) else {
            throw ReportError(file: book.path, message: "a chart has no series")
        }
        var fill = lxw_chart_fill()
        fill.color = 0x00_72b2
        chart_series_set_fill(series, &fill)
        chart_title_set_name(chart, title)
        chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
        // In a lying chart the two axes change names. Without a minimum the value axis would start where the
        // data do.
        let lying = kind == LXW_CHART_BAR
        let values = lying ? chart.pointee.x_axis : chart.pointee.y_axis
        chart_axis_set_min(values, 0)
        chart_axis_set_num_format(values, "#,##0")
        if lying { chart_axis_set_reverse(chart.pointee.y_axis) }
        var options = lxw_chart_options()
        options.x_scale = 1.6
        options.y_scale = lying ? 1.8 : 1
        try book.check(worksheet_insert_chart_opt(sheet, lxw_row_t(row), 4, chart, &options))
    }
}
