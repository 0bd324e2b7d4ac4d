/// The report's tables and columns as the program and the page's script read them; the promises in
/// `schemas/reports` must make them.
///
/// A table or column that is missing there empties a section, a picture or an answer without a word. Declared
/// once, held against the project before anything is touched (`ReportCheck`); a test reads the sources and
/// the script and finds what is named there and not here.
public enum ReportShape {
    /// By table, without `report_`; both in the order in which they are declared, tables by name.
    public static let tables: [(name: String, columns: [String])] = [
        (
            "benchmarks",
            [
                "position", "figure", "sector", "unit", "own_value", "properties", "value", "scope_da",
                "scope_en",
                "year", "source", "same_area", "sentence_da", "sentence_en",
            ]
        ),
        (
            "buildings",
            [
                "building_id", "property_id", "name", "address", "address_source", "bfe_number",
                "authority_code", "sector",
                "conclusion", "built_year", "total_area_m2", "attic_m2", "basement_m2", "area_m2",
                "condition_mark", "backlog_dkk", "easting_m", "northing_m", "file", "line", "record",
            ]
        ),
        (
            "candidates",
            [
                "rank", "property_id", "name", "address", "locality", "sector", "authority_code", "tenure",
                "in_plan", "conclusion", "conclusion_da", "conclusion_en", "has_place", "outcome_class",
                "rule", "state",
                "firm_flags", "open_flags", "area_m2", "area_m2_low", "area_m2_high", "net_area_m2", "users",
                "capacity", "m2_per_user", "norm_m2_per_user", "occupancy_percent", "present_percent",
                "cost_per_m2_dkk", "condition_mark", "backlog_dkk", "need_percent", "saving_dkk",
                "saving_per_m2_dkk", "cumulative_percent", "data_level", "verdict", "since_on", "easting_m",
                "northing_m",
            ]
        ),
        (
            "changes",
            [
                "position", "kind", "property_id", "name", "sector", "feed", "figure", "unit", "value_before",
                "value_after", "text_before", "text_after", "change", "cause", "material", "sentence_da",
                "sentence_en",
            ]
        ),
        (
            "decisions",
            [
                "property_id", "name", "verdict", "reason", "decided_by_role", "decided_on", "valid_until",
                "evidence_threshold_percent", "effect", "effect_on", "state", "outcome_class", "sentence_da",
                "sentence_en",
            ]
        ),
        ("drift", ["feed", "file", "code", "column_name", "detail", "count"]),
        (
            "evidence",
            [
                "property_id", "figure", "position", "feed", "file", "line", "record", "part", "key", "value",
                "unit",
                "row_count",
            ]
        ),
        (
            "figures",
            [
                "property_id", "name", "sector", "position", "figure", "value", "value_low", "value_high",
                "unit", "period", "norm", "sector_first_quartile", "sector_median", "sector_third_quartile",
                "data_level", "reason",
            ]
        ),
        (
            "glossary",
            [
                "kind", "position", "term", "title_da", "title_en", "definition_da", "definition_en",
                "formula", "unit", "source",
            ]
        ),
        ("history", ["property_id", "figure", "as_of", "value", "unit"]),
        (
            "inputs",
            [
                "position", "feed", "title_da", "title_en", "mandatory", "state", "newest_delivered_on",
                "age_days", "due_on", "held_since", "held_da", "held_en", "files_in_force", "rows_in_force",
                "rows_rejected", "without_da", "without_en",
            ]
        ),
        ("ladder", ["property_id", "position", "rung", "verdict", "chosen", "area_m2", "saving_dkk"]),
        (
            "missing_data",
            [
                "rank", "datum", "feed", "property_id", "name", "sector", "properties", "area_m2",
                "open_flags", "sentence_da", "sentence_en",
            ]
        ),
        ("missing_parts", ["property_id", "name", "input", "part", "period", "sentence_da", "sentence_en"]),
        ("movement", ["figure", "value_before", "came", "went", "moved", "value_after"]),
        (
            "plan",
            [
                "position", "property_id", "name", "address", "locality", "sector", "authority_code",
                "tenure",
                "area_m2", "cumulative_percent", "saving_dkk", "one_off_dkk", "proceeds_dkk", "backlog_dkk",
                "users_moved", "mean_distance_m", "leave_on", "propose_by", "object_until", "decide_by",
                "role", "conclusion", "conclusion_da", "conclusion_en", "outcome_class", "state",
                "firm_flags", "open_flags", "easting_m", "northing_m",
            ]
        ),
        (
            "plan_constraint",
            [
                "position", "code", "kind", "title_da", "title_en", "price_dkk", "price_m2",
                "why_not_percent", "sentence_da", "sentence_en",
            ]
        ),
        (
            "plan_core",
            [
                "position", "property_id", "name", "sector", "role", "keep_loss_dkk", "keep_loss_m2",
                "keep_disruption_km", "keep_equal_possible", "keep_equal_loss_dkk",
                "keep_reachable", "replaced_by", "replaced_names",
            ]
        ),
        (
            "plan_frontier",
            [
                "target_percent", "reachable", "properties", "area_m2", "area_percent", "saving_dkk",
                "one_off_dkk", "proceeds_dkk", "users_moved", "disruption_km", "gap_percent",
            ]
        ),
        (
            "plan_locality",
            [
                "position", "locality", "properties", "properties_left", "area_m2", "left_m2", "left_percent",
                "users",
                "users_moved", "moved_percent", "users_arriving", "sentence_da", "sentence_en",
            ]
        ),
        (
            "plan_move",
            [
                "position", "from_property_id", "from_name", "to_property_id", "to_name", "activity", "users",
                "area_m2", "distance_m", "occupancy_after_percent", "occupancy_later_percent", "remaining_m2",
            ]
        ),
        (
            "plan_part",
            [
                "position", "part", "properties", "may_leave", "property_id", "name", "locality", "sector",
                "area_m2", "people",
                "sentence_da", "sentence_en",
            ]
        ),
        (
            "plan_protected",
            [
                "property_id", "name", "locality", "sector", "area_m2", "people", "scope", "reason",
                "decided_by", "until_on",
                "sentence_da", "sentence_en",
            ]
        ),
        (
            "plan_receiver",
            [
                "position", "property_id", "name", "sector", "locality", "users_arriving", "users",
                "users_5", "users_10", "users_after", "users_after_5", "users_after_10", "capacity",
                "reserve_places",
                "places_left", "occupancy_percent", "occupancy_after_percent", "occupancy_later_percent",
                "reserve_m2",
                "remaining_m2", "sentence_da", "sentence_en",
            ]
        ),
        (
            "plan_scenario",
            [
                "position", "scenario", "title_da", "title_en", "status", "target_percent", "area_percent",
                "largest_percent", "properties", "area_m2", "saving_dkk", "net_saving_dkk", "one_off_dkk",
                "proceeds_dkk", "users_moved", "disruption_km", "gap_percent", "solver_gap_percent",
                "checked", "sentence_da", "sentence_en",
            ]
        ),
        (
            "plan_unjudged",
            [
                "property_id", "name", "locality", "sector", "tenure", "area_m2", "people", "sentence_da",
                "sentence_en",
            ]
        ),
        (
            "plan_year",
            [
                "year", "properties", "area_m2", "users_moved", "one_off_dkk", "saving_dkk",
                "cumulative_saving_dkk",
            ]
        ),
        (
            "properties",
            [
                "in_plan", "property_id", "name", "address", "address_source", "locality", "sector",
                "authority_code",
                "bfe_number", "tenure", "must_keep_reason", "conclusion", "conclusion_da", "conclusion_en",
                "has_place",
                "outcome_class", "rule", "reason_da", "reason_en", "state", "firm_flags", "open_flags",
                "guards", "area_m2", "area_m2_low", "area_m2_high", "net_area_m2", "users", "capacity",
                "m2_per_user", "norm_m2_per_user", "occupancy_percent", "present_percent", "cost_per_m2_dkk",
                "condition_mark", "backlog_dkk", "need_percent", "saving_dkk", "saving_per_m2_dkk",
                "vacant_m2", "data_level", "verdict", "since_on", "easting_m", "northing_m", "file", "line",
                "record",
            ]
        ),
        (
            "reasons",
            [
                "property_id", "position", "flag", "state", "value_low", "value_high", "threshold", "unit",
                "guard", "decides", "counterfactual_input", "counterfactual_change", "counterfactual_unit",
                "counterfactual_da", "counterfactual_en",
            ]
        ),
        (
            "reconciliation",
            [
                "position", "kind", "property_id", "name", "bfe_number", "owner_code", "list_area_m2",
                "register_area_m2", "difference_m2", "sentence_da", "sentence_en",
            ]
        ),
        (
            "rejects",
            [
                "feed", "file", "line", "record", "column_name", "code", "value", "sentence_da",
                "sentence_en",
            ]
        ),
        (
            "rule_sets",
            [
                "position", "title_da", "title_en", "sector", "judged_properties", "properties", "area_m2",
                "area_m2_low", "area_m2_high", "share_percent", "source", "dated",
            ]
        ),
        (
            "sectors",
            [
                "authority_code", "sector", "position", "figure", "unit", "properties", "area_m2", "minimum",
                "first_quartile", "median", "third_quartile", "maximum", "norm", "norm_source",
            ]
        ),
        ("sources", ["source", "title", "url", "dated"]),
        (
            "summary",
            [
                "position", "scope", "title_da", "title_en", "authority_name", "as_of", "properties",
                "buildings", "area_m2", "area_m2_low", "area_m2_high", "gross_area_m2", "register_buildings",
                "register_area_m2",
                "baseline_m2", "baseline_frozen_on", "target_low_percent", "target_high_percent",
                "candidates", "candidate_m2", "candidates_with_place", "candidates_without_place",
                "candidates_in_plan", "plan_properties", "saving_dkk", "backlog_dkk", "plan_m2",
                "plan_saving_dkk", "firm_flags", "open_flags", "guarded_flags", "data_gaps", "complete_m2",
                "complete_percent", "extended_percent", "m2_per_citizen", "rejected_rows", "unallocated_dkk",
                "unallocated_all_dkk", "uncategorised_dkk", "uncategorised_accounts", "changed_properties",
                "previous_on", "without_da", "without_en",
            ]
        ),
        ("thresholds", ["name", "sector", "flag", "value", "unit", "source", "dated", "note_da", "note_en"]),
        ("trend", ["as_of", "figure", "value", "unit"]),
        ("uncategorised", ["account", "function", "amount_dkk", "row_count", "properties"]),
        (
            "unallocated",
            [
                "period", "account", "cost_centre", "amount_dkk", "row_count", "last_twelve_months",
            ]
        ),
        (
            "uses",
            [
                "property_id", "position", "name", "sector", "main", "share_percent", "area_m2",
                "area_m2_low",
                "area_m2_high", "users", "users_low", "users_high", "capacity", "m2_per_user",
                "m2_per_user_low", "m2_per_user_high", "norm_m2_per_user", "occupancy_percent", "vacant_m2",
                "file", "line",
            ]
        ),
        (
            "waterfall",
            [
                "position", "step", "kind", "area_m2", "area_m2_low", "area_m2_high", "properties",
                "saving_dkk", "sentence_da", "sentence_en",
            ]
        ),
    ]
}
