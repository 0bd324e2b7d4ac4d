import Foundation
import Project
import Records
import Reports
import Testing

@testable import Stages

/// What program and script name of the report's tables is declared, and what is declared is promised.
@Suite struct ReportCheckTests {
    @Test func theProjectPromisesWhatTheProgramReads() {
        let (project, findings) = Project.load(root: repository)
        #expect(findings.map(\.description) == [])
        #expect(ReportCheck.findings(project).map(\.description) == [])
    }

    @Test func aMissingTableOrColumnStopsBeforeAnythingIsTouched() throws {
        let root = try TrialRoot(project: repository)
        try root.remove("schemas/reports/ladder.yaml")
        let text = try #require(root.text("schemas/reports/reasons.yaml"))
        try root.write(
            "schemas/reports/reasons.yaml",
            text.split(separator: "\n").filter { !$0.contains("{name: gap,") && !$0.contains("{name: gap ") }
                .joined(separator: "\n"))
        let failure = #expect(throws: ConfigurationFailure.self) { try root.run() }
        let said = failure?.findings.map(\.description) ?? []
        #expect(
            said.contains {
                $0.hasPrefix(
                    """
                    schemas/reports/ladder.yaml: the report promises no table ladder, which the program \
                    reads
                    """
                )
            })
        #expect(root.tree(".kvadratur") == [])
        #expect(
            ProjectCheck(root: root.path, runTests: false).findings.contains { $0.code == "missing_promise" })
    }

    @Test func aUnitWithoutWordsIsTold() throws {
        let root = try TrialRoot(project: repository)
        try root.write(
            "pipelines/4_flag/flag_idle.given.yaml",
            """
            thresholds:
              - {rule: F9, key: users_more, value: 1, unit: cowboys, source: a, mark: I, dated: 2026-02-01, \
            describes_da: a, describes_en: b}

            """)
        let said = ReportCheck.findings(Project.load(root: root.path).project).map(\.description)
        #expect(
            said == [
                """
                pipelines/4_flag/flag_idle.given.yaml:2: the unit cowboys of given_thresholds has no \
                words; next: unit.cowboys in 
                """
                    + "pipelines/6_report/languages/da.yaml, or a unit that has (unworded_unit)"
            ])
    }

    /// A layer's own copy of the script from before the modules would be read by nobody without a word.
    @Test func aScriptFromBeforeTheModulesIsTold() throws {
        let root = try TrialRoot(project: repository)
        try root.write("pipelines/6_report/report.js", "own();")
        let said = ReportCheck.findings(Project.load(root: root.path).project).map(\.description)
        #expect(
            said == [
                """
                pipelines/6_report/report.js: nobody reads it: the page is made from the files in \
                pipelines/6_report/page, an idea a file; next: put what it says of your own into a file of \
                the same name as the one there that it changes, and remove it (unread_file)
                """
            ])
    }

    @Test func anotherReportPromisesWhatItLikes() throws {
        let root = try TrialRoot()
        #expect(ReportCheck.findings(Project.load(root: root.path).project).isEmpty)
    }

    /// Every promised table that the sources or the script name, with every promised column that stands in
    /// the same file, is in the shape.
    @Test func whatIsNamedIsDeclared() throws {
        let project = Project.load(root: repository).project
        let shape = Dictionary(ReportShape.tables.map { ($0.name, Set($0.columns)) }) { first, _ in first }
        #expect(shape.count == ReportShape.tables.count)
        for (file, words) in try Self.words() {
            for promise in project.promises where words.contains(promise.name) {
                for column in promise.columns.map(\.name) {
                    let bare = column.replacing(/_(da|en)$/, with: "")
                    let isNamed =
                        words.contains(column)
                        || bare != column && (words.contains(bare) || words.contains(bare + "_*"))
                    if isNamed, shape[promise.name]?.contains(column) != true {
                        Issue.record("\(file) names \(promise.name).\(column): add it to ReportShape")
                    }
                }
            }
        }
    }

    /// Words that may name a table or a column, by file.
    private static func words() throws -> [(file: String, words: Set<String>)] {
        let folders = ["Sources/Reports", "Sources/Stages"].flatMap { folder in
            (FileManager.default.enumerator(atPath: repository + "/" + folder)?.compactMap { $0 as? String }
                ?? []).map { folder + "/" + $0 }
        }.filter { $0.hasSuffix(".swift") && !$0.hasSuffix("/ReportShape.swift") }
        return try (folders.sorted() + ["page.js"]).map { file in
            // The page's modules are one script: a table named in one may have its column named in another.
            let text =
                (file == "page.js"
                ? PageParts.script(Project.load(root: repository).project.templates)
                : try String(contentsOfFile: repository + "/" + file, encoding: .utf8)).replacing(
                    /\/\/[^\n]*/, with: "")
            var words = Set(text.matches(of: /["']([a-z0-9_*]+)["']/).map { String($0.1) })
            if file.hasSuffix(".js") {
                words.formUnion(text.matches(of: /\.([a-z0-9_]+)\b/).map { String($0.1) })
            }
            return (file, words)
        }
    }
}
