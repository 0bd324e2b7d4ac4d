import Contracts
import Records

/// A word in a given table that nobody knows would decide nothing, in silence: a norm of a sector that does
/// not exist, a threshold under a name that no model reads. Each is a finding, with the word that was
/// probably meant.
extension Project {
    /// Holds the columns that name rows of another given table (`references: sector.sector` in
    /// `schemas/given`) against that table.
    func holdReferences(_ contracts: [String: Contract], _ folder: Folder) {
        for table in given {
            for column in contracts[table.table]?.columns ?? [] {
                guard let reference = column.references else { continue }
                let known = values(of: reference)
                guard let place = table.columns.firstIndex(where: { $0.name == column.name }), !known.isEmpty
                else {
                    let message = "\(column.name) refers to \(reference), which no given table has"
                    folder.findings.add(
                        Finding(
                            file: "schemas/given/\(contracts[table.table]!.name).yaml", line: 1,
                            code: "unknown_reference", message: message))
                    continue
                }
                for (number, row) in table.rows.enumerated() {
                    let word = row[place].words
                    if word.isEmpty || known.contains(word) { continue }
                    complain(
                        table, number, "\(column.name) \(word) is not in \(reference)", word, known.sorted(),
                        folder)
                }
            }
        }
    }

    /// Holds that every row of the tables that ask for it is named by a model or by a cell of another given
    /// table.
    func holdRead(_ rules: SettingRules, _ folder: Folder) {
        // What stands between two quotes, and what stands between two such texts: a key is never the latter.
        let pieces = { (sql: String) in sql.split(separator: "'") }
        let texts = models.map(\.sql) + audits.map(\.sql)
        let named = Set(texts.flatMap(pieces))
        for (index, column) in rules.read {
            let table = given[index]
            let others = Set(
                given.indices.filter { $0 != index }.flatMap { given[$0].rows.joined().compactMap(\.text) })
            for (number, row) in table.rows.enumerated() {
                let key = row[column].words
                if named.contains(key[...]) || others.contains(key) { continue }
                let written = Set(table.rows.map { $0[column].words })
                let wanted = Set(texts.filter { $0.contains(table.table) }.flatMap(pieces).map(String.init))
                complain(
                    table, number, "no model reads \(key)", key,
                    wanted.subtracting(written).filter { !$0.contains(" ") }.sorted(), folder)
            }
        }
    }

    private func complain(
        _ table: GivenTable, _ row: Int, _ message: String, _ word: String, _ known: [String],
        _ folder: Folder
    ) {
        let near = nearestWord(to: word, in: known).map { "; was \($0) meant?" } ?? ""
        let place = table.place(of: row)
        folder.findings.add(
            Finding(file: place.file, line: place.line, code: "unknown_word", message: message + near))
    }

    /// What stands in one column of a given table, `TABLE.COLUMN` without the prefix of all given tables.
    private func values(of reference: String) -> Set<String> {
        let parts = reference.split(separator: ".").map(String.init)
        guard parts.count == 2, let table = given.first(where: { $0.table == "given_" + parts[0] }),
            let column = table.columns.firstIndex(where: { $0.name == parts[1] })
        else { return [] }
        return Set(table.rows.map { $0[column].words })
    }
}

extension Value {
    fileprivate var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
