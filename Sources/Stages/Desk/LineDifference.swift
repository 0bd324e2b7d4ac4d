/// Two texts line by line, as `diff -u` shows them.
enum LineDifference {
    /// Lines around a change that are shown with it.
    static let around = 3

    /// - Returns: hunks with their places; none where the texts are alike.
    static func lines(from old: [String], to new: [String]) -> [String] {
        let difference = new.difference(from: old)
        var gone: Set<Int> = []
        var came: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): gone.insert(offset)
            case .insert(let offset, _, _): came.insert(offset)
            }
        }
        guard !difference.isEmpty else { return [] }
        // Every line of both, in order, with its mark and where it stands.
        var all: [(mark: Character, text: String, old: Int, new: Int)] = []
        var o = 0
        var n = 0
        while o < old.count || n < new.count {
            if o < old.count, gone.contains(o) {
                all.append(("-", old[o], o, n))
                o += 1
            } else if n < new.count, came.contains(n) {
                all.append(("+", new[n], o, n))
                n += 1
            } else {
                all.append((" ", old[o], o, n))
                o += 1
                n += 1
            }
        }
        let shown = Set(
            all.indices.filter { all[$0].mark != " " }.flatMap {
                max(0, $0 - around)...min(all.count - 1, $0 + around)
            }
        ).sorted()
        var result: [String] = []
        var last = -2
        for index in shown {
            if index != last + 1 { result.append("@@ -\(all[index].old + 1) +\(all[index].new + 1) @@") }
            result.append("\(all[index].mark)\(all[index].text)")
            last = index
        }
        return result
    }
}
