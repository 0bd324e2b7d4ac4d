/// The ledger's tables as the program reads and writes them. `schemas/ledger` makes them; a test holds the
/// two together.
enum LedgerShape {
    static let tables: [(name: String, columns: [String])] = [
        ("ledger_arrival", ["file", "arrival", "name", "claimed_on", "delivered_on", "run"]),
        ("ledger_audit", ["run", "audit", "table_name", "severity", "says", "row_count", "sample"]),
        ("ledger_baseline", ["frozen_on", "edition", "program", "frozen_at", "after_run"]),
        ("ledger_baseline_file", ["frozen_on", "feed", "name", "sha256", "delivered_on", "rows_in_force"]),
        ("ledger_baseline_property", ["frozen_on", "as_of", "property_id", "figure", "value"]),
        ("ledger_baseline_total", ["frozen_on", "as_of", "figure", "value"]),
        ("ledger_configuration", ["configuration", "file", "fingerprint"]),
        ("ledger_decision", ["file", "verdict", "run", "by_role", "why"]),
        ("ledger_edition", ["name", "as_of", "content", "corrects", "run"]),
        ("ledger_event", ["file", "code", "column_name", "detail", "occurrences", "news", "detail_da"]),
        (
            "ledger_file",
            [
                "file", "sha256", "name", "feed", "byte_count", "claimed_on", "delivered_on", "arrival",
                "state", "reader", "records_read",
                "rows_loaded", "rows_rejected", "rows_duplicate", "rows_in_force", "fault_code", "fault_line",
                "fault_column", "fault_byte",
                "fault_da", "fault_en", "contract", "run", "serial", "kind", "rows_unchanged", "rows_ended",
                "rows_replaced",
                "rows_not_ours", "sheet", "channel", "rows_same",
            ]
        ),
        ("ledger_held", ["file", "places"]),
        ("ledger_history_property", ["as_of", "property_id", "figure", "value"]),
        ("ledger_history_total", ["as_of", "figure", "value"]),
        ("ledger_record_key", ["feed", "seed"]),
        ("ledger_reference", ["feed", "version"]),
        (
            "ledger_refusal",
            [
                "file", "sha256", "name", "feed", "byte_count", "claimed_on", "delivered_on", "arrival",
                "state", "reader", "records_read",
                "rows_loaded", "rows_rejected", "rows_duplicate", "rows_in_force", "fault_code", "fault_line",
                "fault_column", "fault_byte",
                "fault_da", "fault_en", "contract", "run", "serial", "kind", "rows_unchanged", "rows_ended",
                "rows_replaced",
                "rows_not_ours", "sheet", "channel", "rows_same",
            ]
        ),
        (
            "ledger_reject",
            [
                "reject", "run", "file", "line", "column_number", "byte", "record", "column_name", "code",
                "value", "sentence_da", "sentence_en",
                "raw", "contract", "state", "waived_by", "waived_why", "waived_run", "kept",
            ]
        ),
        (
            "ledger_run",
            [
                "run", "as_of", "command", "program", "started_at", "ended_at", "outcome", "exit_code",
                "edition", "configuration",
            ]
        ),
        (
            "ledger_step",
            [
                "run", "step", "stage", "name", "reason", "outcome", "row_count", "detail", "started_at",
                "ended_at", "cpu_ms",
            ]
        ),
        ("ledger_sum", ["file", "period", "shape", "row_count", "totals", "sums"]),
        ("ledger_superseded", ["file", "run"]),
        ("ledger_table", ["name", "stage", "version", "row_count", "built_by", "stale", "content"]),
        ("ledger_waiting", ["name", "code", "feed", "detail", "first_seen", "run"]),
    ]
}
