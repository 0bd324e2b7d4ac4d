import Records

/// The way from the baseline, and the trend over editions.
func progressContext(_ content: EditionContent, _ texts: Texts) -> [String: Any] {
    let tables = PageTable(content: content, texts: texts)
    var result: [String: Any] = [
        "steps": tables.context(
            "waterfall",
            columns: [
                "step", "area_m2", "area_m2_low", "area_m2_high", "properties", "saving_dkk", "sentence_*",
            ], empty: "progress.no_waterfall"),
        "changes": tables.context(
            "changes",
            columns: ["kind", "name", "figure", "value_before", "value_after", "change", "sentence_*"],
            limit: 100,
            empty: "progress.no_changes", keep: { row, table in table.value(row, "material").number == 1 }),
    ]
    if let changes = content.tables["changes"] {
        let small = changes.rows.count { changes.value($0, "material").number == 0 }
        if small > 0 {
            let count = NumberText.decimal(Double(small), language: texts.language)
            result["small"] = texts(
                "progress.small_changes", ["count": count, "file": changes.file ?? changes.name])
        }
    }
    if let waterfall = Waterfall(content, texts) { result["waterfall"] = ["svg": waterfall.draw()] }
    let trend = trendPictures(content, texts)
    if trend.isEmpty {
        result["no_trend"] = texts("progress.no_trend")
    } else {
        result["trend"] = ["pictures": trend]
    }
    return result
}

/// The plan with its alternatives.
func planContext(_ content: EditionContent, _ texts: Texts) -> [String: Any] {
    let tables = PageTable(content: content, texts: texts)
    guard let scenarios = content.tables["plan_scenario"], !scenarios.rows.isEmpty else {
        return ["none": texts("plan.none")]
    }
    var result: [String: Any] = [
        "properties": tables.context(
            "plan",
            columns: [
                "position", "name", "sector", "area_m2", "cumulative_percent", "saving_dkk", "one_off_dkk",
                "users_moved", "mean_distance_m", "leave_on",
                "role",
            ], limit: 300,
            empty: "plan.empty"),
        // Where the rules alone would have said something else, the sentence that reconciles the two stands
        // beside the plan.
        "reconciled": tables.context(
            "plan", columns: ["name", "outcome_class", "conclusion_*"], limit: 300,
            empty: "plan.all_candidates",
            keep: { row, table in table.value(row, "outcome_class") != .text("exit_candidate") }),
        "years": tables.context(
            "plan_year",
            columns: [
                "year", "properties", "area_m2", "users_moved", "one_off_dkk", "saving_dkk",
                "cumulative_saving_dkk",
            ],
            empty: "plan.empty"),
        "moves": tables.context(
            "plan_move",
            columns: [
                "from_name", "to_name", "activity", "users", "area_m2", "distance_m",
                "occupancy_after_percent", "occupancy_later_percent", "remaining_m2",
            ], limit: 300, empty: "plan.no_moves"),
        "receivers": tables.context(
            "plan_receiver",
            columns: [
                "name", "sector", "users", "users_arriving", "users_after", "users_after_5", "users_after_10",
                "capacity",
                "reserve_places", "places_left", "occupancy_later_percent", "remaining_m2", "sentence_*",
            ], limit: 300, empty: "plan.no_moves"),
        "localities": tables.context(
            "plan_locality",
            columns: [
                "locality", "properties", "properties_left", "area_m2", "left_m2", "left_percent", "users",
                "users_moved",
                "moved_percent", "users_arriving", "sentence_*",
            ], limit: 300, empty: "plan.empty",
            sums: [
                "properties", "properties_left", "area_m2", "left_m2", "users", "users_moved",
                "users_arriving",
            ]),
        "parts": tables.context(
            "plan_part",
            columns: [
                "part", "properties", "may_leave", "name", "locality", "sector", "area_m2", "people",
                "sentence_*",
            ],
            limit: 300, empty: "plan.empty"),
        "protected": tables.context(
            "plan_protected", columns: ["name", "locality", "sector", "area_m2", "people", "sentence_*"],
            limit: 300,
            empty: "plan.no_protected"),
        "unjudged": tables.context(
            "plan_unjudged",
            columns: ["name", "locality", "sector", "tenure", "area_m2", "people", "sentence_*"], limit: 300,
            empty: "plan.no_unjudged"),
        "scenarios": tables.context(
            "plan_scenario",
            columns: [
                "title_*", "status", "target_percent", "area_percent", "largest_percent", "properties",
                "saving_dkk", "net_saving_dkk", "one_off_dkk", "proceeds_dkk",
                "users_moved", "gap_percent", "solver_gap_percent", "checked",
            ], empty: "plan.none"),
        // In a column a few words wide each would be as long as the page.
        "others": scenarios.rows.filter { scenarios.value($0, "scenario").string != "main" }.map { row in
            [
                "title": words(row, "title", scenarios, texts),
                "sentence": words(row, "sentence", scenarios, texts),
            ]
        },
        "frontier": tables.context(
            "plan_frontier",
            columns: [
                "target_percent", "reachable", "properties", "area_m2", "saving_dkk", "one_off_dkk",
                "proceeds_dkk", "users_moved", "disruption_km", "gap_percent",
            ],
            empty: "plan.no_frontier"),
        "core": tables.context(
            "plan_core",
            columns: [
                "name", "role", "keep_loss_dkk", "keep_disruption_km", "keep_loss_m2", "keep_reachable",
                "keep_equal_loss_dkk", "keep_equal_possible",
                "replaced_names",
            ], limit: 300, empty: "plan.no_core"),
        "constraints": tables.context(
            "plan_constraint",
            columns: ["title_*", "kind", "price_dkk", "price_m2", "why_not_percent", "sentence_*"],
            empty: "plan.no_constraints"),
        "sentence": mainSentence(scenarios, texts),
    ]
    if let svg = frontierPicture(content, texts) { result["frontier_picture"] = ["svg": svg] }
    return result
}

