import Records

/// From the baseline to the cost line that is gone, every step as a difference from the baseline.
struct Waterfall {
    private let table: ReportTable
    private let texts: Texts

    init?(_ content: EditionContent, _ texts: Texts) {
        guard let table = content.tables["waterfall"],
            table.rows.contains(where: { table.value($0, "step").string == "baseline" })
        else { return nil }
        self.table = table
        self.texts = texts
    }

    func draw() -> String {
        var level = 0.0
        var baseline = 0.0
        var bars: [BarPicture.Bar] = []
        var marks: [BarPicture.Mark] = []
        for row in table.rows {
            guard let area = table.value(row, "area_m2").number, let step = table.value(row, "step").string
            else { continue }
            let label = texts.code("step", step)
            let value = texts.number(area, unit: "m2")
            switch table.value(row, "kind").string {
            case "level":
                if step == "baseline" { baseline = area }
                level = area - baseline
                bars.append(.init(label: label, start: 0, end: level, value: value, look: "level"))
            case "change":
                bars.append(
                    .init(
                        label: label, start: level, end: level + area, value: signed(area),
                        look: area <= 0 ? "done" : "added"))
                level += area
            case "part":
                let high = table.value(row, "area_m2_high").number
                let low = table.value(row, "area_m2_low").number
                bars.append(
                    .init(
                        label: label, start: 0, end: -(low ?? area), open: high.map { -$0 }, value: value,
                        look: step == "plan" ? "plan" : "flagged"))
            case "mark": marks.append(.init(at: -abs(area), label: label))
            default: break
            }
        }
        return BarPicture(
            bars: bars, marks: marks, label: texts("waterfall.label"), axis: texts("waterfall.axis"),
            stepText: { NumberText.decimal($0, decimals: SVG.decimals(ofStep: $1), language: texts.language) }
        ).draw()
    }

    private func signed(_ area: Double) -> String { (area > 0 ? "+" : "") + texts.number(area, unit: "m2") }
}
