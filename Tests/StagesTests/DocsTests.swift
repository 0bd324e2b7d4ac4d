import Foundation
import Project
import Testing

@testable import Stages

/// The documentation of a project: everything is in it, every link leads somewhere, nothing leaves the page.
@Suite struct DocsTests {
    private static func page(_ root: String) throws -> String {
        String(decoding: try Docs(root: root).page(), as: UTF8.self)
    }
    private static func all(_ pattern: Regex<(Substring, Substring)>, in text: String) -> [String] {
        text.matches(of: pattern).map { String($0.1) }
    }

    @Test func everythingOfTheProjectIsInIt() throws {
        let (project, _) = Project.load(root: repository)
        let text = try Self.page(repository)
        let ids = Set(Self.all(#/ id="([^"]*)"/#, in: text))
        for name in project.feeds.map(\.table) + project.given.map(\.table) + project.models.map(\.name) {
            #expect(ids.contains("t-" + name), "\(name) is missing")
        }
        for name in project.audits.map(\.name) { #expect(ids.contains("a-" + name), "\(name) is missing") }
        for name in project.promises.map(\.name) { #expect(ids.contains("r-" + name), "\(name) is missing") }
        // SQL as it stands, escaped; the columns that a model reads; both names of a figure; a contract's
        // columns.
        #expect(text.contains("-- Every figure of every scope in one long table") && text.contains("&lt;"))
        #expect(
            text.contains("<a href=\"#t-kpi_authority\">kpi_authority</a>: authority_code, m2_per_citizen"))
        #expect(
            text.contains("<td>Bruttoareal</td><td>Gross area</td>") && ids.contains("figure-area_m2")
                && ids.contains("rule-F1"))
        for feed in project.feeds {
            for column in feed.contract.columns {
                #expect(text.contains("<th scope=\"row\"><code>\(column.name)</code>"), "\(column.name)")
            }
        }
    }

    @Test func everyLinkLeadsToOnePlaceOnThePageAndNothingLeavesIt() throws {
        let text = try Self.page(repository)
        let ids = Self.all(#/ id="([^"]*)"/#, in: text)
        let links = Self.all(#/ href="([^"]*)"/#, in: text)
        #expect(Set(ids).count == ids.count && !ids.contains(""))
        #expect(
            links.count > 500
                && links.allSatisfy { $0.hasPrefix("#") && ids.contains(String($0.dropFirst())) })
        #expect(
            !text.contains(" src=") && !text.contains("<script") && !text.contains("url(")
                && !text.contains("@import") && !text.contains("{{"))
        #expect(
            text.contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-")
                || text.contains("content=\"default-src 'none'; style-src 'sha256-"))
    }

    @Test func itIsWellFormedAndTheSameEveryTime() throws {
        let text = try Self.page(repository)
        #expect(try Self.page(repository) == text)
        // Read as XML once the few void elements are closed.
        let closed = text.replacing("<!doctype html>", with: "").replacing(/<(meta[^>]*)>/) { "<\($0.1)/>" }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kvadratur-docs-\(UUID().uuidString).xml"
        ).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(closed.utf8).write(to: URL(fileURLWithPath: path))
        #expect(try Self.lint(path) == "")
    }

    /// What an XML parser says of a file; nothing when it is well-formed.
    private static func lint(_ path: String) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import sys, xml.dom.minidom\ntry: xml.dom.minidom.parse(sys.argv[1])\nexcept Exception as \
            e: print(e)
            """,
            path,
        ]
        process.standardOutput = pipe
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }

    @Test func hostileTextsAreTextAndAProjectWithoutATemplateSaysSo() throws {
        let root = try TrialRoot()
        #expect(throws: UsageFailure.self) { try Docs(root: root.path).page() }
        try root.overlay(repository + "/pipelines/6_report/docs", at: "pipelines/6_report/docs")
        try root.write("pipelines/6_report/docs/docs.yaml", "catalogues: []\n")
        try root.write(
            "pipelines/2_core/core_room.sql",
            "-- Rooms </pre><script>alert(1)</script>\n" + root.text("pipelines/2_core/core_room.sql")!)
        let text = try Self.page(root.path)
        #expect(!text.contains("<script") && text.contains("&lt;script&gt;alert(1)"))
        #expect(
            try Docs(root: root.path).write().hasPrefix(root.path + "/outbound/docs.html: 4 feeds")
                || root.text("outbound/docs.html") == text)
    }

    @Test func aCatalogueThatFitsNoTableIsAFinding() throws {
        let root = try TrialRoot()
        try root.write(
            "pipelines/6_report/docs/docs.yaml",
            """
            stages: {cellar: "x"}
            catalogues:
              - {id: a, title: A, table: given_nothing, key: b}
              - {id: f, title: F, table: given_factor, key: size, columns: {factor: Factor, colour: Colour}}
            """)
        let found = Project.load(root: root.path).findings.map(\.description)
        #expect(
            found == [
                "pipelines/6_report/docs/docs.yaml:1:18: cellar is no stage (bad_value)",
                "pipelines/6_report/docs/docs.yaml:3:30: given_nothing is no given table (unknown_table)",
                "pipelines/6_report/docs/docs.yaml:4:49: given_factor has no column size (unknown_column)",
                "pipelines/6_report/docs/docs.yaml:4:89: given_factor has no column colour (unknown_column)",
            ], "\(found)")
    }
}
