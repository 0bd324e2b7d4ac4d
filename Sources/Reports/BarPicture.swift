/// Lying bars on one axis with marks: the picture of the target, the waterfall.
struct BarPicture {
    /// One bar from `start` to `end`; `open` is how far the uncertain part goes on beyond `end`.
    struct Bar {
        var label: String
        var start: Double
        var end: Double
        var open: Double?
        var value: String
        var look: String
    }

    /// A line across, such as a target.
    struct Mark {
        var at: Double
        var label: String
    }

    var bars: [Bar]
    var marks: [Mark]
    var label: String
    var axis: String
    /// A step of the axis in words; the second number is how far the steps are apart.
    var stepText: (Double, Double) -> String

    private let width = 760.0, left = 190.0, right = 120.0, rowHeight = 30.0, top = 30.0, bottom = 40.0

    func draw() -> String {
        let ends = bars.flatMap { [$0.start, $0.end, $0.open ?? $0.end] } + marks.map(\.at) + [0]
        let low = ends.min() ?? 0
        let high = max(ends.max() ?? 1, low + 1e-9)
        let margin = (high - low) * 0.04
        let (from, to) = (low < 0 ? low - margin : 0, high > 0 ? high + margin : 0)
        let x = { (value: Double) in left + (value - from) / (to - from) * (width - left - right) }
        let floor = top + rowHeight * Double(bars.count)
        var body = ""
        let steps = SVG.steps(from: from, to: to)
        let apart = steps.count > 1 ? steps[1] - steps[0] : 1
        for step in steps {
            let text = stepText(step, apart)
            body +=
                SVG.line(x(step), top, x(step), floor, "grid")
                + SVG.text(x(step), floor + 16, text, anchor: "middle", "axis")
        }
        for (index, bar) in bars.enumerated() { body += draw(bar, y: top + rowHeight * Double(index), x) }
        body += drawMarks(x, floor)
        body += SVG.line(x(0), top, x(0), floor, "zero")
        body += SVG.text((left + width - right) / 2, floor + 34, axis, anchor: "middle", "axis")
        return SVG.drawing(width, floor + bottom, label: label, body)
    }

    /// Labels stand centred over their lines; two that would touch lean away from each other.
    private func drawMarks(_ x: (Double) -> Double, _ floor: Double) -> String {
        let sorted = marks.sorted { $0.at < $1.at }
        return sorted.enumerated().map { place, mark in
            let room = 9.0 * Double(mark.label.count)
            let nearNext = place + 1 < sorted.count && x(sorted[place + 1].at) - x(mark.at) < room
            let nearLast = place > 0 && x(mark.at) - x(sorted[place - 1].at) < room
            let (anchor, shift) = nearNext ? ("end", 4.0) : nearLast ? ("start", -4.0) : ("middle", 0.0)
            return SVG.line(x(mark.at), top - 8, x(mark.at), floor, "target")
                + SVG.text(x(mark.at) + shift, top - 12, mark.label, anchor: anchor, "target-label")
        }.joined()
    }

    private func draw(_ bar: Bar, y: Double, _ x: (Double) -> Double) -> String {
        let (a, b) = (min(x(bar.start), x(bar.end)), max(x(bar.start), x(bar.end)))
        var body = SVG.text(left - 10, y + 20, bar.label, anchor: "end")
        body += SVG.rect(
            a, y + 5, max(b - a, 1), rowHeight - 10, "bar \(bar.look)", "\(bar.label): \(bar.value)")
        var edge = b
        if let open = bar.open, open != bar.end {
            let (c, d) = (min(x(bar.end), x(open)), max(x(bar.end), x(open)))
            body += SVG.rect(c, y + 5, d - c, rowHeight - 10, "bar open", "\(bar.label): \(bar.value)")
            edge = max(edge, d)
        }
        return body + SVG.text(edge + 6, y + 20, bar.value, "value")
    }
}
