import Contracts
import Formats
import Foundation
import Project
import Records
import Testing

@testable import Stages

/// An empty place to begin in, and the empty sheets in it.
@Suite struct NewRootTests {
    /// What people fill in: tables that no register numbers.
    private func filledIn(_ project: Project) -> [Feed] {
        project.feeds.filter { if case .csv = $0.format { $0.numbering == nil } else { false } }
    }

    @Test func makesAPlaceThatPlaysAndTouchesNone() throws {
        let root = try TrialRoot()
        try root.write("inbound/README.md", "what is laid here\n")
        let place = root.path + "/new"
        let said = try NewRoot(root: root.path, folder: place).make()
        #expect(said.contains("made, with 3 empty sheets in templates/") && said.contains("next: fill in"))
        #expect(root.tree("new/templates") == ["Bookings.xlsx", "Rooms.xlsx", "Use.xlsx"])
        for part in ["pipelines", "schemas"] {
            #expect(root.tree("new/" + part) == root.tree(part) && !root.tree(part).isEmpty)
        }
        #expect(
            root.text("new/inbound/README.md") == "what is laid here\n"
                && FileManager.default.fileExists(atPath: place + "/outbound"))
        #expect(Project.load(root: place).findings.isEmpty)
        let before = root.tree("new")
        let refused = #expect(throws: UsageFailure.self) {
            try NewRoot(root: root.path, folder: place).make()
        }
        #expect("\(refused!)".contains("it is not empty; nothing was touched") && root.tree("new") == before)
    }

    @Test func speaksTheLanguageOfTheSettings() throws {
        let root = try TrialRoot()
        try root.write(
            "pipelines/nightly.yaml",
            root.text("pipelines/nightly.yaml")!.replacing("language: en", with: "language: da"))
        let said = try NewRoot(root: root.path, folder: root.path + "/new").make()
        #expect(
            said.contains("tomme ark i templates/") && said.contains("næste: udfyld")
                && !said.contains("next:"))
        #expect(root.tree("new/templates").contains("Brug.xlsx"))
        let refused = #expect(throws: UsageFailure.self) {
            try NewRoot(root: root.path, folder: root.path + "/new").make()
        }
        #expect("\(refused!)".contains("intet er rørt"))
    }

    /// Under whatever name somebody saves it: the headings alone tell whose sheet it is, and below them is
    /// nothing yet.
    @Test func everySheetIsKnownByItsHeadings() throws {
        let root = try TrialRoot(project: repository)
        let place = root.path + "/new"
        _ = try NewRoot(root: root.path, folder: place).make()
        let (project, _) = Project.load(root: root.path)
        let trial = try FeedTrial(project, root: place, asOf: CalendarDay("2026-02-28")!, language: .en)
        #expect(filledIn(project).count > 5 && root.tree("new/templates").count == filledIn(project).count)
        for feed in filledIn(project) {
            let path = "\(root.path)/Skema.xlsx"
            try? root.remove("Skema.xlsx")
            try FileManager.default.copyItem(
                atPath: "\(place)/templates/\(feed.title["da"]!).xlsx", toPath: path)
            let outcome = try trial.outcomes([path])[0].outcome
            #expect(outcome.match?.feed.name == feed.name, "\(feed.name): \(outcome.result)")
            let known = feed.contract.columns.map { column in
                outcome.columns.first { $0.column == column.name }?.names.count ?? 0
            }
            #expect(known.allSatisfy { $0 == 1 }, "\(feed.name): \(outcome.columns)")
            let rows: Int? =
                switch outcome.result {
                case .loaded(let file, _, _, _), .held(let file), .refused(let file): file.recordsRead
                default: nil
                }
            #expect(rows == 0, "\(feed.name): \(outcome.result)")
        }
    }

    /// What a sheet shows as an example is a value of its column, and each column is explained in Danish too.
    @Test func examplesAreValues() throws {
        let (project, _) = Project.load(root: repository)
        let fit = ValueFit(codes: project.codes)
        for feed in filledIn(project) {
            #expect(!feed.contract.describesDanish.isEmpty, "\(feed.contract.name)")
            for column in feed.contract.columns {
                #expect(!column.describesDanish.isEmpty, "\(feed.contract.name).\(column.name)")
                guard !column.drop else { continue }
                let example = try #require(column.example, "\(feed.contract.name).\(column.name)")
                #expect(
                    fit.judge([example], column, feed.style).misfits == [],
                    "\(feed.contract.name).\(column.name)")
            }
        }
    }
}
