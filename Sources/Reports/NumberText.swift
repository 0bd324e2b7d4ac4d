import Records

/// Numbers as people read them, without ICU: 1.234,5 in Danish and 1,234.5 in English. The same text on every
/// machine.
public enum NumberText {
    /// A number with thousands separated and a fixed count of decimals. What is not a finite number becomes a
    /// dash.
    public static func decimal(_ value: Double, decimals: Int = 0, language: String) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "–" }
        let places = max(0, min(decimals, 6))
        var scale: Int64 = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = (abs(value) * Double(scale)).rounded()
        guard scaled < 9e18 else { return "–" }
        let units = Int64(scaled)
        let (thousands, comma) = language == "da" ? (".", ",") : (",", ".")
        var text = Thousands.parted(units / scale, by: thousands)
        if places > 0 {
            let rest = String(units % scale)
            text += comma + String(repeating: "0", count: places - rest.count) + rest
        }
        return value < 0 && units != 0 ? "−" + text : text
    }

    /// An ISO date as people write it: 28.02.2026 in Danish, 28 Feb 2026 in English. What is no ISO date
    /// stays as it is.
    public static func date(_ iso: String, language: String) -> String {
        let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[2].count == 2, let month = Int(parts[1]),
            (1...12).contains(month)
        else { return iso }
        guard language != "da" else { return "\(parts[2]).\(parts[1]).\(parts[0])" }
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(Int(parts[2]) ?? 0) \(names[month - 1]) \(parts[0])"
    }

    /// A number for machines: shortest text that reads back the same, never with an exponent where that can
    /// be avoided.
    public static func plain(_ value: Double) -> String {
        guard value.isFinite else { return "" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        let text = "\(value)"
        guard text.contains("e") else { return text }
        return small(value)
    }

    /// Figures below 0.0001 carry no meaning in a report of square metres and kroner: nine decimals, trailing
    /// zeros dropped.
    private static func small(_ value: Double) -> String {
        guard abs(value) < 1e6 else { return "\(value)" }
        let units = Int64((abs(value) * 1e9).rounded())
        guard units > 0 else { return "0" }
        let rest = String(units % 1_000_000_000)
        var text = "\(units / 1_000_000_000)." + String(repeating: "0", count: 9 - rest.count) + rest
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return value < 0 ? "-" + text : text
    }
}
