import Records
import Sample
import Testing

@testable import Project
@testable import Stages
@testable import Warehouse

/// How few people were in a room on a day is shown nowhere: not by `trace`, and by no table of the report.
@Suite struct SmallCountTests {
    /// Every count of people of every room and day is changed, to small ones: no table that goes down to a
    /// room, a day or an hour says anything else.
    @Test func noReportTableTellsFewPeopleOfARoom() throws {
        let root = try TrialRoot(project: repository)
        _ = try SampleMunicipality(properties: 40, seed: 3).write(into: root.path + "/inbound")
        let night = try root.night()
        _ = try night.run()
        #expect(ProjectCheck(root: root.path, runTests: false).findings == [])
        let changed = try tablesThatChange(
            night.compiled, root, "update raw_presence set persons_present = round(persons_present * 0.3, 1)"
        )
        .union(
            tablesThatChange(
                night.compiled, root, "update raw_bookings set attendees = coalesce(attendees, 9) % 5"))
        // They matter to the property, which is what the municipality asks about.
        #expect(changed.contains("kpi_use_room") && changed.contains("report_figures"))
        let reported = changed.filter { $0.hasPrefix("report_") }
        for table in reported {
            let columns = Set(night.compiled.tables[table]?.columns.map(\.name) ?? [])
            #expect(columns.isDisjoint(with: ["room", "day", "hour"]), "\(table)")
        }
        #expect(!reported.contains("report_evidence") && !reported.contains("report_rejects"))
    }

    private func tablesThatChange(_ compiled: Compiled, _ root: TrialRoot, _ change: String) throws -> Set<
        String
    > {
        var changed: Set<String> = []
        try root.warehouse().undone { transaction in
            let before = try Dictionary(
                uniqueKeysWithValues: compiled.models.map { ($0.name, try transaction.content(of: $0.name)) })
            try transaction.execute(change)
            for model in compiled.models {
                _ = try transaction.build(model, audits: [])
                if try transaction.content(of: model.name) != before[model.name] {
                    changed.insert(model.name)
                }
            }
        }
        return changed
    }

    /// `trace` of a figure that rests on rooms shows the record without its small count.
    @Test func traceHidesIt() throws {
        let root = try TrialRoot(project: repository)
        _ = try SampleMunicipality(properties: 12, seed: 1).write(into: root.path + "/inbound")
        for name in root.tree("inbound") where name.hasPrefix("bookings") {
            let lines = try #require(root.text("inbound/" + name)).split(whereSeparator: \.isNewline)
            let place = try #require(lines[0].split(separator: ";").firstIndex(of: "attendees"))
            let few = lines.dropFirst().map { line in
                var fields = line.split(separator: ";", omittingEmptySubsequences: false)
                if fields.indices.contains(place) { fields[place] = "3" }
                return fields.joined(separator: ";")
            }
            try root.write("inbound/" + name, ([String(lines[0])] + few).joined(separator: "\n") + "\n")
        }
        try root.run()
        let property = try #require(
            try root.rows(
                """
                select property_id from report_evidence where figure = 'present_percent' and file like \
                'bookings%' order by 1
                """
            ).first)
        let said = try Trace(root: root.path, language: .en).text([property, "present_percent"])
        #expect(
            said.contains("    | attendees=<5") && said.contains("    | room=") && !said.contains("=3\n")
                && !said.contains(";3"), "\(said)")
    }
}
