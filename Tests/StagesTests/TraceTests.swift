import Foundation
import Project
import Records
import Sample
import Testing
import Warehouse

@testable import Stages

/// From a number in the report to the delivered line, read back from the archive.
@Suite struct TraceTests {
    @Test func figuresRowsAndWhatMustNotBeShown() throws {
        let root = try TrialRoot(project: repository)
        _ = try SampleMunicipality(properties: 60, seed: 1).write(into: root.path + "/inbound")
        let delivered = try #require(root.text("inbound/headcount-2026-02.csv")).split(separator: "\n").map(
            String.init)
        try root.run()
        let trace = try Trace(root: root.path, language: .en)

        // A figure made of others leads to the rows of all of them, as delivered.
        let said = try trace.text(["E-00001", "m2_per_user"])
        let line = try #require(said.firstMatch(of: /headcount-2026-02\.csv:(\d+)/).flatMap { Int($0.1) })
        #expect(said.contains("    | " + delivered[line - 1]))
        #expect(said.contains("<byg038SamletBygningsareal>") && said.contains("(record "))
        // A bound is traced as its figure; a row of a table as the figure of its property.
        #expect(try trace.text(["E-00001", "m2_per_user_low"]) == said)
        let row = try #require(
            try root.rows("select count(*) from report_properties where property_id <= 'E-00001'").first)
        #expect(try trace.text(["properties", row, "m2_per_user"]) == said)

        // A reject has its own place.
        let reject = try trace.text(["rejects", "1"])
        let place = try #require(reject.firstMatch(of: /(\S+\.csv):(\d+)/))
        #expect(reject.contains("    | ") && reject.contains("\(place.1)"))

        // A table about no single property leads to the files under it.
        #expect(try trace.text(["sectors", "1"]).contains("headcount-2026-02.csv"))

        // A column that is dropped at the door does not come back by this way.
        let leased = try #require(try root.rows("select property_id from raw_leases order by 1").first)
        let lease = try trace.text([leased, "area_m2"])
        #expect(
            lease.contains("leases-2026-02.csv") && lease.contains("lease_id=") && !lease.contains("ApS")
                && !lease.contains("landlord"))

        for words in [
            ["E-00001", "nonsense"], ["E-00001"], ["properties", "0"], ["properties", "9999"],
            ["Atlantis", "users"],
        ] {
            #expect("\(words)") { try trace.text(words) } throws: { Failure.code(of: $0) == .usage }
        }
    }
}
