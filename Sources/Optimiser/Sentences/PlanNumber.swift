import Records

/// Numbers as the reader's language writes them.
public struct PlanNumber: Sendable {
    let language: Language

    /// Numbers for readers of this language.
    public init(language: Language) { self.language = language }

    /// `1.234` or `1,234`.
    public func whole(_ n: Int) -> String {
        let digits = Array(String(n.magnitude))
        let mark: Character = language == .da ? "." : ","
        var out = ""
        for (k, d) in digits.enumerated() {
            if k > 0, (digits.count - k) % 3 == 0 { out.append(mark) }
            out.append(d)
        }
        return (n < 0 ? "-" : "") + out
    }

    /// Thousandths as per cent: `8 %` or `7,5 %`.
    public func percent(permille: Int) -> String { decimal(permille, digits: 1) + " %" }

    /// A part of a whole as per cent with two decimals, rounded as the report's tables are: `8,05 %`; 0 of
    /// nothing.
    public func percent(_ part: Int, of whole: Int) -> String {
        decimal(whole > 0 ? Int((Int128(part) * 20_000 + Int128(whole)) / (2 * Int128(whole))) : 0, digits: 2)
            + " %"
    }

    /// Millionths as per cent with two decimals, rounded up: `0,13 %`.
    func percent(millionths: Int) -> String { decimal((millionths + 99) / 100, digits: 2) + " %" }

    /// Whole m²: `1.234 m²`.
    public func area(_ m2: Int) -> String { whole(m2) + " m²" }

    /// Whole kroner of an amount in øre.
    public func kroner(_ ore: Int) -> String {
        let half = ore < 0 ? -50 : 50
        let kroner = whole((ore + half) / 100)
        return language == .da ? kroner + " kr." : "DKK " + kroner
    }

    /// Whole kroner of a net saving in 1/`scale` øre.
    public func net(_ units: Int, scale: Int) -> String { kroner(units / max(1, scale)) }

    /// `4 km` or `700 m`.
    func metres(_ m: Int) -> String {
        m >= 1000 ? decimal((m + 50) / 100, digits: 1) + " km" : whole(m) + " m"
    }

    /// User-metres as user-kilometres.
    func userKilometres(_ userMetres: Int) -> String {
        whole((userMetres + 500) / 1000) + (language == .da ? " brugerkilometer" : " user-kilometres")
    }

    /// The first few of a list, and how many more.
    func list(_ keys: [String], most: Int = 5) -> String {
        let shown = keys.prefix(most).joined(separator: ", ")
        guard keys.count > most else { return shown }
        return shown + (language == .da ? " og \(keys.count - most) mere" : " and \(keys.count - most) more")
    }

    private func decimal(_ n: Int, digits: Int) -> String {
        var size = 1
        for _ in 0..<digits { size *= 10 }
        var fraction = String(abs(n) % size)
        fraction = String(repeating: "0", count: digits - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let sign = n < 0 ? "-" : ""
        return sign + whole(abs(n) / size)
            + (fraction.isEmpty ? "" : (language == .da ? "," : ".") + fraction)
    }
}
