/// Baseline → today → flagged → plan against the target, in per cent of the baseline left. From zero: no cut
/// axis.
struct TargetPicture {
    private let overview: Overview
    private let rows: [(key: String, end: Double, open: Double?, area: String)]

    /// nil when there is nothing to draw: no area, no picture.
    init?(_ overview: Overview) {
        self.overview = overview
        guard (overview.number("area_m2") ?? 0) > 0 else { return nil }
        var rows: [(key: String, end: Double, open: Double?, area: String)] = []
        let left = -(overview.percent("net_m2") ?? 0)
        rows.append((key: "today", end: left, open: nil, area: overview.words("net_m2")))
        if let all = overview.percent("candidate_m2") {
            let firm = overview.percent("candidate_firm_m2") ?? all
            rows.append((key: "flagged", end: firm, open: all, area: overview.words("candidate_m2")))
        }
        if let plan = overview.percent("plan_m2") {
            rows.append((key: "plan", end: plan, open: nil, area: overview.words("plan_m2")))
        }
        self.rows = rows
    }

    private var texts: Texts { overview.texts }
    private func percent(_ value: Double, _ decimals: Int = 1) -> String {
        texts.number(value, unit: "percent", decimals: decimals)
    }

    func draw() -> String {
        let looks = ["today": "done", "flagged": "flagged", "plan": "plan"]
        let marks = ["target_low_percent", "target_high_percent"].compactMap { column in
            overview.number(column).map {
                BarPicture.Mark(at: $0, label: percent($0, $0 == $0.rounded() ? 0 : 1))
            }
        }
        let words =
            texts("target.label") + ": "
            + numbers.map { "\($0["label"]!) \($0["percent"]!)" }.joined(separator: "; ")
        return BarPicture(
            bars: rows.map { row in
                BarPicture.Bar(
                    label: texts("target.\(row.key)"), start: 0, end: row.end, open: row.open,
                    value: percent(row.open ?? row.end), look: looks[row.key]!)
            },
            marks: marks, label: words, axis: texts("target.axis"),
            stepText: { percent($0, SVG.decimals(ofStep: $1)) }
        ).draw()
    }

    /// The picture's numbers as rows of a table.
    var numbers: [[String: String]] {
        var list = [
            ["label": texts("target.baseline"), "percent": percent(0), "area": overview.words("baseline_m2")]
        ]
        for row in rows {
            let share =
                row.open.map {
                    $0 == row.end
                        ? percent($0)
                        : texts("target.firm_of", ["firm": percent(row.end), "all": percent($0)])
                } ?? percent(row.end)
            list.append(["label": texts("target.\(row.key)"), "percent": share, "area": row.area])
        }
        for bound in ["low", "high"] where overview.number("target_\(bound)_percent") != nil {
            list.append([
                "label": texts("target.\(bound)"), "percent": overview.words("target_\(bound)_percent"),
                "area": overview.words("target_\(bound)_m2"),
            ])
        }
        return list
    }
}
