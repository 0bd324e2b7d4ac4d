import Project
import Records
import Warehouse

/// What the words of a heading stand for, however somebody shortens, joins or translates them:
/// `pipelines/0_given/column_words.csv`.
///
/// `Ejd.nr`, `AssetNo` and `ejendommens nummer` are the same two words then, and a name that is known in one
/// form is known in all of them.
final class ColumnWords {
    private var means: [String: String] = [:]
    /// Words that say little where other words stand beside them.
    private var weak: Set<String> = []
    /// Words that, behind another one, say what of it is told: its number, its name, its day.
    private var aspects: Set<String> = []
    private var known: [String: [String]] = [:]

    /// Words beyond which nobody writes a heading: a longer one is taken as it is.
    private static let longest = 40
    /// Endings of Danish nouns and verbs, and of English ones, the longer first.
    private static let endings = [
        "ernes", "erne", "ens", "ets", "ene", "en", "et", "er", "es", "s", "e", "t",
    ]
    /// What joins the parts of a compound: ejendom-s-nummer, gade-navn.
    private static let links: Set<Character> = ["s", "e"]

    /// Knows no word.
    init() {}

    init(_ project: Project) {
        guard let table = project.given.first(where: { $0.table == "given_column_words" }) else { return }
        let place = Dictionary(table.columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
        func text(_ row: [Value], _ column: String) -> String { place[column].map { row[$0].plain } ?? "" }
        for row in table.rows {
            let word = FieldName.normalised(text(row, "word")),
                root = FieldName.normalised(text(row, "means"))
            guard !word.isEmpty else { continue }
            means[word] = root
            if !root.isEmpty { means[root] = means[root] ?? root }
            switch text(row, "role") {
            case "weak": weak.insert(root)
            case "aspect": aspects.insert(root)
            default: break
            }
        }
    }

    /// The words that a heading's words stand for, each once, without those that say nothing.
    func roots(of words: [String]) -> [String] {
        var roots: [String] = []
        for word in words {
            for root in self.roots(of: word) where !root.isEmpty && !roots.contains(root) {
                roots.append(root)
            }
        }
        let strong = roots.filter { !weak.contains($0) }
        return strong.isEmpty ? roots : strong
    }

    /// Whether a heading of these words tells a number, a name or a day of the thing that it begins with.
    func isNamed(_ roots: [String]) -> Bool { roots.count > 1 && aspects.contains(roots.last!) }

    private func roots(of word: String) -> [String] {
        if let roots = known[word] { return roots }
        let roots = root(of: word).map { [$0] } ?? parts(of: word) ?? [word]
        known[word] = roots
        return roots
    }

    /// What one word stands for, with or without an ending.
    private func root(of word: String) -> String? {
        if let root = means[word] { return root }
        for ending in Self.endings where word.count >= ending.count + 3 && word.hasSuffix(ending) {
            let stem = String(word.dropLast(ending.count))
            if let root = means[stem] { return root }
            // Ejendommens: the consonant is doubled before the ending.
            if let last = stem.last, stem.dropLast().last == last, let root = means[String(stem.dropLast())] {
                return root
            }
        }
        return nil
    }

    /// A compound as the fewest known words that make it up; nil where some letters are left.
    private func parts(of word: String) -> [String]? {
        let letters = Array(word)
        guard (5...Self.longest).contains(letters.count) else { return nil }
        // The fewest words for the letters before each place.
        var best: [[String]?] = [[]] + Array(repeating: nil, count: letters.count)
        for start in letters.indices {
            guard let before = best[start] else { continue }
            for end in stride(from: letters.count, to: start + 1, by: -1) {
                let isEdge = start == 0 || end == letters.count
                guard end - start >= (isEdge ? 2 : 3), end - start < letters.count else { continue }
                guard let root = means[String(letters[start..<end])] else { continue }
                var ends = [end]
                if end < letters.count - 1, Self.links.contains(letters[end]) { ends.append(end + 1) }
                for end in ends where best[end].map({ $0.count > before.count + 1 }) ?? true {
                    best[end] = before + [root]
                }
            }
        }
        return best[letters.count]
    }
}
