import Records

/// A column of a shared table whose words stand in a given table, such as the rules of `given_rules`: an
/// adder names at least one of them, and each row that stands beside a model is named by some model. What was
/// forgotten on either side is told, and not dropped by a join.
public struct NamedColumn: Sendable, Hashable {
    /// The column of the shared table.
    public var column: String
    /// The given table and its column.
    public var table: String
    /// The column of that given table, in which the words stand.
    public var key: String

    /// `-- names: rule given_rules.rule`.
    static func read(_ header: SQLHeader, _ file: String, _ folder: Folder) -> [NamedColumn] {
        header.list("names").flatMap { $0 }.compactMap { text in
            let words = text.split(separator: " ")
            let target = words.last?.split(separator: ".") ?? []
            guard words.count == 2, target.count == 2 else {
                folder.findings.add(
                    Finding(
                        file: file, line: header.lines["names"], code: "bad_value",
                        message:
                            "names says a column and where its words stand: -- names: rule given_rules.rule"))
                return nil
            }
            return NamedColumn(column: String(words[0]), table: String(target[0]), key: String(target[1]))
        }
    }
}

extension Project {
    /// Holds the words that adders write between quotes against the given tables that their shared tables
    /// name.
    func holdNames(_ folder: Folder) {
        let quoted = Dictionary(models.map { ($0.name, Set($0.sql.split(separator: "'").map(String.init))) })
        { first, _ in first }
        let all = quoted.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        for shared in models {
            for named in shared.names {
                guard let table = given.first(where: { $0.table == named.table }),
                    let column = table.columns.firstIndex(where: { $0.name == named.key })
                else {
                    folder.findings.add(
                        Finding(
                            file: shared.file, line: shared.line(of: "names"), code: "unknown_table",
                            message: "names speaks of \(named.table).\(named.key), which is not given"))
                    continue
                }
                let words = Set(table.rows.map { $0[column].words })
                for adder in shared.adders {
                    guard let model = models.first(where: { $0.name == adder }),
                        quoted[adder]!.isDisjoint(with: words), !reads(model, table)
                    else { continue }
                    folder.findings.add(
                        Finding(
                            file: model.file, line: model.line(of: "adds to"), code: "unknown_word",
                            message:
                                """
                                it adds to \(shared.name) and names no \(named.column) of \
                                \(named.table); next: its row, in 
                                """
                                    + "\(Folder.stem(model.file)).given.yaml beside it"))
                }
                // Of the table's own rows a model may put the word together (`category || '_per_m2_dkk'`); a
                // row beside a model is that model's.
                for (number, row) in table.rows.enumerated()
                where table.files[number] != nil && !all.contains(row[column].words) {
                    let place = table.place(of: number)
                    folder.findings.add(
                        Finding(
                            file: place.file, line: place.line, code: "unknown_word",
                            message:
                                """
                                no model names the \(named.column) \(row[column].words); next: a model \
                                with -- adds to: \(shared.name)
                                """
                        ))
                }
            }
        }
    }

    /// A model that takes its words from the given table itself names them all.
    private func reads(_ model: Model, _ table: GivenTable) -> Bool { model.sql.contains(table.table) }
}
