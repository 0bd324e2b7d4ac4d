import Records

/// `datapackage.json` (Frictionless, version 1): every CSV of the edition with its columns, types, units and
/// meaning.
public func renderDataPackage(_ content: EditionContent, files: [EditionFile]) -> [UInt8] {
    let sizes = Dictionary(files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    let hashes = Dictionary(files.map { ($0.name, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let resources = content.tablesByName.compactMap { table -> JSON? in
        guard let file = table.file else { return nil }
        var fields: [(String, JSON)] = [
            ("name", .text(table.name.lowercased())), ("path", .text(file)),
            ("profile", .text("tabular-data-resource")),
            ("title", .text(table.title[content.language] ?? table.name)),
            ("description", .text(table.describes[content.language] ?? "")),
            ("format", .text("csv")), ("mediatype", .text("text/csv")), ("encoding", .text("utf-8")),
        ]
        if let bytes = sizes[file] { fields.append(("bytes", .integer(Int64(bytes)))) }
        if let hash = hashes[file] { fields.append(("hash", .text("sha256:" + hash))) }
        fields.append(("dialect", dialect(content.csvStyle)))
        fields.append(
            (
                "schema",
                .object([
                    ("fields", .list(table.columns.map { field($0, content) })),
                    ("missingValues", .list([.text("")])),
                ])
            ))
        return .object(fields)
    }
    let package: [(String, JSON)] = [
        ("profile", .text("tabular-data-package")), ("name", .text("kvadratur-" + packageName(content.name))),
        ("title", .text(content.authority.isEmpty ? "Kvadratur" : "Kvadratur, " + content.authority)),
        ("version", .text(content.asOf)), ("created", .text(content.asOf + "T00:00:00Z")),
        ("resources", .list(resources)),
    ]
    return Array(JSON.object(package).pretty.utf8)
}

private func dialect(_ style: EditionContent.CSVStyle) -> JSON {
    .object([
        ("delimiter", .text(style == .danish ? ";" : ",")), ("lineTerminator", .text("\r\n")),
        ("quoteChar", .text("\"")), ("doubleQuote", .bool(true)),
        ("header", .bool(true)),
    ])
}

private func field(_ column: ReportColumn, _ content: EditionContent) -> JSON {
    var fields: [(String, JSON)] = [
        ("name", .text(column.name)), ("type", .text(type(column.kind))),
        ("title", .text(column.heading(content.language))),
        ("description", .text(column.describes[content.language] ?? "")),
    ]
    if column.kind == .number, content.csvStyle == .danish { fields.append(("decimalChar", .text(","))) }
    if column.kind == .boolean {
        fields += [("trueValues", .list([.text("1")])), ("falseValues", .list([.text("0")]))]
    }
    if column.unit != "none" { fields.append(("unit", .text(column.unit))) }
    return .object(fields)
}

private func type(_ kind: ReportColumn.Kind) -> String { kind == .text ? "string" : kind.rawValue }

/// Lower case, digits and `-._` only, as the specification asks of a name.
private func packageName(_ name: String) -> String {
    String(
        name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) || "-._".contains($0) ? $0 : "-" })
}
