import Project
import Records

extension Compiled {
    /// The inputs that have the key of a model's `-- rebuild:`, with the key's name in each; empty for a
    /// model that is built whole.
    public func keyedInputs(of model: Model) -> [String: String] {
        guard let rebuild = model.rebuild else { return [:] }
        var result: [String: String] = [:]
        for table in tables[model.name]?.reads.keys ?? [:].keys {
            let column = rebuild.names[table] ?? rebuild.key
            if tables[table]?.columns.contains(where: { $0.name == column }) ?? false {
                result[table] = column
            }
        }
        return result
    }

    /// What is wrong with a model's `-- rebuild:`. Whether its word holds, a test proves:
    /// `TouchedProjectTests`.
    func rebuildFindings(of model: Model) -> [Finding] {
        guard let rebuild = model.rebuild, let table = tables[model.name] else { return [] }
        let keyed = keyedInputs(of: model)
        var messages: [String] = []
        let type = table.columns.first { $0.name == rebuild.key }.flatMap { Self.kind($0.sqlType) }
        if !table.columns.contains(where: { $0.name == rebuild.key }) {
            messages.append("it is rebuilt by \(rebuild.key), which it does not give")
        } else if model.grain.first != rebuild.key,
            !model.indexes.contains(where: { $0.first == rebuild.key })
        {
            messages.append(
                """
                it is rebuilt by \(rebuild.key) and could not find the rows of a key; next: -- index: \
                \(rebuild.key)
                """
            )
        }
        if model.grain.isEmpty {
            messages.append(
                "it is rebuilt by \(rebuild.key) and has no grain; next: -- grain: and what identifies a row")
        }
        if keyed.isEmpty { messages.append("it is rebuilt by \(rebuild.key), which none of its inputs has") }
        for (input, column) in rebuild.names.sorted(by: { $0.key < $1.key }) where keyed[input] == nil {
            messages.append(
                table.reads[input] == nil
                    ? "rebuild names \(input), which it does not read"
                    : "rebuild names \(input).\(column), which is not there")
        }
        for (input, column) in keyed.sorted(by: { $0.key < $1.key }) {
            let other = tables[input]!.columns.first { $0.name == column }.flatMap { Self.kind($0.sqlType) }
            if let type, let other, type != other {
                messages.append(
                    """
                    its \(rebuild.key) is \(type) and \(input).\(column) is \(other): the keys would \
                    not meet
                    """
                )
            }
        }
        return messages.map {
            Finding(
                file: model.file, line: line(of: "-- rebuild:", in: model.sql), code: "bad_rebuild",
                message: $0)
        }
    }

    /// What SQLite makes of a column's type; nil for a computed column without one, which holds what it was
    /// given.
    static func kind(_ sqlType: String) -> String? {
        sqlType.contains("INT")
            ? "an integer" : sqlType.contains("TEXT") ? "a text" : sqlType.isEmpty ? nil : "a number"
    }

    private func line(of start: String, in sql: String) -> Int {
        1
            + (sql.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).firstIndex {
                $0.hasPrefix(start)
            } ?? 0)
    }
}
