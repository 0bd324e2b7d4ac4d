import Foundation
import Sample
import Testing

@testable import Stages

/// A night for an engine elsewhere: whole or not at all, the same bytes for the same night, and nothing that
/// must stay.
@Suite struct ExportTests {
    private static func manifest(_ root: TrialRoot, _ folder: String = "export") throws -> [String: Any] {
        let text = try #require(root.text(folder + "/manifest.json"))
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func theManifestNamesWhatAnEngineNeeds() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        let said = try Export(root: root.path).write(into: root.path + "/export")
        #expect(said.contains("the night of 2026-02-28"))
        let manifest = try Self.manifest(root)
        #expect(
            manifest["as_of"] as? String == "2026-02-28"
                && manifest["format"] as? String == "kvadratur-export/1")
        let models = try #require(manifest["models"] as? [[String: Any]])
        var known: Set<String> = []
        let names = Set(models.compactMap { $0["name"] as? String })
        for model in models {
            let reads = try #require(model["reads"] as? [String])
            #expect(reads.filter { names.contains($0) && !known.contains($0) } == [], "in building order")
            known.insert(model["name"] as! String)
            #expect(root.text(model["file"] as! String) == model["text"] as? String)
        }
        let tables = try #require(manifest["tables"] as? [[String: Any]])
        let columns = try #require(
            tables.first { $0["name"] as? String == "core_room" }?["columns"] as? [[String: String]])
        #expect(columns.contains { $0["name"] == "seats" && $0["type"] == "integer" })
        for table in tables {
            let isThere = root.text("export/data/\(table["name"]!).csv") != nil
            #expect(isThere == (table["standing"] as? String == "rows"), "\(table["name"]!)")
            let rows = table["rows"] as? Int
            if isThere {
                #expect(try root.rows("select count(*) from \(table["name"]!)") == ["\(rows ?? -1)"])
            }
        }
    }

    @Test func equalNightsGiveEqualBytes() throws {
        var exports: [[String: String]] = []
        for nights in [1, 2] {
            let root = try TrialRoot()
            try Good.drop(into: root)
            for _ in 0..<nights { try root.run("2026-02-28") }
            _ = try Export(root: root.path).write(into: root.path + "/export")
            // Once more over the earlier one.
            _ = try Export(root: root.path).write(into: root.path + "/export/")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: root.path).filter {
                    $0.hasPrefix("export")
                } == ["export"])
            exports.append(
                Dictionary(uniqueKeysWithValues: root.tree("export").map { ($0, root.text("export/" + $0)!) })
            )
        }
        #expect(exports[0] == exports[1] && exports[0].count > 2)
    }

    @Test func nothingAndAnEmptyTextAreTold() throws {
        let root = try TrialRoot()
        try root.write(
            "pipelines/2_core/core_odd.sql",
            """
            -- Odd values.\n-- grain: n\nselect 1 as n, '' as t, null as u, 0.1 + 0.2 as d union all \
            select 2, 'a \"b\"\n', 'x', null\n
            """
        )
        try root.write(
            "pipelines/3_kpi/kpi_odd.sql", "-- Odd values.\n-- grain: n\nselect n, t, u, d from core_odd\n")
        try Good.drop(into: root)
        try root.run("2026-02-28")
        _ = try Export(root: root.path).write(into: root.path + "/export")
        #expect(
            root.text("export/data/core_odd.csv")
                == "\"n\",\"t\",\"u\",\"d\"\n1,\"\",,0.30000000000000004\n2,\"a \"\"b\"\"\n\",\"x\",\n")
    }

    @Test func whatIsNoNightOfThisProjectIsNotWritten() throws {
        let root = try TrialRoot()
        #expect(throws: UsageFailure.self) { try Export(root: root.path) }
        try Good.drop(into: root)
        try root.run("2026-02-28")
        try root.write("theirs/letter.txt", "dear all")
        let other = #expect(throws: UsageFailure.self) {
            try Export(root: root.path).write(into: root.path + "/theirs")
        }
        #expect(
            other?.description.contains("something else lies there") == true
                && root.tree("theirs") == ["letter.txt"])
        let text = try #require(root.text("pipelines/3_kpi/kpi_room.sql"))
        try root.write("pipelines/3_kpi/kpi_room.sql", text + "-- once more\n")
        let stale = #expect(throws: UsageFailure.self) {
            try Export(root: root.path).write(into: root.path + "/export")
        }
        #expect(
            stale?.description.contains("kpi_room") == true
                && stale?.description.contains("next: kvadratur run") == true)
        #expect(root.tree("export").isEmpty)
        try root.run("2026-02-28")
        _ = try Export(root: root.path).write(into: root.path + "/export")
        #expect(try Self.manifest(root)["as_of"] as? String == "2026-02-28")
    }

    /// Of the real project: no room by name, no table of deliveries, and every table of the report can be
    /// had.
    @Test func roomsAndDeliveriesOfTheRealProjectStay() throws {
        let root = try TrialRoot(project: repository)
        _ = try SampleMunicipality(properties: 12, seed: 1).write(into: root.path + "/inbound")
        try root.run()
        _ = try Export(root: root.path).write(into: root.path + "/export")
        let rooms = try root.rows("select room from raw_bookings union select room from raw_presence")
        #expect(rooms.count > 3)
        let files = root.tree("export/data")
        #expect(
            files.contains("core_property.csv") && !files.contains { $0.hasPrefix("raw_") }
                && !files.contains("core_use.csv"))
        for file in files where !file.hasPrefix("given_") {
            let text = try #require(root.text("export/data/" + file))
            for room in rooms where text.contains("\"\(room)\"") || text.contains("\"\(room) ") {
                Issue.record("\(file) names the room \(room)")
            }
        }
        let tables = try #require(try Self.manifest(root)["tables"] as? [[String: Any]])
        let standings = Dictionary(
            uniqueKeysWithValues: tables.map { ($0["name"] as! String, $0["standing"] as! String) })
        #expect(standings["kpi_property"] == "made" && standings["report_figures"] == "made")
        #expect(
            standings.filter { $0.key.hasPrefix("report_") && $0.value == "stays" }.keys.sorted() == [
                "report_evidence", "report_missing_parts",
            ])
        // A model that forgets to say that it names rooms lets none of them out.
        let text = try #require(root.text("pipelines/3_kpi/kpi_missing_part.sql"))
        try root.write("pipelines/3_kpi/kpi_missing_part.sql", text.replacing("-- tells: part\n", with: ""))
        try root.run()
        let refused = #expect(throws: ConfigurationFailure.self) {
            try Export(root: root.path).write(into: root.path + "/again")
        }
        #expect(refused?.findings.map(\.code) == ["tells_rooms"] && root.tree("again").isEmpty)
    }
}
