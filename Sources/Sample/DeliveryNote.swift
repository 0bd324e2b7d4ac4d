import Glibc

/// Says what the delivery holds: the truth of every property, and every dirty row with its place and reason.
/// No feed's pattern matches its name, because the pipeline must not read the answers.
final class DeliveryNote {
    private let table: PlainFile
    private let sink: ByteSink
    private(set) var dirtyRows = 0
    private(set) var dirtyByFile: [String: Int] = [:]
    private(set) var truths: [Truth: Int] = [:]
    private let folder: String

    static let tableName = "delivery-note.csv"
    static let textName = "delivery-note.md"
    private static let columns = [
        "kind", "subject", "truth", "expected_flags", "allowed_flags", "guarded_flags", "decision", "thinned",
        "file", "line", "column",
        "reason", "set_aside", "why",
    ]

    init(folder: String) throws {
        self.folder = folder
        let file = try PlainFile("\(folder)/\(DeliveryNote.tableName)")
        table = file
        sink = ByteSink { try file.write($0) }
        row(DeliveryNote.columns)
    }

    func add(_ property: MunicipalProperty, decision: Decision?, thinned: Bool) {
        let truth = property.truth
        truths[truth, default: 0] += 1
        row([
            "truth", property.id, truth.rawValue, property.expectedFlags.joined(separator: " "),
            truth.allowed.joined(separator: " "),
            property.guardedFlags.joined(separator: " "), decision?.verdict ?? "", thinned ? "1" : "0", "",
            "", "", "", "", truth.why,
        ])
    }

    func add(_ dirty: DirtyRow) {
        dirtyRows += 1
        dirtyByFile[dirty.file, default: 0] += 1
        row([
            "dirty", "", "", "", "", "", "", "", dirty.file, "\(dirty.line)", dirty.column,
            dirty.reason.rawValue,
            // A row of an unknown property is right by itself: it is loaded and reported, and reaches no
            // figure.
            dirty.reason == .unknownReference ? "0" : "1", dirty.why,
        ])
    }

    /// A fact about the whole delivery that no single row shows.
    func add(fact why: String, subject: String) {
        row(["fact", subject] + Array(repeating: "", count: 11) + [why])
    }

    private func row(_ fields: [String]) {
        sink.put(
            fields.map {
                $0.contains(",") || $0.contains("\"") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0
            }.joined(separator: ","))
        sink.put(byte: 10)
    }

    func close(_ summary: SampleSummary) throws {
        try sink.finish()
        try table.close()
        let text = try PlainFile("\(folder)/\(DeliveryNote.textName)")
        let page = ByteSink { try text.write($0) }
        page.put(summaryText(summary))
        try page.finish()
        try text.close()
    }

    private func summaryText(_ summary: SampleSummary) -> String {
        var lines = [
            "# Delivery note", "",
            """
            \(Town.municipality) (authority code \(Town.authority)) does not exist. Everything in this \
            delivery is made up.
            """,
            "",
            """
            - Properties in the municipality's list: \(summary.properties); in the register around \
            them: \(summary.surrounding)
            """,
            """
            - Seed \(summary.seed), delivered \(summary.deliveredOn), night \(summary.night), data for \
            \(summary.dataPercent) % of the properties
            """,
            """
            - Every row's truth and every dirty row: `\(DeliveryNote.tableName)` (columns: \
            \(DeliveryNote.columns.joined(separator: ", ")))
            """,
            "",
            "## Files", "", "| File | Records | Bytes before packing | Dirty rows |",
            "| --- | ---: | ---: | ---: |",
        ]
        for file in summary.files {
            lines.append(
                "| \(file.name) | \(file.records) | \(file.bytes) | \(dirtyByFile[file.name] ?? 0) |")
        }
        lines += [
            "", "## Truth", "", "| Truth | Properties | Expected flags | Why |", "| --- | ---: | --- | --- |",
        ]
        for truth in Truth.allCases where truths[truth] != nil {
            lines.append(
                """
                | \(truth.rawValue) | \(truths[truth]!) | \(truth.expected.joined(separator: ", ")) | \
                \(truth.why) |
                """
            )
        }
        lines += [
            "",
            """
            Traps expect no flag. `allowed_flags` may be raised beside the expected ones, because one \
            fact trips several rules; 
            """,
            "`guarded_flags` are what a naive rule raises and what must be shown as guarded.", "",
            """
            Every dirty row is an extra row with a key of its own: when it is set aside (`set_aside` \
            1), or belongs to no known property (0), 
            """,
            "the figures are those of a clean delivery.",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}
