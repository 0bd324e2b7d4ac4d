import Project
import Records
import Reports

/// What the program and the page's script miss of a report's promises.
///
/// An upgrade brings a new program to an older project; it says so before a night, and not by a section that
/// is empty. A project whose page has no script is another report than ours, and promises what it likes.
enum ReportCheck {
    /// What the script and the style were before they had modules.
    static let whole = ["report.css", "report.js"]

    static func findings(_ project: Project) -> [Finding] {
        guard !PageParts.script(project.templates).isEmpty else { return [] }
        return unworded(project) + unread(project)
            + ReportShape.tables.compactMap { table, columns in
                let file = "schemas/reports/\(table).yaml"
                guard let promise = project.promises.first(where: { $0.name == table }) else {
                    return Finding(
                        file: file, code: "missing_promise",
                        message:
                            """
                            the report promises no table \(table), which the program reads; copy the \
                            file, and its model, from the program's own project
                            """
                    )
                }
                let missing = columns.filter { column in !promise.columns.contains { $0.name == column } }
                guard let first = missing.first else { return nil }
                let more = missing.count == 1 ? "" : " and \(missing.count - 1) more"
                return Finding(
                    file: file, line: 1, code: "missing_promise",
                    message:
                        """
                        the column \(first)\(more) is missing, which the program reads; copy the file, \
                        and its model, from the program's own project
                        """
                )
            }
    }

    /// A script or style of one's own from before the modules, which nobody reads beside them.
    private static func unread(_ project: Project) -> [Finding] {
        whole.filter { name in
            let ending = name.suffix(from: name.lastIndex(of: ".") ?? name.startIndex)
            return project.templates[name] != nil
                && project.templates.keys.contains {
                    $0.hasPrefix(PageParts.folder + "/") && $0.hasSuffix(ending)
                }
        }.map { name in
            let file = "pipelines/6_report/\(name)"
            return Finding(
                file: file, code: "unread_file",
                message:
                    """
                    nobody reads it: the page is made from the files in pipelines/6_report/page, an idea a \
                    file; next: put what it says of your own into a file of the same name as the one there \
                    that it changes, and remove it
                    """
            )
        }
    }

    /// Units that a reader would see as a code: promised columns and rows of given tables beside models whose
    /// unit has no words in a language.
    private static func unworded(_ project: Project) -> [Finding] {
        let promised = project.promises.flatMap { promise in
            promise.columns.map { (promise.file, 1, "\(promise.name).\($0.name)", $0.unit) }
        }
        let added = project.given.flatMap { table -> [(String, Int, String, String)] in
            guard let unit = table.columns.firstIndex(where: { $0.name == "unit" }) else { return [] }
            // A unit that the table's own rows have too is shown as it is there.
            let own = Set(
                table.rows.indices.filter { table.files[$0] == nil }.map { table.rows[$0][unit].plain })
            return table.files.keys.sorted().filter { !own.contains(table.rows[$0][unit].plain) }.map { row in
                let place = table.place(of: row)
                return (place.file, place.line, table.table, table.rows[row][unit].plain)
            }
        }
        return (promised + added).compactMap { file, line, what, unit in
            guard !["none", ""].contains(unit) else { return nil }
            let without = project.languages.keys.sorted().filter {
                project.languages[$0]!["unit.\(unit)"] == nil
            }
            guard let first = without.first else { return nil }
            return Finding(
                file: file, line: line, code: "unworded_unit",
                message:
                    """
                    the unit \(unit) of \(what) has no words; next: unit.\(unit) in \
                    pipelines/6_report/languages/\(first).yaml, or a unit that has
                    """
            )
        }
    }
}
