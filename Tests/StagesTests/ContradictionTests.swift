import Foundation
import Project
import Records
import Sample
import Testing
import Warehouse

@testable import Stages

/// Inputs that contradict themselves or one another are set aside or reported, each with its file and line, and no figure sees them.
@Suite struct ContradictionTests {
    /// File, the row added at its end, and the code it is set aside with; nil for a row that is right by itself and is reported by an audit.
    static let rows: [(file: String, row: String, code: String?)] = [
        ("headcount", "E-00001;2026-01;pupil;-40;300", "out_of_range"),
        ("bookings", "E-00001;Gymnastiksal;2025-11-02;14,0;30,0;20;60", "out_of_range"),
        ("presence", "E-00001;Gymnastiksal;2025-11-02;30,0;12,0", "out_of_range"),
        ("condition", ";E-00001;7;2026-01-15;1000,00;1", "out_of_range"),
        ("cost_allocation", "3.22.01-2200;4999998;E-00001;101;operation;2020-01-01;", "out_of_range"),
        ("properties", "X-77;Dobbelt Skole;;Eksempelkøbing;school;owned;;;nej;;nej;900;;", "duplicate_key"),
        ("properties", "X-77;Dobbelt Hal;;Eksempelkøbing;sport;owned;;;nej;;nej;1900;;", "duplicate_key"),
        // 70 % and 60 % of one cost centre: both rows are right, together they are not.
        ("cost_allocation", "3.22.01-2200;4999999;E-00001;70;operation;2020-01-01;", nil),
        ("cost_allocation", "3.22.01-2200;4999999;E-00002;60;operation;2020-01-01;", nil),
        ("costs", "2025-11;3.22.01-2200;4999999;777777,77;Drift", nil),
    ]

    @Test func noneReachesAFigure() throws {
        let sample = SampleMunicipality(properties: 12, seed: 1, dirtyPermille: 0)
        let clean = try TrialRoot(project: repository), dirty = try TrialRoot(project: repository)
        for root in [clean, dirty] { _ = try sample.write(into: root.path + "/inbound") }
        var lines: [Int] = []
        for row in Self.rows {
            let name = "inbound/\(row.file)-2026-02.csv"
            let text = try #require(dirty.text(name))
            lines.append(text.split(separator: "\n").count + 1)
            try dirty.write(name, text + row.row + "\n")
        }
        try clean.run()
        let outcome = try dirty.run()
        #expect(outcome.exitCode == .attention && outcome.published)

        // Set aside, with file, line and reason, in the warehouse and in the edition.
        let edition = try #require(dirty.text("outbound/latest/rejects.csv"))
        for (row, line) in zip(Self.rows, lines) {
            let found = try dirty.rows("select code from raw_reject where file = '\(row.file)-2026-02.csv' and line = \(line)")
            #expect(found == (row.code.map { [$0] } ?? []), "\(row.file):\(line) \(row.row)")
            if row.code != nil { #expect(edition.contains("\(row.file)-2026-02.csv;\(line);"), "\(row.file):\(line) is not in rejects.csv") }
        }
        // The sum that is no share: reported with the line of its first row, and the money stands unallocated.
        let audit = try dirty.rows("select says, sample from ledger_audit where audit = 'audit_allocation_over_100'").joined()
        #expect(audit.contains("shares_percent=130.0") && audit.contains("_line=\(lines[7])"), "\(audit)")
        #expect(try dirty.rows("select amount_dkk from report_unallocated where cost_centre = '4999999'") == ["777777.77"])

        // Every figure, flag and class is that of the clean delivery.
        for sql in [
            "select property_id, figure, value, value_low, value_high, reason from report_figures order by 1, 2",
            "select property_id, rule, state, value_low, value_high from flag_result order by 1, 2",
            "select property_id, outcome_class, area_m2, cost_dkk from report_properties order by 1",
        ] {
            let (a, b) = (try clean.rows(sql), try dirty.rows(sql))
            #expect(a == b, "\(Set(a).symmetricDifference(b).sorted().prefix(6))")
            #expect(!a.isEmpty)
        }
    }
}
