import Foundation
import Project
import Records
import Warehouse

/// What ran: nights and their steps, one line each.
public struct Log {
    private let warehouse: Warehouse

    /// - Throws: `ConfigurationFailure` where the project is wrong, `UsageFailure` where no night has run
    ///   yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String) throws {
        warehouse = try PastNights(root: root).openWarehouse()
    }

    /// Columns of a run and of a step, in the order of the line and by their names in JSON.
    static let runColumns = [
        "run", "as_of", "command", "program", "started_at", "ended_at", "outcome", "exit_code", "edition",
    ]
    static let stepColumns = [
        "run", "step", "stage", "name", "reason", "outcome", "row_count", "detail", "started_at", "ended_at",
        "cpu_ms",
    ]

    /// The last runs, oldest first; of one run also its steps, and with `steps` those of every run shown.
    ///
    /// - Throws: `UsageFailure` where there is no such run.
    public func text(run: Int? = nil, last: Int = 20, steps: Bool = false, json: Bool = false) throws
        -> String
    {
        try warehouse.read { transaction in
            let condition =
                run == nil ? "run > (SELECT coalesce(max(run), 0) FROM ledger_run) - ?" : "run = ?"
            let runs = try transaction.rows(
                """
                SELECT \(Self.runColumns.joined(separator: ", ")) FROM ledger_run WHERE \(condition) \
                ORDER BY run
                """,
                [.integer(Int64(run ?? last))])
            if runs.isEmpty, let run { throw UsageFailure("there is no run \(run); next: kvadratur log") }
            var lines: [String] = []
            for cells in runs {
                lines.append(json ? Self.object("run", Self.runColumns, cells) : Self.line(run: cells))
                guard steps || run != nil else { continue }
                for step in try transaction.rows(
                    """
                    SELECT \(Self.stepColumns.joined(separator: ", ")) FROM ledger_step WHERE run = ? \
                    ORDER BY step
                    """,
                    [cells[0]])
                { lines.append(json ? Self.object("step", Self.stepColumns, step) : Self.line(step: step)) }
            }
            return lines.map { $0 + "\n" }.joined()
        }
    }

    private static func line(run: [Value]) -> String {
        let ended = run[7] == .null ? "" : ", exit \(run[7].plain)"
        return
            """
            \(run[4].plain)  run \(run[0].plain)  night \(run[1].plain)  \(run[6].plain)\(ended)  \
            \(VisibleText.of(run[2].plain))  \(run[8].optional ?? "no edition")
            """
    }

    private static func line(step: [Value]) -> String {
        let rows = step[6] == .null ? "" : "  \(Figures.rows(step[6].int))"
        let detail = step[7] == .null ? "" : "  \(VisibleText.of(step[7].plain))"
        let cost = step[10] == .null ? "" : "  \(step[10].int) ms CPU"
        return
            """
            \(step[8].plain)  run \(step[0].plain).\(step[1].plain)  \(step[2].plain)  \
            \(VisibleText.of(step[3].plain))  \(step[5].plain)\(rows)\(cost)\(detail)  \
            (\(VisibleText.of(step[4].plain)))
            """
    }

    /// One object on one line.
    static func object(_ kind: String, _ names: [String], _ cells: [Value]) -> String {
        let fields = zip(names, cells).map { name, value in
            switch value {
            case .null: "\"\(name)\":null"
            case .integer, .real: "\"\(name)\":\(value.plain)"
            case .text(let text): "\"\(name)\":\(quoted(text))"
            }
        }
        return "{\"kind\":\"\(kind)\"," + fields.joined(separator: ",") + "}"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
