import Contracts
import Project
import Records
import Warehouse

/// What a delivery's form says beside its rows: which of it is news, and what the contract wants done about
/// it.
struct Drift {
    let policy: DriftPolicy
    /// Events of the feed's delivery before this one; nil for its first, which can have changed nothing.
    let previous: [LedgerEvent]?
    /// How many records the delivery has.
    var records = 0

    /// The events with those of renamed columns, each marked when it is news.
    ///
    /// - Throws: `Refusal` for drift that the contract stops, whether it is news or not.
    func judge(_ events: [LedgerEvent]) throws -> [LedgerEvent] {
        let fresh = events.filter { !isKnown($0) }
        let renamed = Self.renamed(
            gone: fresh.filter { $0.code == .missingOptionalColumn }.compactMap(\.column),
            new: fresh.filter { $0.code == .unknownField }.compactMap(\.column),
            alone: previous != nil)
        let respelt = respelt(events)
        let told = Set(renamed.flatMap { [$0.column, $0.detail].compactMap { $0 } })
        return try (events + renamed).map { event in
            let action = policy.action(on: event.code)
            if action == .stop {
                throw Refusal(
                    event.code, column: event.column, value: event.code == .unknownCode ? event.detail : nil,
                    detail: event.code == .unknownCode ? nil : event.detail)
            }
            var event = event
            // Of a column with a new name, the name is news, and neither that the old one is missing nor that
            // the new one is unknown.
            let isPart =
                [.missingOptionalColumn, .unknownField].contains(event.code)
                && told.contains(event.column ?? "")
            event.isNews =
                action == .warn && !isPart
                && (event.code == .foldedKey ? respelt.contains(event.column) : isNews(event))
            return event
        }
    }

    /// Columns of which a tenth of the rows name their keys in another spelling, where none did before: a
    /// source that writes otherwise is a change of form, one cell that was typed by hand is none.
    private func respelt(_ events: [LedgerEvent]) -> Set<String?> {
        guard let previous else { return [] }
        let folded = Dictionary(grouping: events.filter { $0.code == .foldedKey }, by: \.column)
        return Set(
            folded.filter { column, some in
                some.map(\.count).reduce(0, +) * 10 > records
                    && !previous.contains { $0.code == .foldedKey && $0.column == column }
            }.keys)
    }

    private func isNews(_ event: LedgerEvent) -> Bool {
        switch event.code {
        // What is always news: it says how much of this very delivery.
        case .volume, .lostLetters, .otherAuthority, .otherSheets, .uncalculated: true
        // What stands in a feed's very first delivery asks for a person too, once.
        case .nullWord, .doubtfulNumber: !isKnown(event)
        // Told once for all tables of the night.
        case .newChannel: false
        default: previous != nil && !isKnown(event)
        }
    }

    private func isKnown(_ event: LedgerEvent) -> Bool {
        previous?.contains {
            $0.code == event.code && $0.column == event.column
                && (event.code != .unknownCode || $0.detail == event.detail)
        } ?? false
    }

    /// Pairs of a column that is gone and one that is new: names much alike, or the only two that changed.
    static func renamed(gone: [String], new: [String], alone: Bool) -> [LedgerEvent] {
        if alone, gone.count == 1, new.count == 1 {
            return [LedgerEvent(code: .renamedColumn, column: gone[0], detail: new[0])]
        }
        var left = new
        return gone.compactMap { old in
            let best = left.map { ($0, likeness(FieldName.normalised(old), FieldName.normalised($0))) }.max {
                $0.1 < $1.1
            }
            guard let (name, likeness) = best, likeness >= 70 else { return nil }
            left.removeAll { $0 == name }
            return LedgerEvent(code: .renamedColumn, column: old, detail: name)
        }
    }

    /// Per cent of the longer name that need not be changed to get the other.
    static func likeness(_ a: String, _ b: String) -> Int {
        let a = Array(a.unicodeScalars.prefix(100))
        let b = Array(b.unicodeScalars.prefix(100))
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        let longer = max(a.count, b.count)
        return (longer - row[b.count]) * 100 / longer
    }
}

/// The number of a delivery's rows against what is usual.
enum Volume {
    private static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// An event when the number is unusual: compared with the median of the feed's deliveries on the same day
    /// of the week, or of all while there are fewer than three of those.
    static func judge(_ records: Int, of file: LedgerFile, history: [LedgerFile], bounds: VolumeBounds)
        -> LedgerEvent?
    {
        let weekday = CalendarDay(file.deliveredOn)?.weekday
        let same = history.filter { CalendarDay($0.deliveredOn)?.weekday == weekday }
        let pool = (same.count >= 3 ? same : history).map(\.recordsRead).sorted()
        guard !pool.isEmpty else { return nil }
        let usual = (pool[(pool.count - 1) / 2] + pool[pool.count / 2]) / 2
        guard bounds.isUnusual(records, usual: usual) else { return nil }
        let when = same.count >= 3 ? " on a \(weekday.map { days[$0 - 1] } ?? "day")" : ""
        return LedgerEvent(
            code: .volume, detail: "\(Figures.rows(records)), \(Figures.count(usual)) are usual\(when)")
    }
}

extension OtherAuthorities {
    /// What the notes of a delivery, or of several, say of them.
    init(_ events: [LedgerEvent]) {
        let some = events.filter { $0.code == .otherAuthority }
        self.init(codes: Set(some.compactMap(\.detail)).sorted(), rows: some.map(\.count).reduce(0, +))
    }
}

extension Messages {
    /// News of a delivery's form, one line each, and what became of it.
    static func news(_ events: [LedgerEvent], place: String, feed: Feed) -> String {
        var lines: [String] = []
        let told = folded(events)
        for code in Set(told.map(\.code)).sorted() {
            let some = told.filter { $0.code == code }
            lines += some.prefix(5).map { "\(place): \(sentence($0)) (\(code.rawValue))" }
            if some.count > 5 { lines.append("  … and \(Figures.count(some.count - 5)) more of the kind") }
        }
        let ours =
            feed.contract.authorities.isEmpty || events.allSatisfy { $0.code != .otherAuthority }
            ? ""
            : """
            \n  they were set aside, the others were taken; yours are authorities in \
            pipelines/nightly.yaml
            """
        return lines.joined(separator: "\n") + ours
            + "\n  the file was read and is in force; if it is to be so: drift in \(feed.file)"
    }

    /// News as it is told: municipalities that are not ours in one sentence, however many they are.
    static func folded(_ events: [LedgerEvent]) -> [LedgerEvent] {
        let others = OtherAuthorities(events)
        guard !others.codes.isEmpty else { return events }
        let one = LedgerEvent(
            code: .otherAuthority, detail: others.text(.en), detailDanish: others.text(.da),
            count: others.rows, isNews: true)
        return [one] + events.filter { $0.code != .otherAuthority }
    }

    static func sentence(_ event: LedgerEvent, _ language: Language = .en) -> String {
        var fault = Fault(
            code: event.code, position: Position(line: 1), column: event.column, detail: event.detail)
        if let said = event.detail, let danish = event.detailDanish { return language == .da ? danish : said }
        if event.code == .unknownCode { (fault.value, fault.detail) = (event.detail, nil) }
        let text = FaultSentence.text(fault, language: language)
        return event.code == .unknownCode ? "\(event.column ?? ""): \(text)" : text
    }
}
