import Foundation
import Project
import Records
import Sample
import Testing

@testable import Stages

/// Two editions of the real project, made from the made-up municipality.
@Suite struct OperatorDiffTests {
    private func editions() throws -> (TrialRoot, [String]) {
        let root = try TrialRoot(project: repository)
        let names = try ["2026-01-31", "2026-02-28", "2026-03-31"].enumerated().map { index, day in
            var sample = SampleMunicipality(properties: 8, seed: 1, asOf: day)
            sample.night = index * 150
            sample.dirtyPermille = 0
            _ = try sample.write(into: root.path + "/inbound")
            return try #require(try root.run(day).edition)
        }
        return (root, names)
    }

    @Test func theNextEditionTellsItsOwnChangesAndACompareFindsTheSame() throws {
        let (root, names) = try editions()
        let diff = try Diff(root: root.path, language: .en)
        #expect(
            try diff.follows(names[1], names[0]) && diff.follows(names[2], names[1])
                && !diff.follows(names[2], names[0]))
        for (a, b) in [(names[0], names[1]), (names[1], names[2])] {
            let told = try diff.changes(a, b)
            let table = try #require(
                try EditionTable("changes", folder: root.path + "/outbound/editions/" + b))
            #expect(told.count == table.rows.count && !told.isEmpty)
            let compared = Dictionary(grouping: try diff.compared(a, b)) { $0.property + " " + $0.figure }
            for change in told where ["figure", "class"].contains(change.kind) {
                let other = try #require(compared[change.property + " " + change.figure]?.first, "\(change)")
                #expect(other.before == change.before && other.after == change.after)
                if let sum = change.change {
                    #expect(abs((other.change ?? .nan) - sum) < 0.011, "\(change) \(other)")
                }
            }
        }
        // Two editions that do not follow each other: conclusions, then classes, then figures.
        let apart = try diff.compared(names[0], names[2]).map {
            ["conclusion", "class", "figure"].firstIndex(of: $0.kind) ?? -1
        }
        #expect(apart == apart.sorted() && apart.first ?? 0 >= 0)
        // In the order in which it matters.
        let order = ["plan", "candidate", "class", "decision", "delivery", "figure"]
        for (a, b) in [(names[0], names[1]), (names[1], names[2])] {
            let places = try diff.changes(a, b).map { try #require(order.firstIndex(of: $0.kind)) }
            #expect(places == places.sorted() && Set(places).count > 1)
        }
        // Whatever enters or leaves the plan has an area on the one side, and nothing that is unknown on the
        // other. That something does is worked out on paper (Tests/Nights/answers/plan-turns).
        for language in [Language.en, .da] {
            let told = try Diff(root: root.path, language: language)
            for (a, b) in [(names[0], names[1]), (names[1], names[2])] {
                let turns = try told.changes(a, b).filter { ["plan", "candidate"].contains($0.kind) }
                #expect(turns.allSatisfy { $0.before.isEmpty != $0.after.isEmpty })
                let lines = try told.text(a, b).split(separator: "\n").filter {
                    $0.contains(language == .en ? "not in it" : "ikke med")
                }
                #expect(lines.count == turns.count && lines.allSatisfy { $0.contains(" m²") })
            }
        }
        let text = try diff.text("2026-01-31", "latest")
        #expect(text.hasPrefix("\(names[0]) → \(names[2]): "))
        #expect(try Diff(root: root.path, language: .da).text(names[0], names[1]).contains(" ændringer i "))
        #expect(try diff.changes(names[0], names[0]).isEmpty)
        #expect(throws: UsageFailure.self) { try diff.text("1999-01-01", "latest") }
    }
}
