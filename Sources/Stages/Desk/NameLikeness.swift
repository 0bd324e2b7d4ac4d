import Contracts
import Records

/// How much a header looks like a name that a column is known by, from 0 to 100.
enum NameLikeness {
    /// From here on a header is taken to be the name.
    static let enough = 55

    static func score(_ header: Folded, _ name: Folded) -> Int {
        max(byLetters(header, name), byWords(header, name))
    }

    /// By what the words stand for: the same ones are surer than a name inside a heading, and one word counts
    /// where it is what the heading is about.
    private static func byWords(_ header: Folded, _ name: Folded) -> Int {
        let (some, all) = (name.roots, header.roots)
        guard !some.isEmpty, some.count <= all.count, some.allSatisfy(all.contains) else { return 0 }
        if some.count == all.count { return 90 }
        let share = 20 * some.count / all.count
        if some.count > 1 { return 66 + share }
        // "Etageareal" and "Areal brutto" are areas, "Kontonavn" is no account.
        let isLast = all.last == some[0],
            isFirst = all.first == some[0] && header.words.count > 1 && !header.isNamed
        return isLast || isFirst ? 54 + share : 0
    }

    private static func byLetters(_ header: Folded, _ name: Folded) -> Int {
        if header.whole.isEmpty || name.whole.isEmpty { return 0 }
        if header.whole == name.whole { return 100 }
        if header.bare == name.bare, !header.bare.isEmpty { return 96 }
        let words = Set(header.words)
        if name.words.count > 1, name.words.allSatisfy(words.contains) { return 70 + share(name, header) }
        if name.words.count == 1, words.contains(name.whole), name.whole.count >= 3 {
            return 55 + share(name, header)
        }
        // A compound: "Bruttoetageareal" is an area, "Ejendomsadresse" an address.
        if name.whole.count >= 4, header.bare.hasSuffix(name.whole) { return 55 + share(name, header) }
        if shortened(header.words, name) { return 74 }
        let likeness = Drift.likeness(header.bare, name.bare)
        return name.bare.count >= 5 && likeness >= 80 ? likeness - 12 : 0
    }

    /// Up to 25 for the part of the header that the name is.
    private static func share(_ name: Folded, _ header: Folded) -> Int {
        min(25, 25 * name.bare.count / max(1, header.bare.count))
    }

    /// "Ejd. nr." and "Bygn.nr" are beginnings of the name's letters, one after the other.
    private static func shortened(_ words: [String], _ name: Folded) -> Bool {
        guard words.count == name.words.count, words.count > 1 else { return false }
        return zip(words, name.words).allSatisfy { $0.count >= 2 && $1.hasPrefix($0) }
            && words.joined().count >= 5
    }

    /// A name as names are compared.
    struct Folded: Hashable {
        /// All letters and digits.
        var whole: String
        /// Without what stands in brackets, and without a unit at the end.
        var bare: String
        var words: [String]
        /// What the words stand for.
        var roots: [String]
        /// The last word says what is known of the first: a number, a name, a day.
        var isNamed: Bool

        init(_ text: String, _ known: ColumnWords = ColumnWords()) {
            whole = FieldName.normalised(text)
            var plain = ""
            var depth = 0
            for character in text {
                if "([{".contains(character) { depth += 1 }
                if depth == 0 { plain.append(character) }
                if ")]}".contains(character) { depth = max(0, depth - 1) }
            }
            let cut = plain.firstIndex(of: ",").map { String(plain[..<$0]) } ?? plain
            words = cut.split { !$0.isLetter && !$0.isNumber }.map { FieldName.normalised($0) }.filter {
                !$0.isEmpty
            }
            if words.count > 1, let last = words.last, Self.units.contains(last) { words.removeLast() }
            if words.count > 1, words[0] == "i" { words.removeFirst() }
            bare = words.joined()
            let parts = Self.parted(cut).split { !$0.isLetter && !$0.isNumber }
            roots = known.roots(of: parts.map { FieldName.normalised($0) }.filter { !$0.isEmpty })
            isNamed = known.isNamed(roots)
        }

        /// `AssetNo` is two words.
        private static func parted(_ text: String) -> String {
            var parted = "", last: Character = " "
            for character in text {
                if last.isLowercase, character.isUppercase { parted.append(" ") }
                parted.append(character)
                last = character
            }
            return parted
        }

        /// Units that stand behind a name.
        private static let units: Set<String> = [
            "m2", "kvm", "kr", "dkk", "kroner", "pct", "procent", "stk", "antal",
        ]
    }
}
