/// The keys that another table has. A key that none of them is may be one of them in another spelling: other
/// case, other spaces, zeros that a spreadsheet took from its front, an exponent in place of its last digits.
/// It is read as that one where it can be no other.
public final class KnownKeys: @unchecked Sendable {
    private let exact: CodeSet
    /// By folded spelling; nil where two keys have the same.
    private let folded: [String: String?]
    /// By folded spelling without zeros in front of any of its numbers, likewise.
    private let bare: [String: String?]
    /// Keys of digits alone, which a spreadsheet takes for numbers.
    private let numbers: [String]

    /// The keys in their plain spelling, as a column of the type `key` keeps them.
    public init(_ keys: some Collection<String>) {
        exact = CodeSet(keys)
        var folded: [String: String?] = [:]
        var bare: [String: String?] = [:]
        for key in keys {
            let spelling = Self.fold(key)
            let without = Self.withoutZeros(spelling)
            folded[spelling] = folded[spelling] == nil ? .some(key) : .some(nil)
            bare[without] = bare[without] == nil ? .some(key) : .some(nil)
        }
        (self.folded, self.bare) = (folded, bare)
        numbers = keys.filter { $0.allSatisfy(\.isASCIIDigit) }
    }

    func contains(_ bytes: Bytes) -> Bool { exact.contains(bytes) }

    /// Whether the key is one of them as it stands.
    public func contains(_ key: String) -> Bool {
        var key = key
        return key.withUTF8 { contains($0) }
    }

    /// The one key that this may be; nil where it is one of them, or none, or may be several.
    public func spelling(of key: String) -> String? {
        if contains(key) { return nil }
        let spelling = Self.fold(key)
        if let found = folded[spelling] { return found }
        // A number inside a key loses its zeros where the key is put together anew: `E-1` for `E-00001`.
        if let found = bare[Self.withoutZeros(spelling)] { return found }
        return number(key)
    }

    /// A folded spelling without the zeros in front of each number in it. Behind a point or a comma they are
    /// decimals, and stay.
    private static func withoutZeros(_ spelling: String) -> String {
        var result = ""
        var before: Character = " "
        let characters = Array(spelling)
        for (index, character) in characters.enumerated() {
            let isLast = index + 1 == characters.count || !characters[index + 1].isASCIIDigit
            if character == "0", !isLast, !before.isASCIIDigit, before != ".", before != "," { continue }
            result.append(character)
            before = character
        }
        return result
    }

    /// One spelling for all that a person takes for the same: small letters; no spaces but between two
    /// digits; digits alone without zeros in front, and without the decimals that a program gave a number.
    private static func fold(_ key: String) -> String {
        let plain = Array(KeySpelling.plain(key).lowercased())
        var text = ""
        for (index, character) in plain.enumerated() {
            if character == " ", !(plain[index - 1].isASCIIDigit && plain[index + 1].isASCIIDigit) {
                continue
            }
            text.append(character)
        }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        let isNumber = parts.count <= 2 && !parts[0].isEmpty && parts[0].allSatisfy(\.isASCIIDigit)
        guard isNumber, parts.count == 1 || !parts[1].isEmpty && parts[1].allSatisfy({ $0 == "0" }) else {
            return text
        }
        let digits = parts[0].drop { $0 == "0" }
        return digits.isEmpty ? "0" : String(digits)
    }

    /// A number of which a spreadsheet kept the first digits: `4,21E+06`, or fifteen digits and zeros behind
    /// them.
    private func number(_ key: String) -> String? {
        let found: [String]
        if let (digits, length) = Self.scientific(key) {
            found = numbers.filter { $0.count == length && Self.rounded($0, to: digits.count) == digits }
        } else if key.count > 15, key.allSatisfy(\.isASCIIDigit), key.dropFirst(15).allSatisfy({ $0 == "0" })
        {
            found = numbers.filter { $0.count == key.count && $0.hasPrefix(key.prefix(15)) }
        } else {
            return nil
        }
        return found.count == 1 ? found[0] : nil
    }

    /// The digits that were kept, and how many the number had.
    private static func scientific(_ key: String) -> (digits: String, length: Int)? {
        guard ExcelError.isScientific(key), let mark = key.firstIndex(where: { $0 == "e" || $0 == "E" }),
            let power = Int(key[key.index(mark, offsetBy: 2)...]),
            power < 30
        else { return nil }
        let digits = String(key[..<mark].filter(\.isASCIIDigit))
        return digits.count <= power + 1 ? (digits, power + 1) : nil
    }

    /// The first digits of a number, rounded as a spreadsheet does; longer by one where rounding carries
    /// over.
    private static func rounded(_ number: String, to count: Int) -> String {
        guard number.count > count, let kept = Int(number.prefix(count)) else { return number }
        let next = number[number.index(number.startIndex, offsetBy: count)]
        return String(next >= "5" ? kept + 1 : kept)
    }
}
