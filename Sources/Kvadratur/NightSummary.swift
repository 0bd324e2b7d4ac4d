import Records
import Stages

/// The last lines of a run: what must be looked at, again, and where the report is.
struct NightSummary {
    let outcome: NightOutcome
    let asOf: CalendarDay
    let root: String

    func print(to progress: Progress) {
        for warning in outcome.warnings { Output.error(warning) }
        if outcome.stepsDone == 0, outcome.stepsFailed == 0, !outcome.published {
            progress.line("Nothing new for \(asOf): every table and the edition are as they were.")
        } else {
            var parts = ["\(Figures.steps(outcome.stepsDone)) done"]
            if outcome.stepsSame > 0 { parts.append("\(outcome.stepsSame) unchanged") }
            if outcome.stepsFailed > 0 { parts.append("\(outcome.stepsFailed) refused or held back") }
            progress.line("The night of \(asOf): \(parts.joined(separator: ", ")).")
        }
        if let edition = outcome.edition {
            let place = root == "." ? "outbound/latest/index.html" : "\(root)/outbound/latest/index.html"
            progress.line(
                outcome.published
                    ? "Report: \(place) (edition \(edition))"
                    : "Report: \(place) (edition \(edition), unchanged)")
        } else {
            progress.line("No report was published.")
        }
        if !outcome.warnings.isEmpty {
            let count = outcome.warnings.count
            progress.line(
                """
                \(count) \(count == 1 ? "matter" : "matters") for a person, above; again with: \
                kvadratur status
                """
            )
        }
    }
}
