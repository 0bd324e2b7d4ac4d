import Foundation
import Project
import Records
import Sample
import Testing
import Warehouse

@testable import Stages

/// What the terminal says of a property and of a table.
@Suite struct ExplainTests {
    private static func root() throws -> TrialRoot {
        let root = try TrialRoot(project: repository)
        _ = try SampleMunicipality(properties: 12, seed: 1).write(into: root.path + "/inbound")
        try root.run()
        return root
    }

    @Test func aPropertyATableAndAnUnknownName() throws {
        let root = try Self.root()
        // An idle property of the sample: it is flagged, has a counterfactual, a ladder and evidence.
        let idle = try #require(
            try root.rows(
                """
                select property_id from flag_result where rule = 'F9' and state = 'firm' or rule like \
                '%idle%' and state = 'firm' order by 1
                """
            ).first)
        let danish = try Explain(root: root.path).text(idle)
        let english = try Explain(root: root.path, language: .en).text(idle)
        #expect(
            danish.contains("Klasse: ") && danish.contains("Regel: ") && danish.contains("Begrundelser")
                && danish.contains("Nøgletal"))
        #expect(
            english.contains("Class: ") && english.contains("Rule: ") && english.contains("Reasons")
                && english.contains("Figures"))
        #expect(
            danish.contains("→ ") && danish.contains("Trappen før fraflytning")
                && danish.contains("Ændringer"))
        #expect(!danish.contains("code.") && !danish.contains("sheet.") && !english.contains("code."))

        // Every file and line it names is there, and holds the property's key.
        let place = try #require(danish.firstMatch(of: /headcount-2026-02\.csv:(\d+)/))
        let archived = try #require(
            root.tree(".kvadratur/archive").first { $0.hasSuffix("headcount-2026-02.csv") })
        let line = try #require(root.text(".kvadratur/archive/" + archived)).split(
            separator: "\n", omittingEmptySubsequences: false)[Int(place.1)! - 1]
        #expect(line.hasPrefix(idle + ";"))

        // Numbers as each language writes them.
        let large = try #require(
            try root.rows(
                """
                select property_id, cast(area_m2 as integer) from report_properties where area_m2 \
                between 1000 and 9999 order by 1
                """
            ).first
        )
        .split(separator: "|").map(String.init)
        let (thousands, rest) = (large[1].prefix(1), large[1].dropFirst())
        #expect(try Explain(root: root.path).text(large[0]).contains("\(thousands).\(rest)\u{a0}m²"))
        #expect(
            try Explain(root: root.path, language: .en).text(large[0]).contains(
                "\(thousands),\(rest)\u{a0}m²"))

        // Its name says the same as its key.
        let name = try #require(
            try root.rows("select name from report_properties where property_id = '\(idle)'").first)
        #expect(try Explain(root: root.path).text(name.lowercased()) == danish)

        // A table: what it reads, column by column, and what became of it.
        let table = try Explain(root: root.path).text("core_building")
        #expect(
            table.contains("core_building_state: ") && table.contains("raw_bbr_building")
                && table.contains("Read by") && table.contains("built by run 1"))
        #expect(
            try Explain(root: root.path).text("raw_headcount").contains(
                "contract schemas/feeds/headcount.yaml"))

        // An unknown name names its neighbours and is wrong use.
        #expect { try Explain(root: root.path).text("E-0000x") } throws: { error in
            Failure.code(of: error) == .usage && "\(error)".contains("E-00001")
                && "\(error)".contains("near it")
        }
        #expect { try Explain(root: root.path).text("Atlantis") } throws: {
            Failure.code(of: $0) == .usage && "\($0)".contains("properties.csv")
        }
    }

    @Test func beforeAnyNight() throws {
        let root = try TrialRoot(project: repository)
        #expect { try Explain(root: root.path) } throws: {
            Failure.code(of: $0) == .usage && "\($0)".contains("kvadratur run")
        }
        #expect { try Trace(root: root.path) } throws: { Failure.code(of: $0) == .usage }
        #expect { try Baseline(root: root.path) } throws: { Failure.code(of: $0) == .usage }
    }
}
