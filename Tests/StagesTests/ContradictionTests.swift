import Foundation
import Project
import Records
import Sample
import Testing
import Warehouse

@testable import Stages

/// Inputs that contradict themselves or one another are set aside or reported, each with its file and line,
/// and no figure sees them.
@Suite struct ContradictionTests {
    /// File, the row added at its end, and the code it is set aside with.
    static let rows: [(file: String, row: String, code: String)] = [
        ("headcount", "E-00001;2026-01;pupil;-40;300", "out_of_range"),
        ("bookings", "E-00001;Gymnastiksal;2025-11-02;14,0;30,0;20;60", "out_of_range"),
        ("presence", "E-00001;Gymnastiksal;2025-11-02;30,0;12,0", "out_of_range"),
        ("condition", ";E-00001;7;2026-01-15;1000,00;1", "out_of_range"),
        ("cost_allocation", "3.22.01-2200;4999998;E-00001;101;operation;2020-01-01;", "out_of_range"),
        ("properties", "X-77;Dobbelt Skole;;Eksempelkøbing;school;owned;;;nej;;nej;900;;", "duplicate_key"),
        ("properties", "X-77;Dobbelt Hal;;Eksempelkøbing;school;owned;;;nej;;nej;1900;;", "duplicate_key"),
    ]

    /// 70 % and 60 % of one cost centre: each row is right by itself, together they are not.
    static let over = [
        ("cost_allocation", "3.22.01-2200;4999999;E-00001;70;operation;2020-01-01;"),
        ("cost_allocation", "3.22.01-2200;4999999;E-00002;60;operation;2020-01-01;"),
        ("costs", "2025-11;3.22.01-2200;4999999;777777,77;Drift"),
    ]

    /// A root with the sample's clean deliveries and rows added at the ends of them; and the line of each.
    private func root(_ rows: [(file: String, row: String)] = []) throws -> (TrialRoot, lines: [Int]) {
        let root = try TrialRoot(project: repository)
        _ = try SampleMunicipality(properties: 12, seed: 1, dirtyPermille: 0).write(
            into: root.path + "/inbound")
        var lines: [Int] = []
        for row in rows {
            let name = "inbound/\(row.file)-2026-02.csv"
            let text = try #require(root.text(name))
            lines.append(text.split(separator: "\n").count + 1)
            try root.write(name, text + row.row + "\n")
        }
        return (root, lines)
    }

    @Test func noneReachesAFigure() throws {
        let (clean, _) = try root()
        let (dirty, lines) = try root(Self.rows.map { ($0.file, $0.row) })
        try clean.run()
        let outcome = try dirty.run()
        #expect(outcome.exitCode == .attention && outcome.published)

        // Set aside, with file, line and reason, in the warehouse and in the edition.
        let edition = try #require(dirty.text("outbound/latest/rejects.csv"))
        for (row, line) in zip(Self.rows, lines) {
            let found = try dirty.rows(
                "select code from raw_reject where file = '\(row.file)-2026-02.csv' and line = \(line)")
            #expect(found == [row.code], "\(row.file):\(line) \(row.row)")
            #expect(
                edition.contains("\(row.file)-2026-02.csv;\(line);"),
                "\(row.file):\(line) is not in rejects.csv")
        }

        // Every figure, flag and class is that of the clean delivery.
        for sql in [
            """
            select property_id, figure, value, value_low, value_high, reason from report_figures order \
            by 1, 2
            """,
            "select property_id, rule, state, value_low, value_high from flag_result order by 1, 2",
            "select property_id, outcome_class, area_m2, cost_dkk from report_properties order by 1",
        ] {
            let (a, b) = (try clean.rows(sql), try dirty.rows(sql))
            #expect(a == b, "\(Set(a).symmetricDifference(b).sorted().prefix(6))")
            #expect(!a.isEmpty)
        }
    }

    /// The sum that is no share is reported with the line of its first row, and the money stands unallocated:
    /// what the two properties cost is at least what it was without it, and how much more nobody knows.
    @Test func sharesOverTheWholeLeaveALowerBound() throws {
        let (clean, _) = try root()
        let (dirty, lines) = try root(Self.over.map { (file: $0.0, row: $0.1) })
        try clean.run()
        try dirty.run()
        let audit = try dirty.rows(
            "select says, sample from ledger_audit where audit = 'audit_allocation_over_100'"
        ).joined()
        #expect(audit.contains("shares_percent=130.0") && audit.contains(".csv:\(lines[0])"), "\(audit)")
        #expect(
            try dirty.rows("select amount_dkk from report_unallocated where cost_centre = '4999999'") == [
                "777777.77"
            ])

        let cost = "from report_figures where figure = 'cost_dkk' order by property_id"
        #expect(
            try dirty.rows("select property_id, value_low \(cost)")
                == clean.rows("select property_id, value_low \(cost)"))
        let open = try dirty.rows("select property_id, value, value_high, reason \(cost)").filter {
            $0.contains("partial")
        }
        #expect(open == ["E-00001|-|-|partial", "E-00002|-|-|partial"])
    }
}
