import Foundation
import Project
import Records
import Reports
import Warehouse

/// `kvadratur docs`: the project's own documentation as one page, from its files alone.
public struct Docs {
    private let root: String
    private let project: Project
    private let compiled: Compiled

    /// Reads and compiles the project; no warehouse is opened.
    ///
    /// - Throws: `ConfigurationFailure` with everything that is wrong.
    public init(root: String) throws {
        let (project, findings) = Project.load(root: root)
        guard findings.isEmpty else { throw ConfigurationFailure(findings: findings) }
        let (compiled, problems) = Compiler.compile(project)
        guard problems.isEmpty else { throw ConfigurationFailure(findings: problems) }
        self.root = root
        self.project = project
        self.compiled = compiled
    }

    /// The page's bytes: no clock and no machine in them.
    ///
    /// - Throws: `UsageFailure` where the project has no template for it, `ReportError` where it is none.
    public func page() throws -> [UInt8] {
        guard let template = project.docs.template else {
            throw UsageFailure(
                """
                pipelines/6_report/docs: the template of the documentation is missing; next: copy the \
                folder from the program's own project
                """
            )
        }
        return try renderDocs(
            DocsContent(project: project, compiled: compiled).context, template: template,
            css: project.docs.css)
    }

    /// Writes the reference of keys of feeds, contracts and settings.
    ///
    /// - Throws: `ConfigurationFailure` where a key is not described, or one is that no decoder asks for.
    public func writeKeys(into path: String) throws -> String {
        let (text, findings) = KeyReference.markdown(
            project.docs.keys, file: "pipelines/6_report/docs/keys.yaml")
        guard findings.isEmpty else { throw ConfigurationFailure(findings: findings) }
        try Durable.write(text.utf8, to: path)
        return "\(path): every key of feeds, contracts and settings\n"
    }

    /// Writes the page; says where it is.
    ///
    /// - Parameter path: nil is `outbound/docs.html`.
    /// - Throws: what `page` throws; `SystemFailure` where the file cannot be written.
    public func write(into path: String? = nil) throws -> String {
        let bytes = try page()
        if path == nil { try Durable.makeFolder(Places(root: root).outbound) }
        let target = path ?? Places(root: root).outbound + "/docs.html"
        try Durable.write(bytes, to: target)
        return
            """
            \(target): \(project.ways.count) feeds, \(project.given.count) given tables, \
            \(compiled.models.count) models, \(project.promises.count) report tables\n
            """
    }
}
