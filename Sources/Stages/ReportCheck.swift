import Project
import Records
import Reports

/// What the program and the page's script miss of a report's promises.
///
/// An upgrade brings a new program to an older project; it says so before a night, and not by a section that is empty. A project whose page has
/// no script is another report than ours, and promises what it likes.
enum ReportCheck {
    static let script = "report.js"

    static func findings(_ project: Project) -> [Finding] {
        guard project.templates[script] != nil else { return [] }
        return ReportShape.tables.compactMap { table, columns in
            let file = "schemas/reports/\(table).yaml"
            guard let promise = project.promises.first(where: { $0.name == table }) else {
                return Finding(
                    file: file, code: "missing_promise",
                    message: "the report promises no table \(table), which the program reads; copy the file, and its model, from the program's own project")
            }
            let missing = columns.filter { column in !promise.columns.contains { $0.name == column } }
            guard let first = missing.first else { return nil }
            let more = missing.count == 1 ? "" : " and \(missing.count - 1) more"
            return Finding(
                file: file, line: 1, code: "missing_promise",
                message: "the column \(first)\(more) is missing, which the program reads; copy the file, and its model, from the program's own project")
        }
    }
}
