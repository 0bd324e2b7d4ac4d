import Foundation
import Project
import Records
import Warehouse

/// The frozen starting point. Once frozen it never changes; a later one takes over from its own night on.
public struct Baseline {
    private let warehouse: Warehouse
    private let places: Places

    /// The baseline of the root's warehouse.
    ///
    /// - Throws: `ConfigurationFailure` where the project is wrong, `UsageFailure` where no night has run
    ///   yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String) throws {
        let past = try PastNights(root: root)
        places = past.places
        warehouse = try past.openWarehouse()
    }

    /// Freezes the last published night.
    ///
    /// - Throws: `UsageFailure` where no night is published, the warehouse stands at another one, or it is
    ///   frozen already; `RunLock.Held` while somebody works.
    public func freeze() throws {
        let lock = try RunLock(path: places.lock, command: "baseline --freeze")
        defer { lock.release() }
        try warehouse.transaction { transaction in
            guard let day = try transaction.text("SELECT max(as_of) FROM ledger_history_total") else {
                throw UsageFailure("no night has been published yet; next: kvadratur run")
            }
            // The files in force are those of the night that the warehouse stands at: they must be the night
            // that is frozen.
            if let night = try transaction.text("SELECT as_of FROM night"), night != day {
                throw UsageFailure(
                    """
                    the last published night is \(day), but the warehouse stands at \(night), whose \
                    edition was not published; next: kvadratur run
                    """
                )
            }
            guard
                try transaction.integer(
                    "SELECT count(*) FROM ledger_baseline_total WHERE frozen_on = ?", [.text(day)]) == 0
            else {
                throw UsageFailure("the baseline of \(day) is frozen already and is never changed")
            }
            let edition = try transaction.text(
                "SELECT name FROM ledger_edition WHERE as_of = ? ORDER BY run DESC LIMIT 1", [.text(day)])
            try transaction.freezeBaseline(
                on: day, edition: edition, program: Program.version, at: Moment.now)
            try Memory(places: places).keepBaseline(day, transaction)
        }
    }

    /// The baseline in force: its date, edition, figures and the files it rests on.
    ///
    /// - Throws: `WarehouseFailure` where the warehouse cannot be read.
    public func text() throws -> String {
        try warehouse.read { transaction in
            guard let day = try transaction.text("SELECT max(frozen_on) FROM ledger_baseline_total") else {
                return "No baseline is frozen; next: kvadratur baseline --freeze\n"
            }
            let frozen = try transaction.rows(
                "SELECT edition, program, frozen_at FROM ledger_baseline WHERE frozen_on = ?", [.text(day)]
            ).first
            var lines = [
                "Baseline of \(day)"
                    + (frozen.map {
                        """
                        , edition \($0[0].optional ?? "none"), frozen at \($0[2].plain) by version \
                        \($0[1].plain)
                        """
                    } ?? "")
            ]
            // What the rules held that night is kept with it; here only what is counted.
            lines += try transaction.rows(
                """
                SELECT figure, value FROM ledger_baseline_total WHERE frozen_on = ? AND figure NOT LIKE \
                '%:%' ORDER BY figure
                """,
                [.text(day)]
            ).map { "  \($0[0].plain): \($0[1].plain)" }
            lines.append("Files in force")
            lines += try transaction.rows(
                """
                SELECT feed, name, rows_in_force, sha256 FROM ledger_baseline_file WHERE frozen_on = ? \
                ORDER BY feed, name
                """,
                [.text(day)]
            ).map { "  \($0[0].plain)  \($0[1].plain)  \(Figures.rows($0[2].int))  sha256 \($0[3].plain)" }
            let earlier = try transaction.rows(
                "SELECT DISTINCT frozen_on FROM ledger_baseline_total WHERE frozen_on < ? ORDER BY 1",
                [.text(day)])
            if !earlier.isEmpty {
                lines.append(
                    "Earlier baselines, kept: " + earlier.map { $0[0].plain }.joined(separator: ", "))
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }
}
