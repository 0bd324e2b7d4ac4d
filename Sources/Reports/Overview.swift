import Records

/// The first screen: where the target stands, what is flagged, what changed, and how good the data are.
struct Overview {
    let content: EditionContent
    let texts: Texts
    private let summary: ReportTable?
    private let row: [Value]

    init(_ content: EditionContent, _ texts: Texts) {
        self.content = content
        self.texts = texts
        summary = content.tables["summary"]
        row =
            summary.flatMap { table in
                table.rows.first { table.value($0, "scope") == .text("all") } ?? table.rows.first
            } ?? []
    }

    func number(_ column: String) -> Double? { summary.flatMap { $0.value(row, column).number } }
    func string(_ column: String) -> String? { summary.flatMap { $0.value(row, column).string } }

    /// A figure of the summary in words; a dash when not known.
    func words(_ column: String) -> String {
        guard let summary, let ordinal = summary.ordinal(column), ordinal < row.count, row[ordinal] != .null
        else { return "–" }
        let column = summary.columns[ordinal]
        if let number = row[ordinal].number, column.unit != "none" {
            return texts.short(number, unit: column.unit)
        }
        return texts.cell(row[ordinal], of: column, withUnit: true)
    }

    /// "3.2 to 4.1 m. kr." when the bounds differ, "at least 3.2 m. kr." when nobody knows the upper one.
    func range(_ column: String) -> String {
        guard let low = number(column + "_low") else { return words(column) }
        guard let high = number(column + "_high") else {
            return texts("word.at_least", ["low": words(column + "_low")])
        }
        guard low != high else { return words(column) }
        return texts("word.range", ["low": words(column + "_low"), "high": words(column + "_high")])
    }

    /// Whether a part of the area is unknown to everybody: what there is of it is the least.
    private var lacksArea: Bool { number("area_m2_low") != nil && number("area_m2_high") == nil }

    /// An area, or "at least" it where a part of it is missing.
    private func area(_ column: String, least: String? = nil) -> String {
        lacksArea ? texts("word.at_least", ["low": words(least ?? column)]) : words(column)
    }

    /// The template's context.
    var context: [String: Any] {
        var result: [String: Any] = [
            "headline": headline, "tiles": tiles, "notices": notices.map { ["text": $0] },
        ]
        if let picture = TargetPicture(self) {
            result["target"] = ["svg": picture.draw(), "rows": picture.numbers] as [String: Any]
        }
        result["changes"] = changes
        result["first_rows"] = firstRows(content, texts)
        // Why a delivery is held takes room: it has some on the nights on which one is.
        let held =
            content.tables["inputs"].map { table in
                table.rows.contains { table.value($0, "held_since").string != nil }
            } ?? false
        result["inputs"] = PageTable(content: withoutWhatIsThere, texts: texts).context(
            "inputs",
            columns: ["title_*", "state", "newest_delivered_on", "age_days", "due_on"]
                + (held ? ["held_since", "held_*"] : [])
                + ["rows_in_force", "rows_rejected", "without_*"],
            empty: "overview.no_inputs")
        return result
    }

    /// The content with "without it we cannot say" only at the inputs that are not there or not current.
    private var withoutWhatIsThere: EditionContent {
        guard var inputs = content.tables["inputs"], inputs.ordinal("state") != nil else { return content }
        for name in ["without_da", "without_en"] {
            guard let ordinal = inputs.ordinal(name) else { continue }
            let isThere: Set<String> = ["current", "late", "ahead", "held"]
            for row in inputs.rows.indices
            where isThere.contains(inputs.value(inputs.rows[row], "state").string ?? "") {
                inputs.rows[row][ordinal] = .null
            }
        }
        var content = content
        content.tables["inputs"] = inputs
        return content
    }

    /// One sentence that can be read aloud.
    var headline: String {
        guard hasProperties else {
            return texts(
                "overview.headline_empty",
                ["buildings": words("register_buildings"), "area": words("register_area_m2")])
        }
        let facts = [
            "properties": words("properties"), "area": area("area_m2", least: "area_m2_low"),
            "candidates": words("candidates"), "candidate_area": words("candidate_m2"),
            "share": share("candidate_m2"), "saving": range("saving_dkk"), "low": words("target_low_percent"),
            "high": words("target_high_percent"),
            "with_place": words("candidates_with_place"), "without_place": words("candidates_without_place"),
            "plan_properties": words("plan_properties"), "plan_area": words("plan_m2"),
            "plan_share": share("plan_m2"), "plan_saving": words("plan_saving_dkk"),
        ]
        let some = number("candidates") ?? 0 > 0
        // The plan leads: what could be left, and what cannot, comes after what it leaves.
        guard hasPlan else { return texts(some ? "overview.headline" : "overview.headline_none", facts) }
        let all = number("candidates_without_place") == 0
        let placed =
            !some
            ? "overview.headline_no_candidates"
            : all ? "overview.headline_all_placed" : "overview.headline_candidates"
        return texts("overview.headline_plan", facts) + " " + texts(placed, facts)
    }

    /// Without the municipality's own list there is only the register to speak of.
    private var hasProperties: Bool { number("properties") ?? 0 > 0 }

    /// Whether a plan was made tonight; it may leave nothing.
    private var hasPlan: Bool { number("plan_properties") != nil }

    /// Of the baseline, in per cent.
    func percent(_ column: String) -> Double? {
        guard let part = number(column), let base = number("baseline_m2") ?? number("area_m2"), base > 0
        else { return nil }
        return part / base * 100
    }