/// The plan's own sentence.
func mainSentence(_ scenarios: ReportTable, _ texts: Texts) -> String {
    let main = scenarios.rows.first { scenarios.value($0, "scenario").string == "main" } ?? scenarios.rows[0]
    return words(main, "sentence", scenarios, texts)
}

/// A row's text of this kind in the reader's language.
private func words(_ row: [Value], _ kind: String, _ table: ReportTable, _ texts: Texts) -> String {
    table.value(row, "\(kind)_\(texts.language)").string ?? ""
}

/// What to know before trusting the numbers.
func qualityContext(_ content: EditionContent, _ texts: Texts) -> [String: Any] {
    let tables = PageTable(content: content, texts: texts)
    return [
        "missing": tables.context(
            "missing_data",
            columns: ["rank", "datum", "name", "properties", "area_m2", "open_flags", "sentence_*"],
            limit: 100, empty: "quality.no_missing"),
        "reconciliation": tables.context(
            "reconciliation",
            columns: [
                "kind", "property_id", "name", "bfe_number", "owner_code", "list_area_m2", "register_area_m2",
                "difference_m2", "sentence_*",
            ], limit: 100,
            empty: "quality.no_reconciliation"),
        "rejects": tables.context(
            "rejects", columns: ["feed", "file", "line", "record", "column_name", "value", "sentence_*"],
            limit: 100, empty: "quality.no_rejects"),
        "drift": tables.context(
            "drift", columns: ["feed", "file", "code", "column_name", "detail", "count"], limit: 100,
            empty: "quality.no_drift"),
        "parts": tables.context(
            "missing_parts", columns: ["name", "input", "part", "period", "sentence_*"], limit: 100,
            empty: "quality.no_parts"),
        "uncategorised": tables.context(
            "uncategorised", columns: ["account", "function", "amount_dkk", "row_count", "properties"],
            limit: 50,
            empty: "quality.no_uncategorised"),
        "unallocated": tables.context(
            "unallocated",
            columns: ["period", "account", "cost_centre", "amount_dkk", "row_count", "last_twelve_months"],
            limit: 50, empty: "quality.no_unallocated"),
        "decisions": tables.context(
            "decisions",
            columns: [
                "name", "verdict", "reason", "decided_by_role", "decided_on", "valid_until", "state",
                "sentence_*",
            ], limit: 200,
            empty: "quality.no_decisions"),
    ]
}

/// Definitions, thresholds, rule sets, sources: generated from the catalogue.
func methodContext(_ content: EditionContent, _ texts: Texts) -> [String: Any] {
    let tables = PageTable(content: content, texts: texts)
    return [
        "glossary": tables.context(
            "glossary", columns: ["title_*", "kind", "definition_*", "formula", "unit", "source"], limit: 500,
            empty: "method.no_glossary"),
        "thresholds": tables.context(
            "thresholds", columns: ["name", "sector", "flag", "value", "source", "dated", "note_*"],
            limit: 500, empty: "method.no_thresholds"),
        "rule_sets": tables.context(
            "rule_sets",
            columns: [
                "title_*", "sector", "judged_properties", "properties", "area_m2", "area_m2_low",
                "area_m2_high", "share_percent", "source", "dated",
            ],
            empty: "method.no_rule_sets"),
        "benchmarks": tables.context(
            "benchmarks",
            columns: [
                "figure", "sector", "own_value", "properties", "value", "scope_*", "year", "source",
                "sentence_*",
            ],
            empty: "method.no_benchmarks"),
        "sources": tables.context(
            "sources", columns: ["source", "title", "dated", "url"], limit: 500, empty: "method.no_sources"),
    ]
}

