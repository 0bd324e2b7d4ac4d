/// One line over steps with names: the trend of a figure over editions, the frontier over targets.
struct LinePicture {
    /// One point; nil where there is no value, such as a target that cannot be reached.
    struct Point {
        var name: String
        var value: Double?
        var text: String
    }

    var points: [Point]
    var label: String
    var axis: String
    /// A step of the axis in words; the second number is how far the steps are apart.
    var stepText: (Double, Double) -> String
    /// A line that starts at zero may be read as a size; one that does not shows change only.
    var fromZero: Bool
    /// Things that are counted have no halves on their axis.
    var whole = false

    private let width = 480.0, height = 220.0, left = 78.0, right = 18.0, top = 14.0, bottom = 46.0

    func draw() -> String {
        let values = points.compactMap(\.value)
        var low = fromZero ? min(0, values.min() ?? 0) : values.min() ?? 0
        var high = values.max() ?? 1
        if high - low < abs(high) * 0.02 + 1e-9 {
            (low, high) = (fromZero ? low : low - abs(low) * 0.01 - 0.5, high + abs(high) * 0.01 + 0.5)
        }
        // What is never below 0 has no axis there either.
        if low < 0, values.allSatisfy({ $0 >= 0 }) { low = 0 }
        let floor = height - bottom
        let y = { (value: Double) in floor - (value - low) / (high - low) * (floor - top) }
        let x = { (place: Int) in
            points.count < 2
                ? (left + width - right) / 2
                : left + Double(place) / Double(points.count - 1) * (width - left - right)
        }
        var body = ""
        let steps = SVG.steps(from: low, to: high, about: 4).filter {
            !whole || abs($0 - $0.rounded()) < 1e-9
        }
        let apart = steps.count > 1 ? steps[1] - steps[0] : 1
        for step in steps {
            let text = stepText(step, apart)
            body +=
                SVG.line(left, y(step), width - right, y(step), "grid")
                + SVG.text(left - 6, y(step) + 4, text, anchor: "end", "axis")
        }
        body += line(x, y) + names(x, floor)
        body += SVG.text((left + width - right) / 2, height - 6, axis, anchor: "middle", "axis")
        return SVG.drawing(width, height, label: label, body)
    }

    /// A gap breaks the line: what is not known is not drawn through.
    private func line(_ x: (Int) -> Double, _ y: (Double) -> Double) -> String {
        var path = ""
        var dots = ""
        var down = false
        for (place, point) in points.enumerated() {
            guard let value = point.value else {
                down = false
                continue
            }
            path += (down ? "L" : "M") + SVG.n(x(place)) + " " + SVG.n(y(value))
            down = true
            dots +=
                """
                <circle class=\"line-dot\" cx=\"\(SVG.n(x(place)))\" cy=\"\(SVG.n(y(value)))\" \
                r=\"3.5\"><title>\(SVG.escape("\(point.name): \(point.text)"))</title></circle>
                """
        }
        return "<path class=\"line\" d=\"\(path)\"/>" + dots
    }

    /// As many names as have room, the first and the last among them.
    private func names(_ x: (Int) -> Double, _ floor: Double) -> String {
        let longest = Double(points.map(\.name.count).max() ?? 1) * 6.5 + 12
        let room = max(1, Int((width - left - right) / longest))
        let every = max(1, (points.count + room - 1) / room)
        return points.enumerated().map { place, point in
            let last = place == points.count - 1
            guard last || (place % every == 0 && points.count - 1 - place >= every / 2 + 1) else { return "" }
            let anchor = place == 0 ? "start" : last ? "end" : "middle"
            return SVG.text(
                x(place), floor + 16, point.name, anchor: points.count == 1 ? "middle" : anchor, "axis")
        }.joined()
    }
}
