import Glibc
import Records
import Reports
import Testing

/// The project's own promises, templates and texts, read by just enough parsing for their regular form: Yams
/// belongs to `Project` alone.
enum ProjectFiles {
    static let root: String = {
        let file =
            realpath(#filePath, nil).map { path in
                defer { free(path) }
                return String(cString: path)
            } ?? #filePath
        return file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    }()

    static func bytes(_ path: String) -> [UInt8] {
        guard let file = fopen(path.hasPrefix("/") ? path : root + "/" + path, "rb") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

    static func names(in folder: String, ending: String) -> [String] {
        guard let handle = opendir(root + "/" + folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(ending) { names.append(name) }
        }
        return names.sorted()
    }

    static func language(_ code: String) -> [String: String] {
        var table: [String: String] = [:]
        for line in text("pipelines/6_report/languages/\(code).yaml").split(separator: "\n")
        where !line.hasPrefix("#") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let key = String(line[..<colon])
            #expect(table[key] == nil, "\(code).yaml says \(key) twice")
            table[key] = quoted(line[colon...])
        }
        return table
    }

    /// The modules of the page's script and style, by their key among the report's files.
    static let page: [String: String] = Dictionary(
        uniqueKeysWithValues: [".js", ".css"].flatMap { names(in: "pipelines/6_report/page", ending: $0) }.map
        {
            ("page/" + $0, text("pipelines/6_report/page/" + $0))
        })

    static let resources = ReportResources(
        templates: Dictionary(
            uniqueKeysWithValues: names(in: "pipelines/6_report/templates", ending: ".mustache").map {
                (String($0.dropLast(9)), text("pipelines/6_report/templates/" + $0))
            }),
        languages: ["da": language("da"), "en": language("en")], css: PageParts.style(page),
        javascript: PageParts.script(page))

    /// Every promised table, without rows.
    static let promises: [String: ReportTable] = Dictionary(
        uniqueKeysWithValues: names(in: "schemas/reports", ending: ".yaml").map { file in
            let table = promise(text("schemas/reports/" + file))
            return (table.name, table)
        })

    /// The rows of the project's own words: its classes, guards and conclusions, as `report_glossary` brings
    /// them to every edition.
    static let glossary: [[String: Value]] = {
        var rows: [[String: Value]] = []
        for line in text("pipelines/0_given/words.yaml").split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("- ") { rows.append(["unit": "none"]) }
            let body = line.drop { $0 == " " || $0 == "-" }
            guard !rows.isEmpty, let colon = body.firstIndex(of: ":") else { continue }
            let key = body[..<colon]
            let column = key.hasPrefix("name_") ? "title_" + key.dropFirst(5) : String(key)
            let written = body[body.index(after: colon)...].drop { $0 == " " }
            rows[rows.count - 1][column] = Int64(written).map { .integer($0) } ?? .text(quoted(written))
        }
        return rows
    }()

    private static func promise(_ text: String) -> ReportTable {
        var table = ReportTable(name: "", columns: [])
        for line in text.split(separator: "\n") {
            let body = line.drop { $0 == " " }
            if body.hasPrefix("report:") { table.name = value(body, "report")! }
            if body.hasPrefix("title:") { table.title = words(body) }
            if body.hasPrefix("sheet:") { table.sheet = words(body) }
            if body.hasPrefix("file:") { table.file = value(body, "file") }
            if line.hasPrefix("  da:") { table.describes["da"] = quoted(body) }
            if line.hasPrefix("  en:") { table.describes["en"] = quoted(body) }
            if body.hasPrefix("- {name:") {
                table.columns.append(
                    ReportColumn(
                        name: value(body, "name")!, kind: ReportColumn.Kind(rawValue: value(body, "type")!)!,
                        unit: value(body, "unit") ?? "none",
                        decimals: value(body, "decimals").flatMap { Int($0) } ?? 0, label: words(body)))
            } else if body.hasPrefix("describes: {"), !table.columns.isEmpty {
                table.columns[table.columns.count - 1].describes = words(body)
            }
        }
        return table
    }

    private static func value(_ text: Substring, _ key: String) -> String? {
        guard let range = text.firstRange(of: key + ": ") else { return nil }
        return String(text[range.upperBound...].prefix { !",}".contains($0) })
    }

    private static func words(_ text: Substring) -> [String: String] {
        var result: [String: String] = [:]
        for language in ["da", "en"] {
            if let range = text.firstRange(of: language + ": \"") {
                result[language] = quoted(text[text.index(before: range.upperBound)...])
            }
        }
        return result
    }

    /// The first double-quoted text.
    private static func quoted(_ text: Substring) -> String {
        guard let open = text.firstIndex(of: "\"") else { return "" }
        var result = ""
        var escaped = false
        for character in text[text.index(after: open)...] {
            if escaped {
                result.append(character)
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "\"" {
                break
            } else {
                result.append(character)
            }
        }
        return result
    }
}
