import Fingerprints
import Records

/// Tables to which several models give the rows, so that nobody keeps a list of them.
///
/// A file with a head and no select is a shared table: the head says what a row is, its key and its columns.
/// A model that says `-- adds to:` and the table's name hands its rows over; the engine writes the union, by
/// the adders' names, each with the columns as the head has them. From there on it is a model like any other:
/// built, audited, tested, explained and exported by its text. An adder stays a table of its own and may have
/// more columns than the shared one takes.
///
///     -- What every rule says of every property.           -- F4: a running cost far over the median.
///     --                                                   --
///     -- grain: property_id, rule                          -- grain: property_id
///     -- columns: property_id, rule, state, …              -- adds to: flag_rule
///     -- names: rule given_rules.rule                      select property_id, 'F4' as rule, …
enum SharedTables {
    /// The text of a shared table: its head, and the union of what its adders give.
    ///
    /// Plain `union all` of plain columns, each taken by name: the same text runs on every engine.
    static func text(head: String, columns: [String], adders: [String]) -> String {
        let list = columns.joined(separator: ", ")
        let selects = adders.map { "select \(list)\nfrom \($0)" }
        return head.trimmedLines + "\n" + selects.joined(separator: "\nunion all\n") + "\n"
    }

    /// An audit gives no rows to anybody.
    static func refuse(_ header: SQLHeader, _ file: String, in folder: Folder) {
        for key in ["adds to", "columns", "names"] where header.values[key] != nil {
            folder.findings.add(
                Finding(
                    file: file, line: header.lines[key], code: "bad_value",
                    message: "an audit gives no rows: \(key) is said by models alone"))
        }
    }

    /// Whether a file holds comments and blank lines alone.
    static func hasNoSelect(_ sql: String) -> Bool {
        sql.split(whereSeparator: \.isNewline).allSatisfy { $0.trimmed.isEmpty || $0.trimmed.hasPrefix("--") }
    }
}

extension Project {
    /// Makes each shared table's text of the models that add to it; what does not fit is a finding at the
    /// head's line.
    mutating func gatherAdders(_ folder: Folder) {
        let known = models.map(\.name)
        var adders: [String: [String]] = [:]
        for model in models.sorted(by: { $0.name < $1.name }) {
            for table in model.addsTo {
                let shared = models.first { $0.name == table }
                if let message = problem(of: model, adding: table, shared, known) {
                    folder.findings.add(
                        Finding(
                            file: model.file, line: model.line(of: "adds to"), code: message.code,
                            message: message.text))
                } else {
                    adders[table, default: []].append(model.name)
                }
            }
        }
        for index in models.indices {
            let model = models[index]
            guard SharedTables.hasNoSelect(model.sql) else {
                for key in ["columns", "names"] where model.line(of: key) != nil {
                    folder.findings.add(
                        Finding(
                            file: model.file, line: model.line(of: key), code: "bad_value",
                            message:
                                """
                                \(key) stands in the head of a shared table, which has no select; the \
                                columns of \(model.name) are those of its select
                                """
                        ))
                }
                continue
            }
            // A file without a word is no table of anybody's: the compiler says that it is no select.
            if model.shared.isEmpty, adders[model.name] == nil { continue }
            for message in problems(ofShared: model, adders[model.name] ?? []) {
                folder.findings.add(
                    Finding(
                        file: model.file, line: model.line(of: "columns") ?? 1, code: "bad_shared",
                        message: message))
            }
            models[index].adders = adders[model.name] ?? []
            models[index].sql = SharedTables.text(
                head: model.sql, columns: model.shared, adders: models[index].adders)
            fingerprints[model.name] = .of([models[index].sql])
        }
    }

    private func problem(of model: Model, adding table: String, _ shared: Model?, _ known: [String]) -> (
        code: String, text: String
    )? {
        if table == model.name { return ("cycle", "\(table) adds to itself") }
        guard let shared else {
            let near =
                nearestWord(to: table, in: models.filter { SharedTables.hasNoSelect($0.sql) }.map(\.name)).map
            { "; was \($0) meant?" } ?? ""
            return ("unknown_table", "it adds to \(table), which no file describes\(near)")
        }
        guard SharedTables.hasNoSelect(shared.sql) else {
            return (
                "bad_shared",
                """
                it adds to \(table), which is a select of its own (\(shared.file)); rows are added to a \
                head without a select
                """
            )
        }
        guard model.stage <= shared.stage else {
            return (
                "reads_to_the_left",
                """
                it is in \(model.stage.rawValue) and adds to \(table) of the earlier stage \
                \(shared.stage.rawValue)
                """
            )
        }
        return nil
    }

    private func problems(ofShared model: Model, _ adders: [String]) -> [String] {
        var messages: [String] = []
        if model.shared.isEmpty {
            messages.append(
                "\(model.name) has no select and names no columns; next: -- columns: and what its adders give"
            )
        }
        if model.grain.isEmpty {
            messages.append("\(model.name) has no grain; next: -- grain: and what identifies a row")
        }
        if Set(model.shared).count < model.shared.count {
            messages.append("\(model.name) names a column twice")
        }
        if adders.isEmpty {
            messages.append(
                """
                nothing adds to \(model.name); next: -- adds to: \(model.name) in the head of a model \
                that gives its rows
                """
            )
        }
        for named in model.names where !model.shared.contains(named.column) {
            messages.append("names speaks of \(named.column), which is none of its columns")
        }
        return messages
    }
}

extension Model {
    /// The line of the head on which a key stands; nil where it does not.
    public func line(of key: String) -> Int? { SQLHeader(sql).lines[key] }
}

extension String {
    /// Without blank lines at its end.
    fileprivate var trimmedLines: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
