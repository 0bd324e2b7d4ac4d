/// The name of a file as its maker gave it, and the mark of a browser or a desktop that made a second one of
/// it: `costs (1).csv`, `costs - Kopi.csv`, `Kopi af costs.csv`. The copy is taken to be the newer one:
/// nobody copies what he then changes in the original.
struct CopyName: Hashable {
    var original: String
    /// Nil for a name without a mark.
    var mark: String?

    init(_ name: String) {
        original = name
        let lower = name.lowercased()
        for opening in ["kopi af ", "copy of "] where lower.hasPrefix(opening) {
            original = String(name.dropFirst(opening.count))
            mark = String(name.prefix(opening.count - 1))
            return
        }
        // The mark stands in front of the ending, also in front of two of them: `costs (1).csv.gz`.
        let marked =
            #/
            ^(.*?)[\ _]?(-\ (?:[Kk]opi|[Cc]opy)(?:\ \(\d+\))?|\(\d{1,3}\)|\[\d{1,3}\])
            ((?:\.[A-Za-z0-9]{1,5}){1,2})$
            /#
        let named = /^(.*?)[ _-]([Kk]opi|[Cc]opy)((?:\.[A-Za-z0-9]{1,5}){1,2})$/
        if let match = name.wholeMatch(of: marked) ?? name.wholeMatch(of: named), !match.1.isEmpty {
            original = String(match.1) + String(match.3)
            mark = String(match.2)
        }
    }

    /// Sorts a copy behind the file that it is a copy of.
    var sortKey: String { mark.map { "\(original) \($0)" } ?? original }
}
