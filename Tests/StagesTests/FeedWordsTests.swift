import Foundation
import Project
import Records
import Testing

@testable import Stages

/// Deliveries that did not come, and nights that did not run.
@Suite struct FeedWordsTests {
    private func root(_ expected: String) throws -> TrialRoot {
        let root = try TrialRoot()
        try root.write(
            "pipelines/1_raw/uses.yaml", root.text("pipelines/1_raw/uses.yaml")! + "expected: \(expected)\n")
        try Good.drop(into: root)
        return root
    }

    /// The three states of a delivery that is not there, in the order in which they come.
    @Test func missingLateAndStaleAreThreeStates() throws {
        let root = try root("{every: week, on: tuesday, grace_days: 1, stale_after_days: 12}")
        try root.remove("inbound/uses-20260203.csv")
        func night(_ day: String) throws -> (state: String, exit: ExitCode, warning: String?) {
            let outcome = try root.run(day)
            return (
                try root.rows(
                    "select state || ' ' || coalesce(due_on, '-') from raw_feed where feed = 'uses'")[0],
                outcome.exitCode, outcome.warnings.first
            )
        }
        let missing = try night("2026-02-03")
        #expect(missing.state == "missing -" && missing.exit == .attention)
        #expect(
            missing.warning
                == """
                inbound: the feed uses was never delivered\n  the report goes without it; next: put the \
                file into inbound/ and run kvadratur run
                """
        )
        try root.write("inbound/uses-20260203.csv", Good.uses)
        #expect(
            try night("2026-02-04").state == "current 2026-02-10" && root.run("2026-02-10").exitCode == .good)
        let late = try night("2026-02-11")
        #expect(late.state == "late 2026-02-10" && late.exit == .attention)
        #expect(
            late.warning == """
                inbound: the feed uses is late: a delivery was due on 2026-02-10, the last one is of \
                2026-02-03 (late)
                  what was delivered last stays in force; next: ask the supplier, and put the file into \
                inbound/
                """)
        #expect(try night("2026-02-15").state == "late 2026-02-10")
        let stale = try night("2026-02-16")
        #expect(
            stale.state == "stale 2026-02-10"
                && stale.warning?.contains(
                    "uses is stale: the last delivery is 13 days old, 12 are allowed (stale)") == true
        )
        // It comes, a day early for the next one: nothing is said any more.
        try root.write("inbound/uses-20260216.csv", "room;day;hours\nhall;2026-02-16;1\n")
        let current = try night("2026-02-17")
        #expect(current.state == "current 2026-02-24" && current.exit == .good)
    }

    @Test func theSameContentSentAgainIsADelivery() throws {
        let root = try root("{every: day}")
        try root.run("2026-02-03")
        #expect(try root.run("2026-02-04").exitCode == .attention)
        try root.write("inbound/uses-20260205.csv", Good.uses)
        #expect(try root.run("2026-02-05").exitCode == .good)
    }

    @Test func statusSaysWhoIsWaitedFor() throws {
        let root = try root("{every: day}")
        try root.write("inbound/uses-20260209.csv.part", "x")
        try root.run("2026-02-05")
        try root.run("2026-02-09")
        let text = try Status(root: root.path).text()
        #expect(
            text.contains("  uses: late  delivered 2026-02-03, 6 days old  3 rows  due since 2026-02-04\n"))
        #expect(text.contains("  rooms: current  delivered 2026-02-01, 8 days old  3 rows\n"))
        #expect(
            text.contains(
                """
                \nWaiting for a supplier\n  inbound: the feed uses is late: a delivery was due on \
                2026-02-04, the last one is of 2026-02-03 (late)\n
                """
            ))
        #expect(
            text.contains(
                """
                \nWaiting for the next run\n  inbound/uses-20260209.csv.part: was still being written \
                on 2026-02-05; the next run looks again\n
                """
            ))
        #expect(text.contains(" without a run: "))
    }

    @Test(arguments: [
        ([], "2026-02-10", nil),
        (["2026-02-09"], "2026-02-10", nil),
        (["2026-02-10"], "2026-02-10", nil),
        (["2026-02-08"], "2026-02-10", "1 night without a run: 2026-02-09"),
        (
            ["2026-02-01", "2026-02-04", "2026-02-05", "2026-02-07"], "2026-02-10",
            "5 nights without a run: 2026-02-02 to 2026-02-03, 2026-02-06, 2026-02-08 to 2026-02-09"
        ),
        (
            ["2020-01-01", "2026-01-10"], "2026-01-12",
            "2201 nights without a run: 2020-01-02 to 2026-01-09, 2026-01-11"
        ),
    ])
    func missedNights(_ nights: [String], _ tonight: String, _ said: String?) throws {
        let line = FeedWords.missed(nights, asOf: try #require(CalendarDay(tonight)))
        #expect(line?.components(separatedBy: ";").first == said)
        if said != nil { #expect(line?.contains("kvadratur run --as-of 2026-") == true) }
    }

    @Test func aMissedNightIsOfferedByADryRun() throws {
        let root = try root("{every: month}")
        try root.run("2026-02-05")
        let preview = try root.night("2026-02-08").preview()
        #expect(
            preview.waiting == [
                """
                2 nights without a run: 2026-02-06 to 2026-02-07; one run brings everything up to date, \
                and kvadratur run --as-of 2026-02-07 makes that night's own edition
                """
            ])
    }
}