/// The council's paper: the proposal, every property that is left, where its users go, the years and the
/// hearings, and what it rests on.
func paperContext(_ content: EditionContent, _ texts: Texts, _ overview: Overview) -> [String: Any] {
    let tables = PageTable(content: content, texts: texts, longest: 90)
    let planned = !(content.tables["plan"]?.rows.isEmpty ?? true)
    var result: [String: Any] = [
        "closures": tables.context(
            "plan",
            columns: ["name", "sector", "area_m2", "saving_dkk", "one_off_dkk", "users_moved", "leave_on"],
            limit: 30,
            empty: "plan.empty", largest: "area_m2", sums: ["area_m2", "saving_dkk", "users_moved"]),
        "moves": tables.context(
            "plan_move",
            columns: ["from_name", "to_name", "activity", "users", "distance_m", "occupancy_after_percent"],
            limit: 40,
            empty: "plan.no_moves", largest: "users", sums: ["users"]),
        "receivers": tables.context(
            "plan_receiver",
            columns: [
                "name", "sector", "users", "users_arriving", "users_after", "users_after_5", "users_after_10",
                "capacity",
                "reserve_places", "places_left", "occupancy_later_percent",
            ], limit: 40, empty: "plan.no_moves", largest: "users_arriving", sums: ["users_arriving"]),
        "years": tables.context(
            "plan_year",
            columns: [
                "year", "properties", "area_m2", "users_moved", "one_off_dkk", "saving_dkk",
                "cumulative_saving_dkk",
            ],
            empty: "plan.empty"),
        "hearings": tables.context(
            "plan", columns: ["name", "propose_by", "object_until", "decide_by", "leave_on"], limit: 40,
            empty: "paper.no_hearings",
            largest: "area_m2", sums: ["area_m2"],
            keep: { row, table in table.value(row, "propose_by") != .null }),
        "candidates": tables.context(
            "candidates", columns: ["rank", "name", "sector", "area_m2", "saving_dkk", "has_place", "state"],
            limit: 30,
            empty: "candidates.none", largest: "area_m2", sums: ["area_m2", "saving_dkk"]),
        "missing": tables.context(
            "missing_data", columns: ["rank", "name", "area_m2", "sentence_*"], limit: 5,
            empty: "quality.no_missing", sums: ["area_m2"]),
        "inputs": tables.context(
            "inputs", columns: ["title_*", "state", "newest_delivered_on", "age_days"], limit: 4,
            empty: content.tables["inputs"] == nil ? "overview.no_inputs" : "paper.all_current",
            keep: { row, table in table.value(row, "state").string != "current" }),
        "scenarios": tables.context(
            "plan_scenario",
            columns: ["title_*", "status", "area_percent", "properties", "saving_dkk", "users_moved"],
            limit: 4, empty: "plan.none"),
        "planned": planned,
    ]
    if let scenarios = content.tables["plan_scenario"], !scenarios.rows.isEmpty {
        result["plan_sentence"] = mainSentence(scenarios, texts)
        if planned { result["proposal"] = proposal(scenarios, overview, texts) }
    }
    return result
}

/// What the council is asked to decide, in one sentence with the plan's own numbers.
private func proposal(_ scenarios: ReportTable, _ overview: Overview, _ texts: Texts) -> String {
    let main = scenarios.rows.first { scenarios.value($0, "scenario").string == "main" } ?? scenarios.rows[0]
    func money(_ column: String) -> String {
        scenarios.value(main, column).number.map { texts.short($0, unit: "dkk") } ?? "–"
    }
    return texts(
        "paper.proposal",
        [
            "properties": overview.words("plan_properties"), "area": overview.words("plan_m2"),
            "share": overview.share("plan_m2"),
            "saving": overview.words("plan_saving_dkk"), "one_off": money("one_off_dkk"),
            "proceeds": money("proceeds_dkk"),
            "users": scenarios.value(main, "users_moved").number.map { texts.number($0) } ?? "–",
        ])
}
