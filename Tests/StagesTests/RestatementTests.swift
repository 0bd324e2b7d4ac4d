import Foundation
import Project
import Records
import Sample
import Testing
import Warehouse

@testable import Stages

/// A correction of the register is told apart from a saving: +1,000 m² on one building after the baseline was
/// frozen.
@Suite struct RestatementTests {
    @Test func aCorrectionMovesTheRestatementAndNothingElse() throws {
        let root = try TrialRoot(project: repository)
        // Two nights of one month, so that no period of use or cost ends in between; no dirty rows, so that
        // nothing else is new.
        var sample = SampleMunicipality(properties: 60, seed: 1, asOf: "2026-02-26", dirtyPermille: 0)
        sample.plainRegister = true
        _ = try sample.write(into: root.path + "/inbound")
        let buildings = try #require(root.tree("inbound").first { $0.contains("CO50200T") })
        let register = try #require(FileManager.default.contents(atPath: root.path + "/inbound/" + buildings))
        try root.run("2026-02-26")
        try Baseline(root: root.path).freeze()
        let before = try Self.waterfall(root)
        let summary = try Self.summary(root)
        let results = try root.rows(Self.results)
        let plan = try root.rows(Self.plan)

        let chosen = try #require(try root.rows(Self.building).first).split(separator: "|").map(String.init)
        let (property, building) = (chosen[0], chosen[1])
        try root.write(
            "inbound/OIS_GRBBR_CO50200T_NA000_00002_20260227_010101.XML",
            try Self.corrected(register, building))
        try root.run("2026-02-27")

        let after = try Self.waterfall(root)
        #expect(before["restatement"] == 0 && after["restatement"] == 1000)
        #expect(after["today"] == before["today"]! + 1000)
        for step in before.keys where !["restatement", "today"].contains(step) {
            #expect(after[step] == before[step], "\(step) moved")
        }
        #expect(try Self.summary(root) == summary)
        #expect(
            try root.rows("select restatement_m2, new_m2, left_m2, net_m2 from report_summary") == [
                "1000.0|0.0|0.0|0.0"
            ])
        #expect(try root.rows(Self.results) == results)
        #expect(try root.rows(Self.plan) == plan)

        // The change is shown, with its cause: the register's.
        let change = try root.rows(
            "select property_id, change, cause from report_changes where figure = 'area_m2'")
        #expect(change == ["\(property)|1000.0|register"])
        // Whatever else of that property moves is divided by its area; no other property and no class moves.
        #expect(
            try root.rows("select distinct property_id from report_changes where property_id is not null")
                == [property])
        #expect(
            try root.rows(
                """
                select figure from report_changes where figure in ('outcome_class', 'users', \
                'cost_dkk', 'present_percent')
                """
            ) == [])
        let said = try Explain(root: root.path, language: .da).text(property)
        #expect(said.contains(/Bruttoareal: .* → .* \(Rettelse i registret\)/))
    }

    private static let results = "select property_id, rule, state from flag_result order by 1, 2"
    private static let plan = "select property_id from report_plan order by 1"

    /// A building of an owned property that no rule has anything to say of.
    private static let building = """
        select p.property_id, b.building_id from core_building as b join core_property as p on p.property_id \
        = b.property_id
         where p.tenure = 'owned' and b.outbuilding = 0 and p.sector = 'other' and b.total_area_m2 > 0
           and p.property_id not in (select property_id from flag_result where state in ('firm', 'open', \
        'guarded'))
         order by b.building_id
        """

    private static func waterfall(_ root: TrialRoot) throws -> [String: Double] {
        let rows = try root.warehouse().read { try $0.rows("select step, area_m2 from report_waterfall") }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0].plain, Double($0[1].plain) ?? .nan) })
    }

    /// What is measured against, what is a candidate and what that would save.
    private static func summary(_ root: TrialRoot) throws -> [String] {
        try root.rows(
            """
            select baseline_m2, target_low_m2, target_high_m2, candidates, candidate_m2, saving_dkk, \
            firm_flags, open_flags from report_summary
            """
        )
    }

    /// The register's file with 1,000 m² more on the version of one building that is current.
    private static func corrected(_ file: Data, _ building: String) throws -> [UInt8] {
        // Latin-1 byte by byte, so that every other byte stays as it is.
        let text = String(String.UnicodeScalarView(file.map { Unicode.Scalar($0) }))
        var records = text.components(separatedBy: "<CO50200t>")
        var count = 0
        for index in records.indices where records[index].contains("<id_lokalId>\(building)</id_lokalId>") {
            guard !records[index].contains("<registreringTil>"), !records[index].contains("<virkningTil>")
            else { continue }
            let area = try #require(records[index].firstMatch(of: /<byg038SamletBygningsareal>(\d+)/))
            records[index].replaceSubrange(
                area.range, with: "<byg038SamletBygningsareal>\(Int(area.1)! + 1000)")
            count += 1
        }
        #expect(count == 1)
        return records.joined(separator: "<CO50200t>").unicodeScalars.map { UInt8($0.value) }
    }
}