    func share(_ column: String) -> String {
        percent(column).map { texts.number($0, unit: "percent", decimals: 1) } ?? "–"
    }

    private var tiles: [[String: Any]] {
        [
            tile(
                "plan", words("plan_m2"),
                hasPlan
                    ? texts(
                        "overview.plan_note",
                        [
                            "count": words("plan_properties"), "share": share("plan_m2"),
                            "saving": words("plan_saving_dkk"),
                        ])
                    : texts("overview.no_plan_note")),
            tile(
                "candidates", words("candidate_m2"),
                texts(
                    "overview.candidates_note",
                    [
                        "count": words("candidates"), "share": share("candidate_m2"),
                        "planned": words("candidates_in_plan"),
                        "with_place": words("candidates_with_place"),
                        "without_place": words("candidates_without_place"),
                    ])),
            tile(
                "saving", range("saving_dkk"),
                texts("overview.saving_note", ["backlog": words("backlog_dkk")])),
            tile(
                "flags", words("firm_flags") + " / " + words("open_flags"),
                texts(
                    "overview.flags_note",
                    ["gaps": words("data_gaps"), "guarded": words("guarded_flags")])),
            tile(
                "complete", words("complete_percent"),
                texts(
                    "overview.complete_note",
                    ["area": words("complete_m2"), "extended": words("extended_percent")])),
            tile(
                hasProperties ? "area" : "register_area",
                hasProperties ? area("area_m2", least: "area_m2_low") : words("register_area_m2"),
                areaNote
                    + (number("m2_per_citizen") == nil
                        ? ""
                        : "; "
                            + texts(
                                "overview.citizen_note",
                                ["area": texts.number(number("m2_per_citizen")!, unit: "m2", decimals: 1)]))),
            tile(
                "rejected", words("rejected_rows"),
                texts(
                    "overview.rejected_note",
                    ["unallocated": words("unallocated_dkk"), "all": words("unallocated_all_dkk")])),
        ]
    }

    private var areaNote: String {
        guard hasProperties else {
            return texts("overview.register_note", ["buildings": words("register_buildings")])
        }
        return texts(
            "overview.area_note",
            [
                "properties": words("properties"), "buildings": words("buildings"),
                "gross": area("gross_area_m2"),
            ])
    }

    private func tile(_ key: String, _ value: String, _ note: String) -> [String: Any] {
        ["label": texts("overview.\(key)"), "value": value, "note": note]
    }

    /// What a reader must know before the numbers.
    private var notices: [String] {
        var list: [String] = []
        if let corrected = content.corrects {
            list.append(texts("overview.corrects", ["edition": corrected]))
        }
        if let sentence = string("without_\(texts.language)"), !sentence.isEmpty { list.append(sentence) }
        if let inputs = content.tables["inputs"] {
            let missing = inputs.rows.filter {
                inputs.value($0, "mandatory").number == 1 && inputs.value($0, "state").string != "current"
            }
            for row in missing {
                list.append(
                    texts(
                        "overview.mandatory",
                        [
                            "input": inputs.value(row, "title_\(texts.language)").string ?? "",
                            "state": texts.code("state", inputs.value(row, "state").string ?? ""),
                        ]))
            }
        }
        if let accounts = number("uncategorised_accounts"), accounts > 0 {
            list.append(
                texts(
                    "overview.uncategorised",
                    ["amount": words("uncategorised_dkk"), "accounts": words("uncategorised_accounts")]))
        }
        if hasProperties, string("baseline_frozen_on") == nil { list.append(texts("overview.no_baseline")) }
        return list
    }

    /// Changes of area by cause; the parts sum to the total.
    private var changes: [String: Any] {
        guard let before = string("previous_on") else { return ["sentence": texts("overview.first_edition")] }
        let facts = [
            "before": NumberText.date(before, language: texts.language), "count": words("changed_properties"),
        ]
        guard let table = content.tables["changes"], !table.rows.isEmpty else {
            return ["sentence": texts("overview.no_changes", facts)]
        }
        let areas = table.rows.filter { table.value($0, "figure").string == "area_m2" }
        // Whatever causes the edition knows, in the order in which they are told.
        let causes = ["real", "register", "late", "window", "rule", "configuration", "decision", "plan"]
            .compactMap { cause -> [String: Any]? in
                let ofCause = table.rows.filter { table.value($0, "cause").string == cause }
                guard !ofCause.isEmpty else { return nil }
                let part = areas.filter { table.value($0, "cause").string == cause }.reduce(0) {
                    $0 + (table.value($1, "change").number ?? 0)
                }
                let count = ofCause.count
                return [
                    "label": texts.code("cause", cause), "area": texts.number(part, unit: "m2"),
                    "count": NumberText.decimal(Double(count), language: texts.language),
                ]
            }
        let total = areas.reduce(0) { $0 + (table.value($1, "change").number ?? 0) }
        let tables = PageTable(content: content, texts: texts)
        return [
            "sentence": texts("overview.changes", facts),
            "movement": tables.context(
                "movement", columns: ["figure", "value_before", "came", "went", "moved", "value_after"],
                empty: "overview.no_movement"),
            // Not "first": a part that is not there is looked for around it, where the page's first language
            // has that name.
            "weightiest": tables.context(
                "changes", columns: ["kind", "name", "change", "sentence_*"], limit: 10,
                empty: "overview.only_figures",
                keep: { row, table in table.value(row, "kind").string != "figure" }),
            "causes": causes, "total": texts.number(total, unit: "m2"),
            "total_count": NumberText.decimal(Double(table.rows.count), language: texts.language),
        ]
    }
}
