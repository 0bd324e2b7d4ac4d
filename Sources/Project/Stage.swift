/// The seven stages of a night, in the order in which data flow. The same word is the folder in `pipelines/`,
/// the prefix of the tables, the argument on the command line and the heading in the documentation.
public enum Stage: String, CaseIterable, Sendable, Comparable {
    case given, raw, core, kpi, flag, plan, report

    /// Position in the flow; a model reads its own stage or a lower one.
    public var order: Int { Self.allCases.firstIndex(of: self)! }

    /// Folder under `pipelines/`, such as `2_core`.
    public var folder: String { "\(order)_\(rawValue)" }

    /// In the order in which data flow.
    public static func < (a: Stage, b: Stage) -> Bool { a.order < b.order }

    /// The stage whose prefix a table name has; nil for the engine's own tables (`night`, `history_…`,
    /// `baseline_…`).
    public static func of(table: String) -> Stage? {
        allCases.first { table.hasPrefix($0.rawValue + "_") }
    }
}
