import Records

/// One small line per figure of the portfolio, over editions.
func trendPictures(_ content: EditionContent, _ texts: Texts) -> [[String: Any]] {
    guard let table = content.tables["trend"], !table.rows.isEmpty else { return [] }
    var order: [String] = []
    var byFigure: [String: [[Value]]] = [:]
    for row in table.rows {
        guard let figure = table.value(row, "figure").string else { continue }
        if byFigure[figure] == nil { order.append(figure) }
        byFigure[figure, default: []].append(row)
    }
    return order.prefix(12).compactMap { figure in
        let rows = byFigure[figure]!.sorted {
            (table.value($0, "as_of").string ?? "") < (table.value($1, "as_of").string ?? "")
        }
        guard rows.count > 1 else { return nil }
        let unit = rows.compactMap { table.value($0, "unit").string }.first ?? "none"
        let points = rows.map { row in
            let value = table.value(row, "value").number
            return LinePicture.Point(
                name: NumberText.date(table.value(row, "as_of").string ?? "", language: texts.language),
                value: value,
                text: value.map { texts.number($0, unit: unit, decimals: unit == "percent" ? 1 : 0) } ?? "–")
        }
        let title = texts.code("figure", figure)
        let picture = LinePicture(
            points: points, label: title, axis: "",
            stepText: { texts.number($0, decimals: SVG.decimals(ofStep: $1)) },
            fromZero: false, whole: unit == "count")
        return [
            "title": title + (texts.unit(unit).isEmpty ? "" : " (\(texts.unit(unit)))"),
            "svg": picture.draw(),
            "rows": points.map { ["label": $0.name, "value": $0.text] },
        ]
    }
}

/// Saving of the best plan for every target; the line breaks where a target cannot be reached.
func frontierPicture(_ content: EditionContent, _ texts: Texts) -> String? {
    guard let table = content.tables["plan_frontier"], table.rows.count > 1 else { return nil }
    let points = table.rows.map { row in
        let reachable = table.value(row, "reachable").number != 0
        let saving = reachable ? table.value(row, "saving_dkk").number : nil
        return LinePicture.Point(
            name: texts.number(table.value(row, "target_percent").number ?? 0, unit: "percent"),
            value: saving,
            text: saving.map { texts.number($0, unit: "dkk") } ?? texts("plan.unreachable"))
    }
    return LinePicture(
        points: points, label: texts("plan.frontier_label"), axis: texts("plan.frontier_axis"),
        stepText: { value, apart in
            NumberText.decimal(
                value / 1_000_000, decimals: SVG.decimals(ofStep: apart / 1_000_000), language: texts.language
            )
        }, fromZero: true
    ).draw()
}
