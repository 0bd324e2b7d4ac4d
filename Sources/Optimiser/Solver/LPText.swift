extension LinearModel {
    /// The model in the LP format that every solver's own program reads; kept with the edition so that anyone
    /// can solve it again.
    public func lpText() -> String {
        var out = "\\ Kvadratur plan model\nMaximize\n obj:"
        var terms = 0
        for c in columns where c.objective != 0 { out += Self.term(c.objective, c.name, &terms) }
        if terms == 0, let first = columns.first { out += " 0 \(first.name)" }
        out += "\nSubject To\n"
        for r in rows {
            guard !r.columns.isEmpty else { continue }
            let ends: [(String, String, Double)] =
                r.lower == r.upper
                ? [("", "=", r.upper)]
                : (r.lower.isFinite ? [(r.upper.isFinite ? "_low" : "", ">=", r.lower)] : [])
                    + (r.upper.isFinite ? [("", "<=", r.upper)] : [])
            for (suffix, sign, limit) in ends {
                out += " \(r.name)\(suffix):"
                var count = 0
                for (c, f) in zip(r.columns, r.factors) { out += Self.term(f, columns[Int(c)].name, &count) }
                out += " \(sign) \(Self.number(limit))\n"
            }
        }
        out += "Bounds\n"
        for c in columns { out += " \(Self.number(c.lower)) <= \(c.name) <= \(Self.number(c.upper))\n" }
        let whole = columns.filter(\.whole)
        if !whole.isEmpty {
            out += "Generals\n"
            for c in whole { out += " \(c.name)\n" }
        }
        return out + "End\n"
    }

    private static func term(_ factor: Double, _ name: String, _ count: inout Int) -> String {
        count += 1
        let sign = factor < 0 ? " - " : count == 1 ? " " : " + "
        // Readers of the format stop at long lines.
        let fold = count % 8 == 0 ? "\n  " : ""
        return sign + number(abs(factor)) + " " + name + fold
    }

    private static func number(_ x: Double) -> String {
        if let whole = Int(exactly: x) { return String(whole) }
        return x.isFinite ? "\(x)" : x < 0 ? "-1e30" : "1e30"
    }
}
