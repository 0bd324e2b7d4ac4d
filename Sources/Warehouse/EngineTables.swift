/// The tables that the engine itself fills for models to read.
///
/// They hold nothing that differs between two runs of the same night: no clock, no run number, no host.
public enum EngineTables {
    /// A table with its columns.
    public struct Table: Sendable {
        /// Its name in the warehouse.
        public var name: String
        /// In order, with SQLite's type.
        public var columns: [(name: String, sqlType: String)]
        init(_ name: String, _ columns: KeyValuePairs<String, String>) {
            self.name = name
            self.columns = columns.map { ($0.key, $0.value) }
        }
    }

    /// One row: the night's date, the dates that models reckon with, since SQL here has no date functions,
    /// and the run, which no model may read.
    public static let night = Table(
        "night",
        [
            "as_of": "TEXT", "run": "INTEGER", "as_of_utc": "TEXT", "month_start": "TEXT",
            "year_start": "TEXT", "months_ago_3": "TEXT",
            "months_ago_6": "TEXT", "months_ago_12": "TEXT", "months_ago_24": "TEXT", "years_ago_2": "TEXT",
            "years_ago_5": "TEXT", "year": "INTEGER",
            "years_ahead_5": "INTEGER", "years_ahead_10": "INTEGER",
        ])
    /// One row a feed: how it stands on the night (`FeedState`).
    public static let feed = Table(
        "raw_feed",
        [
            "feed": "TEXT", "title_da": "TEXT", "title_en": "TEXT", "mandatory": "INTEGER", "state": "TEXT",
            "newest_delivered_on": "TEXT",
            "age_days": "INTEGER", "files_in_force": "INTEGER", "rows_in_force": "INTEGER", "due_on": "TEXT",
            "stale_after_days": "INTEGER",
            "held_since": "TEXT", "held_da": "TEXT", "held_en": "TEXT",
        ])
    /// One row a delivered file, with its counts; `state` says `superseded` of one without a row in force.
    public static let file = Table(
        "raw_file",
        [
            "_file": "INTEGER", "feed": "TEXT", "file": "TEXT", "sha256": "TEXT", "delivered_on": "TEXT",
            "state": "TEXT", "records_read": "INTEGER",
            "rows_accepted": "INTEGER", "rows_unchanged": "INTEGER", "rows_rejected": "INTEGER",
            "rows_not_in_force": "INTEGER", "reason": "TEXT",
        ])
    /// One row a fault of a record that is set aside, as long as nobody has waived it and no later file
    /// settled it.
    public static let reject = Table(
        "raw_reject",
        [
            "feed": "TEXT", "file": "TEXT", "line": "INTEGER", "record": "INTEGER", "column_name": "TEXT",
            "code": "TEXT", "value": "TEXT",
            "sentence_da": "TEXT", "sentence_en": "TEXT", "raw": "TEXT",
        ])
    /// What is worth knowing of delivered files, counted: `LedgerEvent`.
    public static let event = Table(
        "raw_event",
        [
            "feed": "TEXT", "file": "TEXT", "code": "TEXT", "column_name": "TEXT", "detail": "TEXT",
            "count": "INTEGER",
        ])
    /// The authority's figures of earlier nights, never of this one.
    public static let historyTotal = Table(
        "history_total", ["as_of": "TEXT", "figure": "TEXT", "value": "REAL"])
    /// Each property's figures of earlier nights, never of this one.
    public static let historyProperty = Table(
        "history_property", ["as_of": "TEXT", "property_id": "TEXT", "figure": "TEXT", "value": "REAL"])
    /// The authority's figures as the newest baseline froze them.
    public static let baselineTotal = Table(
        "baseline_total", ["frozen_on": "TEXT", "as_of": "TEXT", "figure": "TEXT", "value": "REAL"])
    /// Each property's figures as the newest baseline froze them.
    public static let baselineProperty = Table(
        "baseline_property",
        [
            "frozen_on": "TEXT", "as_of": "TEXT", "property_id": "TEXT", "figure": "TEXT", "value": "REAL",
        ])

    /// All of them; the compiler knows no others.
    public static let all = [
        night, feed, file, reject, event, dangling, historyTotal, historyProperty, baselineTotal,
        baselineProperty,
    ]
}
