import Records
import Testing

@testable import Project

/// On which nights the warehouse's file is looked through thoroughly.
@Suite struct WholenessTests {
    private func read(_ text: String) -> (Wholeness, [String]) {
        let findings = Findings()
        let settings = Settings.decode(text, file: "nightly.yaml", into: findings)
        return (settings.wholeness, findings.all.map(\.description))
    }

    @Test func onSundaysUnlessSomebodySaysOtherwise() {
        let (sunday, saturday) = (CalendarDay("2026-03-01")!, CalendarDay("2026-02-28")!)
        #expect(
            read("language: en\n").0.isThorough(on: sunday)
                && !read("language: en\n").0.isThorough(on: saturday))
        let (other, none) = read("warehouse: {integrity_check: saturday}\n")
        #expect(none.isEmpty && other.isThorough(on: saturday) && !other.isThorough(on: sunday))
        #expect(!read("warehouse: {integrity_check: never}\n").0.isThorough(on: sunday))
    }

    @Test func anotherWordIsAFinding() {
        #expect(
            read("warehouse:\n  integrity_check: someday\n").1 == [
                "nightly.yaml:2:20: integrity_check must be a weekday such as sunday, or never (bad_value)"
            ])
    }
}
