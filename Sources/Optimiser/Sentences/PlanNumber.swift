import Records

/// Numbers as the reader's language writes them.
struct PlanNumber {
    let language: Language

    /// `1.234` or `1,234`.
    func whole(_ n: Int) -> String {
        let digits = Array(String(n.magnitude)), mark: Character = language == .da ? "." : ","
        var out = ""
        for (k, d) in digits.enumerated() {
            if k > 0, (digits.count - k) % 3 == 0 { out.append(mark) }
            out.append(d)
        }
        return (n < 0 ? "-" : "") + out
    }

    /// Thousandths as per cent: `8 %` or `7,5 %`.
    func percent(permille: Int) -> String { decimal(permille, digits: 1) + (language == .da ? " %" : "%") }

    /// Millionths as per cent with two decimals, rounded up: `0,13 %`.
    func percent(millionths: Int) -> String { decimal((millionths + 99) / 100, digits: 2) + (language == .da ? " %" : "%") }

    func area(_ m2: Int) -> String { whole(m2) + " m²" }

    /// Whole kroner of an amount in øre.
    func kroner(_ ore: Int) -> String {
        let half = ore < 0 ? -50 : 50, kroner = whole((ore + half) / 100)
        return language == .da ? kroner + " kr." : "DKK " + kroner
    }

    /// Whole kroner of a net saving in 1/`scale` øre.
    func net(_ units: Int, scale: Int) -> String { kroner(units / max(1, scale)) }

    /// `4 km` or `700 m`.
    func metres(_ m: Int) -> String { m >= 1000 ? decimal((m + 50) / 100, digits: 1) + " km" : whole(m) + " m" }

    /// User-metres as user-kilometres.
    func userKilometres(_ userMetres: Int) -> String { whole((userMetres + 500) / 1000) + (language == .da ? " brugerkilometer" : " user-kilometres") }

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
        return sign + whole(abs(n) / size) + (fraction.isEmpty ? "" : (language == .da ? "," : ".") + fraction)
    }
}
