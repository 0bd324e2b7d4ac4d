/// The tables between the plan's SQL models and the optimiser: what it reads, and what it found for the
/// report to show.
///
/// Money is whole øre, space hundredths of a m², distance metres, disruption user-metres; shares are in
/// thousandths or millionths.
public enum PlanTables {
    /// Models of `5_plan` that state the question. A project that lacks one of them has no plan.
    public static let inputs = [
        "plan_activity", "plan_candidate", "plan_exclusive", "plan_guard", "plan_move", "plan_place",
        "plan_setting", "plan_user",
    ]

    /// The plan (`main`) and each scenario as one row.
    public static let result = EngineTables.Table(
        "plan_result",
        [
            "position": "INTEGER", "scenario": "TEXT", "title_da": "TEXT", "title_en": "TEXT",
            "status": "TEXT", "method": "TEXT", "target_permille": "INTEGER",
            "target_m2": "INTEGER", "baseline_m2": "INTEGER", "largest_m2": "INTEGER", "proved_m2": "INTEGER",
            "properties": "INTEGER", "area_m2": "INTEGER",
            "saving_ore": "INTEGER", "net_ore": "INTEGER", "one_off_ore": "INTEGER",
            "proceeds_ore": "INTEGER", "backlog_ore": "INTEGER",
            "users_moved": "INTEGER", "disruption_m": "INTEGER", "gap_millionths": "INTEGER",
            "solver_gap_millionths": "INTEGER",
            "greedy_saving_ore": "INTEGER", "greedy_area_m2": "INTEGER", "checked": "INTEGER",
            "solver": "TEXT", "sentence_da": "TEXT", "sentence_en": "TEXT",
        ])
    /// The properties that each of them leaves.
    public static let chosen = EngineTables.Table(
        "plan_chosen",
        [
            "scenario": "TEXT", "property_id": "TEXT", "users_moved": "INTEGER", "disruption_m": "INTEGER",
        ])
    /// Who goes where.
    public static let moved = EngineTables.Table(
        "plan_moved",
        [
            "scenario": "TEXT", "group_key": "TEXT", "room_key": "TEXT", "from_property_id": "TEXT",
            "to_property_id": "TEXT", "activity": "TEXT",
            "users": "INTEGER", "space_m2_100": "INTEGER", "distance_m": "INTEGER",
            "room_left_m2_100": "INTEGER",
        ])
    /// The properties that can be discussed apart: a part's number, the largest part first, and whether the
    /// property may be left at all.
    public static let part = EngineTables.Table(
        "plan_part",
        [
            "property_id": "TEXT", "part": "INTEGER", "may_leave": "INTEGER",
        ])
    /// For each target that was asked, in thousandths of the baseline, the plan there or that none is known.
    public static let frontier = EngineTables.Table(
        "plan_frontier",
        [
            "target_permille": "INTEGER", "target_m2": "INTEGER", "reachable": "INTEGER",
            "properties": "INTEGER", "area_m2": "INTEGER", "saving_ore": "INTEGER",
            "net_ore": "INTEGER", "one_off_ore": "INTEGER", "proceeds_ore": "INTEGER",
            "users_moved": "INTEGER", "disruption_m": "INTEGER",
            "gap_millionths": "INTEGER", "sentence_da": "TEXT", "sentence_en": "TEXT",
        ])
    /// Whether a property leaves in every plan close to the best, in some or in none (null: not settled), and
    /// what keeping it costs: a loss below 0 is a gain. At the least disruption that is then possible, and
    /// (equal) at the limit of disruption that the plan itself had.
    public static let core = EngineTables.Table(
        "plan_core",
        [
            "property_id": "TEXT", "in_plan": "INTEGER", "role": "TEXT", "proof": "TEXT",
            "keep_asked": "INTEGER", "keep_loss_ore": "INTEGER",
            "keep_loss_m2": "INTEGER", "keep_disruption_m": "INTEGER", "keep_reachable": "INTEGER",
            "replaced_by": "TEXT",
            "keep_equal_possible": "INTEGER", "keep_equal_loss_ore": "INTEGER", "sentence_da": "TEXT",
            "sentence_en": "TEXT",
        ])
    /// Limits of the plan by family: what lifting each would give, in øre a year and in m², and which of them
    /// forbid a target.
    public static let constraint = EngineTables.Table(
        "plan_constraint",
        [
            "position": "INTEGER", "code": "TEXT", "kind": "TEXT", "title_da": "TEXT", "title_en": "TEXT",
            "price_ore": "INTEGER", "price_m2": "INTEGER",
            "why_not_permille": "INTEGER", "sentence_da": "TEXT", "sentence_en": "TEXT",
        ])
    /// Instances, plans and the solver's model as text: kept with the edition under these paths.
    public static let file = EngineTables.Table("plan_file", ["path": "TEXT", "content": "TEXT"])

    /// All of them; the plan's step fills them, and models of the report read them.
    public static let all = [result, chosen, moved, part, frontier, core, constraint, file]
}
