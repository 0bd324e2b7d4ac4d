import Records

/// Finds a property by its key or its name, and says which are near when there is none.
struct ExplainNames {
    private let known: [(key: String, name: String)]

    init(_ shelf: ExplainShelf) throws {
        guard let table = try shelf.table("properties"), !table.rows.isEmpty else {
            throw UsageFailure(
                """
                no property is known yet; next: put the municipality's list of properties into inbound/ \
                and run: kvadratur run
                """
            )
        }
        known = table.rows.map { (table.text($0, ExplainShelf.property) ?? "", table.text($0, "name") ?? "") }
    }

    /// The key of the property that is called so.
    func property(_ name: String) throws -> String {
        if known.contains(where: { $0.key == name }) { return name }
        let wanted = name.lowercased()
        let same = known.filter { $0.key.lowercased() == wanted || $0.name.lowercased() == wanted }
        if same.count == 1 { return same[0].key }
        let near = same.isEmpty ? self.near(wanted) : same
        let list = near.prefix(5).map { "\n  \($0.key)  \($0.name)" }.joined()
        let what =
            same.isEmpty
            ? "no property or table is called \"\(name)\"" : "\(same.count) properties are called \"\(name)\""
        throw UsageFailure(
            what + (list.isEmpty ? "; the keys are in outbound/latest/properties.csv" : "; near it:" + list))
    }

    /// Whether a property has exactly this key or name.
    func has(_ name: String) -> Bool { (try? property(name)) != nil }

    private func near(_ wanted: String) -> [(key: String, name: String)] {
        var scored: [(score: Int, entry: (key: String, name: String))] = []
        for entry in known {
            let key = entry.key.lowercased()
            let name = entry.name.lowercased()
            let score =
                name.contains(wanted) || key.contains(wanted)
                ? 0 : min(wordDistance(wanted, key), wordDistance(wanted, name))
            if score <= max(2, wanted.count / 3) { scored.append((score, entry)) }
        }
        return scored.sorted { ($0.score, $0.entry.key) < ($1.score, $1.entry.key) }.map(\.entry)
    }
}
