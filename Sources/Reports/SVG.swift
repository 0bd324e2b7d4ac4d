/// Building blocks of the drawings. No `style` attribute anywhere: the page's policy allows only the one
/// style sheet.
enum SVG {
    /// Text and attribute values.
    static func escape(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "&": out += "&amp;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// A coordinate with one decimal at most.
    static func n(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        return NumberText.plain((value * 10).rounded() / 10)
    }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ name: String) -> String {
        "<line class=\"\(name)\" x1=\"\(n(x1))\" y1=\"\(n(y1))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\"/>"
    }

    static func rect(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ name: String, _ title: String = ""
    ) -> String {
        let head =
            """
            <rect class=\"\(name)\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(max(width, 0)))\" \
            height=\"\(n(height))\"
            """
        return title.isEmpty ? head + "/>" : head + "><title>\(escape(title))</title></rect>"
    }

    static func text(_ x: Double, _ y: Double, _ words: String, anchor: String = "start", _ name: String = "")
        -> String
    {
        let look = name.isEmpty ? "" : " class=\"\(name)\""
        return "<text\(look) x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor)\">\(escape(words))</text>"
    }

    /// The whole drawing, with its text alternative.
    static func drawing(_ width: Double, _ height: Double, label: String, _ body: String) -> String {
        """
        <svg viewBox=\"0 0 \(n(width)) \(n(height))\" role=\"img\" \
        aria-label=\"\(escape(label))\">\(body)</svg>
        """
    }

    /// The decimals that keep two steps of an axis apart: a step of 0.5 says 20.0, 20.5, 21.0, never 20
    /// twice.
    static func decimals(ofStep width: Double) -> Int {
        guard width > 0, width.isFinite else { return 0 }
        var decimals = 0
        var size = width
        while size < 1 - 1e-9, decimals < 6 { (size, decimals) = (size * 10, decimals + 1) }
        return decimals
    }

    /// Round steps of an axis from 0 or below to the top: 1, 2 or 5 times a power of ten, about five of them.
    static func steps(from low: Double, to high: Double, about count: Double = 5) -> [Double] {
        guard high > low, (high - low).isFinite else { return [low] }
        let raw = (high - low) / count
        var size = 1.0
        while size * 10 <= raw { size *= 10 }
        while size > raw { size /= 10 }
        let step =
            raw / size < 1.5 ? size : raw / size < 3.5 ? size * 2 : raw / size < 7.5 ? size * 5 : size * 10
        var marks: [Double] = []
        var mark = (low / step).rounded(.up) * step
        while mark <= high + step * 1e-9, marks.count < 50 {
            marks.append(abs(mark) < step * 1e-9 ? 0 : mark)
            mark += step
        }
        return marks
    }
}
