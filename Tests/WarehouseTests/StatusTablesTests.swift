import Contracts
import Formats
import Records
import Testing

@testable import Project
@testable import Warehouse

/// What models see of deliveries, rejects and the past.
@Suite struct StatusTablesTests {
    static func feed(_ name: String, mandatory: Bool = false, stale: Int? = 10) -> Feed {
        Feed(
            name: name, describes: "", title: ["da": name + " da", "en": name + " en"],
            contract: Contract(name: name, describes: "", columns: [], key: []), match: [],
            format: .csv(CSVLayout()), style: ValueStyle(), replaces: .all,
            expected: Expectation(staleAfterDays: stale, mandatory: mandatory), limits: Limits(), file: "f")
    }

    private func trial() throws -> TrialWarehouse {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            func save(
                _ sha: String, _ feed: String?, _ delivered: String, read: Int, rejected: Int,
                duplicate: Int = 0, inForce: Int, state: String = "loaded"
            ) throws {
                var file = LedgerTests.file(sha, feed: feed, arrival: delivered, state: state)
                (
                    file.deliveredOn, file.recordsRead, file.rowsRejected, file.rowsDuplicate,
                    file.rowsInForce
                ) = (delivered, read, rejected, duplicate, inForce)
                file.rowsLoaded = read - rejected - duplicate
                if state == "refused" { file.faultEnglish = "the file is cut off" }
                let number = try transaction.save(file)
                if rejected > 0 {
                    let position = Position(line: 4, record: 3)
                    let reject = Reject(
                        position: position,
                        faults: [Fault(code: .badDate, position: position, column: "day", value: "x")],
                        raw: "raw")
                    try transaction.save(reject, file: number, run: 1, contract: "") { _ in
                        ("dansk", "english")
                    }
                }
            }
            try save("aa", "current", "2026-02-20", read: 10, rejected: 1, duplicate: 2, inForce: 6)
            try save("ab", "current", "2026-01-20", read: 5, rejected: 0, inForce: 0)
            try save("ba", "late", "2026-01-01", read: 3, rejected: 0, inForce: 3)
            try save("ca", "void", "2026-02-27", read: 0, rejected: 0, inForce: 0)
            try save("da", "never", "2026-02-27", read: 0, rejected: 0, inForce: 0, state: "refused")
            try transaction.save(
                LedgerEvent(code: .unknownField, column: "note", count: 8, isNews: true), file: 1)
            try transaction.fillStatusTables(
                feeds: [
                    Self.feed("void"), Self.feed("late"), Self.feed("current"),
                    Self.feed("never", mandatory: true),
                ], asOf: CalendarDay("2026-02-28")!,
                nightStarts: 120)
        }
        return trial
    }

    @Test func feeds() throws {
        #expect(
            try trial().rows(
                """
                select feed, title_en, mandatory, state, newest_delivered_on, age_days, files_in_force, \
                rows_in_force from raw_feed order by rowid
                """
            ) == [
                "'current'|'current en'|0|'current'|'2026-02-20'|8|1|6",
                "'late'|'late en'|0|'stale'|'2026-01-01'|58|1|3",
                "'never'|'never en'|1|'missing'|null|null|0|0",
                "'void'|'void en'|0|'empty'|'2026-02-27'|1|0|0",
            ])
    }

    @Test func filesAddUp() throws {
        let trial = try trial()
        #expect(
            try trial.rows(
                """
                select feed, file, state, records_read, rows_accepted, rows_rejected, \
                rows_not_in_force, reason from raw_file order by rowid
                """
            ) == [
                "'current'|'ab.csv'|'superseded'|5|0|0|5|null", "'current'|'aa.csv'|'loaded'|10|6|1|3|null",
                "'late'|'ba.csv'|'loaded'|3|3|0|0|null",
                "'never'|'da.csv'|'refused'|0|0|0|0|'the file is cut off'",
                "'void'|'ca.csv'|'loaded'|0|0|0|0|null",
            ])
        #expect(
            try trial.rows(
                """
                select count(*) from raw_file where records_read <> rows_accepted + rows_rejected + \
                rows_not_in_force
                """
            ) == ["0"])
    }

    @Test func rejectsAndEvents() throws {
        let trial = try trial()
        #expect(
            try trial.rows("select * from raw_reject") == [
                "'current'|'aa.csv'|4|3|'day'|'bad_date'|'x'|'dansk'|'english'|'raw'"
            ])
        #expect(
            try trial.rows("select * from raw_event") == ["'current'|'aa.csv'|'unknown_field'|'note'|null|8"])
    }

    @Test func thePastIsBeforeThisNightAndTheBaselineTheNewest() throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            try transaction.execute(
                "create table report_history_total as select 'area_m2' as figure, 100.0 as value")
            try transaction.execute(
                """
                create table report_history_property as select 'p1' as property_id, 'area_m2' as \
                figure, 100.0 as value
                """
            )
            for (night, area) in [("2026-01-31", 100.0), ("2026-02-28", 90.0), ("2026-03-31", 80.0)] {
                try transaction.execute("update report_history_total set value = ?", [.real(area)])
                try transaction.rememberNight(night)
                try transaction.rememberNight(night)
            }
            try transaction.freezeBaseline(on: "2026-01-31", edition: "e1", program: "1", at: "t")
            try transaction.freezeBaseline(on: "2026-02-28", edition: nil, program: "1", at: "t")
            try transaction.fillHistory(before: "2026-03-01")
        }
        #expect(
            try trial.rows("select * from history_total") == [
                "'2026-01-31'|'area_m2'|100.0", "'2026-02-28'|'area_m2'|90.0",
            ])
        #expect(
            try trial.rows("select as_of, property_id from history_property") == [
                "'2026-01-31'|'p1'", "'2026-02-28'|'p1'",
            ])
        #expect(
            try trial.rows("select * from baseline_total") == ["'2026-02-28'|'2026-02-28'|'area_m2'|90.0"])
        #expect(
            try trial.rows("select frozen_on, property_id from baseline_property") == ["'2026-02-28'|'p1'"])
        try trial.warehouse.transaction { try $0.fillHistory(before: "2026-02-15") }
        #expect(try trial.rows("select as_of from history_total") == ["'2026-01-31'"])
        #expect(try trial.rows("select frozen_on from baseline_total") == ["'2026-01-31'"])
    }
}
