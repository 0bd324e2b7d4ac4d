/// Whole numbers with their thousands parted, as the terminal, the ledger's sentences and the report all
/// write them.
public enum Thousands {
    /// `18,204` for 18204 and `,`.
    public static func parted(_ number: Int64, by mark: String) -> String {
        let digits = String(number.magnitude)
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += mark }
            text.append(digit)
        }
        return text
    }

    /// As the language does.
    public static func parted(_ number: Int, _ language: Language) -> String {
        parted(Int64(number), by: language == .da ? "." : ",")
    }
}
