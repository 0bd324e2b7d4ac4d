import Project
import Records
import Warehouse

/// Everything that can be known of a project without a warehouse.
public struct ProjectCheck {
    public var findings: [Finding]
    public var summary: String

    public init(root: String, runTests: Bool) {
        let (project, loading) = Project.load(root: root)
        let (compiled, compiling) = Compiler.compile(project)
        findings = (loading + LedgerCheck.findings(project.ledger) + compiling).sorted()
        if findings.isEmpty { findings = (SmallCountCheck.findings(project, compiled) + ScanCheck.findings(project, compiled)).sorted() }
        var cases = 0
        if findings.isEmpty, runTests {
            let result = ModelTests.run(project, compiled)
            findings = result.findings
            cases = result.cases
        }
        summary = """
            \(project.feeds.count) feeds, \(project.given.count) given tables, \(compiled.models.count) models, \(project.audits.count) audits, \
            \(project.promises.count) report tables\(runTests ? ", \(cases) model tests passed" : ""): nothing to mend.
            """
    }
}
