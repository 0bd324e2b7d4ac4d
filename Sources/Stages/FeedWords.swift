import Records
import Warehouse

/// The operator's sentences about feeds whose delivery did not come, and nights that did not run.
enum FeedWords {
    /// What a person must look at; nil where nobody need.
    static func warning(_ one: FeedState) -> String? {
        guard one.needsSomebody else { return nil }
        let name = (one.feed.expected.mandatory ? "the mandatory feed " : "the feed ") + one.feed.name
        switch one.state {
        case .missing:
            let without =
                one.feed.expected.mandatory ? "there are no flags without it" : "the report goes without it"
            return
                """
                inbound: \(name) was never delivered\n  \(without); next: put the file into inbound/ \
                and run kvadratur run
                """
        case .late:
            return """
                inbound: \(name) is late: a delivery was due on \(one.due?.description ?? ""), the last one \
                is of \(one.newest?.description ?? "") (late)
                  what was delivered last stays in force; next: ask the supplier, and put the file into \
                inbound/
                """
        case .stale:
            return """
                inbound: \(name) is stale: the last delivery is \(one.ageDays ?? 0) days old, \
                \(one.feed.expected.staleAfterDays ?? 0) are allowed (stale)
                  what was delivered last stays in force; next: ask the supplier, and put the file into \
                inbound/
                """
        case .empty, .current: return nil
        }
    }

    /// The feed's line in `status`.
    static func line(_ one: FeedState) -> String {
        var parts = ["\(one.feed.name): \(one.state.rawValue)"]
        if let newest = one.newest, let age = one.ageDays {
            parts.append("delivered \(newest), \(age == 1 ? "1 day" : "\(age) days") old")
            parts.append(Figures.rows(one.rowsInForce))
        }
        if let due = one.due {
            parts.append(one.state == .late || one.state == .stale ? "due since \(due)" : "next due \(due)")
        }
        if let held = one.held { parts.append("\(held.name) is held since \(held.claimedOn)") }
        return "  " + parts.joined(separator: "  ")
    }

    /// Nights between the first run and tonight that no run has finished, as one line; nil when there are
    /// none.
    static func missed(_ nights: [String], asOf: CalendarDay) -> String? {
        let days = Set(nights.compactMap { CalendarDay($0)?.daysSince1970 })
        let last = asOf.daysSince1970 - 1
        // Older gaps are history; what can still be told apart from each other is the last month.
        guard let first = days.min(), first < last else { return nil }
        let gaps = (max(first, last - 30)...last).filter { !days.contains($0) }
        guard !gaps.isEmpty else { return nil }
        var ranges: [ClosedRange<Int>] = []
        for day in gaps {
            if let open = ranges.last, open.upperBound == day - 1 {
                ranges[ranges.count - 1] = open.lowerBound...day
            } else {
                ranges.append(day...day)
            }
        }
        // One that reaches further back than a month is told from its first night.
        var start = ranges[0].lowerBound
        while start > first, !days.contains(start - 1) { start -= 1 }
        ranges[0] = start...ranges[0].upperBound
        let words = ranges.map { range in
            let (a, b) = (
                CalendarDay(daysSince1970: range.lowerBound)!, CalendarDay(daysSince1970: range.upperBound)!
            )
            return a == b ? "\(a)" : "\(a) to \(b)"
        }
        let sum = ranges.map(\.count).reduce(0, +)
        let count = sum == 1 ? "1 night" : "\(sum) nights"
        return
            """
            \(count) without a run: \(words.joined(separator: ", ")); one run brings everything up to \
            date, and kvadratur run --as-of \(CalendarDay(daysSince1970: gaps.last!)!) makes that \
            night's own edition
            """
    }
}
