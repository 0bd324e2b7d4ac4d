import Records

/// `metrics.prom` for node_exporter's textfile collector: the summary's numbers and the age of every input.
/// No times of the run: the night's date is the only one an edition knows.
public func renderMetrics(_ content: EditionContent) -> [UInt8] {
    var text = ""
    func family(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: Double)]) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(help.replacingLineEnds)\n# TYPE \(name) gauge\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0.0)=\"\(escapeLabel($0.1))\"" }.joined(separator: ",")
            text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(NumberText.plain(sample.value))\n"
        }
    }
    family(
        "kvadratur_as_of_seconds", "The night's date as seconds since 1970.",
        [(labels: [], value: Double(secondsSince1970(content.asOf)))])
    if let table = content.tables["summary"] {
        for column in table.columns
        where [.number, .integer].contains(column.kind) && column.name != "position" {
            let samples = table.rows.compactMap { row in
                table.value(row, column.name).number.map {
                    (labels: [("scope", table.value(row, "scope").string ?? "all")], value: $0)
                }
            }
            family("kvadratur_\(column.name)", column.describes["en"] ?? column.name, samples)
        }
    }
    if let table = content.tables["inputs"] {
        for column in ["age_days", "files_in_force", "rows_in_force", "rows_rejected"] {
            let samples = table.rows.compactMap { row in
                table.value(row, column).number.map {
                    (labels: [("feed", table.value(row, "feed").string ?? "")], value: $0)
                }
            }
            family(
                "kvadratur_input_\(column)",
                table.columns.first { $0.name == column }?.describes["en"] ?? column, samples)
        }
        family(
            "kvadratur_input_current", "1 when the input is current.",
            table.rows.map { row in
                (
                    labels: [
                        ("feed", table.value(row, "feed").string ?? ""),
                        ("state", table.value(row, "state").string ?? ""),
                    ],
                    value: table.value(row, "state").string == "current" ? 1 : 0
                )
            })
    }
    return Array(text.utf8)
}

private func escapeLabel(_ text: String) -> String {
    var out = ""
    for character in text {
        switch character {
        case "\\": out += "\\\\"
        case "\"": out += "\\\""
        case "\n", "\r\n", "\r": out += "\\n"
        default: out.append(character)
        }
    }
    return out
}

extension String {
    /// On one line.
    fileprivate var replacingLineEnds: String { String(map { $0.isNewline ? " " : $0 }) }
}

/// `summary.json`: the summary, the inputs and the list of files, for whatever comes next.
public func renderSummaryJSON(_ content: EditionContent, files: [EditionFile]) -> [UInt8] {
    func objects(_ name: String) -> JSON {
        guard let table = content.tables[name] else { return .list([]) }
        return .list(table.rows.map { row in .object(zip(table.columns, row).map { ($0.name, JSON($1)) }) })
    }
    let fields: [(String, JSON)] = [
        ("edition", .text(content.name)), ("as_of", .text(content.asOf)),
        ("authority", .text(content.authority)), ("version", .text(content.version)),
        ("corrects", content.corrects.map { .text($0) } ?? .null), ("summary", objects("summary")),
        ("inputs", objects("inputs")),
        ("scenarios", objects("plan_scenario")),
        (
            "files",
            .list(
                files.map {
                    .object([
                        ("name", .text($0.name)), ("bytes", .integer(Int64($0.bytes))),
                        ("sha256", .text($0.sha256)),
                    ])
                })
        ),
    ]
    return Array(JSON.object(fields).pretty.utf8)
}
