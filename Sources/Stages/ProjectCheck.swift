import Project
import Records
import Warehouse

/// Everything that can be known of a project before a night.
public struct ProjectCheck {
    /// What is wrong, sorted by place; empty when all is well. Later checks are left out where earlier ones
    /// found something.
    public var findings: [Finding]
    /// One line for a terminal, true only where nothing was found.
    public var summary: String
    /// What a night would say of the archived files: no finding, but a person should know beforehand.
    public var outlook: [String] = []

    /// Looks at everything; no warehouse is needed.
    ///
    /// - Parameters:
    ///   - root: the folder with `pipelines/` and `schemas/`.
    ///   - runTests: plays the models' given/expect cases too, where nothing else is wrong.
    public init(root: String, runTests: Bool) {
        let (project, loading) = Project.load(root: root)
        let (compiled, compiling) = Compiler.compile(project)
        findings =
            (loading + LedgerCheck.findings(project.ledger) + ReportCheck.findings(project) + compiling)
            .sorted()
        if findings.isEmpty {
            findings = (SmallCountCheck.findings(project, compiled) + ScanCheck.findings(project, compiled))
                .sorted()
        }
        if findings.isEmpty { findings = UnreadTables.findings(project, compiled) }
        if findings.isEmpty {
            outlook =
                LayerWords(project, language: project.settings.speaks).lines
                + ArchivedFiles.outlook(project, root: root)
        }
        var cases = 0
        if findings.isEmpty, runTests {
            let result = ModelTests.run(project, compiled)
            findings = result.findings
            cases = result.cases
        }
        summary = """
            \(project.ways.count) feeds, \(project.given.count) given tables, \(compiled.models.count) \
            models, \(project.audits.count) audits, \
            \(project.promises.count) report tables\(runTests ? ", \(cases) model tests passed" : ""): \
            nothing to mend.
            """
    }
}
