import Records

/// A number as people write one into a settings file: `7.5`, `7,5`, `1.234,5`, `-3`.
///
/// A point alone is YAML's decimal point, so `2.500` is two and a half; a comma is always a decimal comma.
func plainNumber(_ text: String) -> Double? {
    guard let match = text.wholeMatch(of: /([-+]?)(\d+|\d{1,3}(?:\.\d{3})+)(?:([.,])(\d+))?/) else {
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
    let whole = match.2
    if whole.contains("."), match.3 != "," { return Double(text) }
    let number = Double("\(match.1 == "-" ? "-" : "")\(whole.filter { $0 != "." }).\(match.4 ?? "0")")
    return number.flatMap { $0.isFinite ? $0 : nil }
}

/// A whole number without a point, another one with its decimals.
func plain(_ number: Double) -> String { Int(exactly: number).map { "\($0)" } ?? "\(number)" }

/// The word of a list that was meant by a misspelt one; nil when none is near.
public func nearestWord(to word: String, in known: some Sequence<String>) -> String? {
    known.map { ($0, wordDistance(word.lowercased(), $0.lowercased())) }.filter {
        $0.1 <= max(2, word.count / 3)
    }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
}
