/// A part of the page with the tables whose promise says `page:` and the part's name, after those that the
/// part's template names: a new table of the report needs neither a template nor a line here. Each has its
/// title, what it describes and its columns as promised, in the reader's language. One without rows is not
/// there: a municipality that delivers nothing of a kind reads no headings about it.
func withPromised(_ part: String, _ context: [String: Any], _ content: EditionContent, _ texts: Texts)
    -> [String: Any]
{
    let tables = promised(part, content)
    guard !tables.isEmpty else { return context }
    let writer = PageTable(content: content, texts: texts)
    var result = context
    result["promised"] = tables.map { table -> [String: Any] in
        [
            "title": table.title[texts.language] ?? table.name,
            "describes": table.describes[texts.language] ?? "",
            "table": writer.context(
                table.name, columns: table.pageColumns.isEmpty ? shownColumns(of: table) : table.pageColumns,
                empty: "table.none"),
        ]
    }
    return result
}

/// The parts of the page that consist of promised tables alone, with a place in the menu as soon as one of
/// their tables has rows. Their words are `nav.PART`, `PART.title` and `PART.intro`.
func ownParts(_ content: EditionContent) -> [String] {
    Set(content.tables.values.compactMap(\.page))
        .subtracting(["progress", "plan", "money", "quality", "method"])
        .filter { !promised($0, content).isEmpty }.sorted()
}

private func promised(_ part: String, _ content: EditionContent) -> [ReportTable] {
    content.tables.values.filter { $0.page == part && !$0.rows.isEmpty }.sorted { $0.name < $1.name }
}

/// The first rows of the tables whose promise says `first_screen:`, for the page's first screen; a table
/// without rows takes no room there.
func firstRows(_ content: EditionContent, _ texts: Texts) -> [[String: Any]] {
    let writer = PageTable(content: content, texts: texts)
    return content.tablesByName.compactMap { table in
        guard let first = table.firstScreen, !table.rows.isEmpty else { return nil }
        return [
            "title": table.title[texts.language] ?? table.name,
            "table": writer.context(
                table.name, columns: first.columns, limit: first.rows, empty: "table.none"),
        ]
    }
}

/// The columns by name, of a text in two languages the reader's alone.
private func shownColumns(of table: ReportTable) -> [String] {
    table.columns.map(\.name).compactMap { name in
        if name.hasSuffix("_en"), table.ordinal(name.dropLast(3) + "_da") != nil { return nil }
        if name.hasSuffix("_da"), table.ordinal(name.dropLast(3) + "_en") != nil {
            return name.dropLast(2) + "*"
        }
        return name
    }
}
