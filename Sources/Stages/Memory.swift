import Foundation
import Records
import Warehouse

/// What the ledger alone would know, in a second home: each edition holds its night's figures and the
/// baseline (`memory.tsv`), and a baseline is written beside the warehouse when it is frozen. A warehouse
/// that is lost loses neither.
///
/// One fact a line, cells apart by tabs, the first one says what it is. Nothing in it differs between two
/// runs of the same night.
struct Memory {
    static let name = "memory.tsv"
    let places: Places

    /// Beside the warehouse, for what is decided after the edition of its night.
    private var folder: String { places.state + "/memory" }

    // MARK: Writing

    /// Tonight's figures as they will be kept, the deliveries in force, and the baselines of nights up to
    /// tonight; empty where there are none.
    static func text(_ transaction: Transaction, asOf: String) throws -> String {
        var lines: [String] = []
        for (table, property) in [("report_history_total", "''"), ("report_history_property", "property_id")]
        where try transaction.exists(table: table) {
            lines += try transaction.rows(
                "SELECT 'history', ?, \(property), figure, value FROM \(table) ORDER BY 3, 4", [.text(asOf)]
            ).map(line)
        }
        lines += try transaction.rows(
            """
            SELECT 'file', sha256, feed, name, delivered_on, rows_in_force FROM ledger_file WHERE state \
            = 'loaded' AND rows_in_force > 0 ORDER BY feed, arrival, sha256
            """
        ).map(line)
        let frozen = try transaction.rows(
            "SELECT frozen_on FROM ledger_baseline WHERE frozen_on <= ? ORDER BY 1", [.text(asOf)]
        ).map { $0[0].plain }
        for day in frozen { lines += try baseline(transaction, day) }
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    }

    private static func baseline(_ transaction: Transaction, _ day: String) throws -> [String] {
        try [
            "SELECT 'baseline', frozen_on, edition FROM ledger_baseline WHERE frozen_on = ?",
            """
            SELECT 'baseline_file', frozen_on, feed, name, sha256, delivered_on, rows_in_force FROM \
            ledger_baseline_file WHERE frozen_on = ? ORDER BY feed, name, sha256
            """,
            """
            SELECT 'baseline_figure', frozen_on, as_of, '', figure, value FROM ledger_baseline_total \
            WHERE frozen_on = ? ORDER BY figure
            """,
            """
            SELECT 'baseline_figure', frozen_on, as_of, property_id, figure, value FROM \
            ledger_baseline_property WHERE frozen_on = ? ORDER BY property_id, figure
            """,
        ].flatMap { try transaction.rows($0, [.text(day)]).map(line) }
    }

    /// Writes a baseline down that was just frozen.
    func keepBaseline(_ day: String, _ transaction: Transaction) throws {
        try Durable.makeFolder(folder)
        let lines = try Self.baseline(transaction, day)
        try Durable.write((lines.joined(separator: "\n") + "\n").utf8, to: "\(folder)/baseline-\(day).tsv")
    }

    private static func line(_ row: [Value]) -> String {
        row.map {
            $0.plain.replacing("\\", with: "\\\\").replacing("\t", with: "\\t").replacing("\n", with: "\\n")
        }.joined(separator: "\t")
    }

    // MARK: Restoring

    /// Puts back into an empty ledger what editions and the folder beside the warehouse hold of nights before
    /// this one.
    ///
    /// - Returns: what was restored, as half a sentence; nil when there was nothing.
    func restore(into warehouse: Warehouse, before asOf: String) throws -> String? {
        var facts: [[String]] = []
        for name in Durable.names(in: places.editions) where !name.hasPrefix(".") {
            let edition = "\(places.editions)/\(name)"
            // A harmed edition is no witness.
            guard FileState.exists("\(edition)/\(Self.name)"), EditionSeal.isWhole(edition) else { continue }
            facts += Self.read("\(edition)/\(Self.name)")
        }
        for name in Durable.names(in: folder) where name.hasSuffix(".tsv") {
            facts += Self.read("\(folder)/\(name)")
        }
        guard !facts.isEmpty else { return nil }
        return try warehouse.transaction { transaction in
            func value(_ text: String) -> Value { Double(text).map(Value.real) ?? .null }
            var nights: Set<String> = []
            var baselines: Set<String> = []
            for fact in facts {
                let cells = fact.dropFirst().map(Value.text)
                switch (fact[0], fact.count) {
                case ("history", 5) where fact[1] < asOf:
                    nights.insert(fact[1])
                    if fact[2].isEmpty {
                        try transaction.execute(
                            "INSERT OR REPLACE INTO ledger_history_total VALUES (?, ?, ?)",
                            [cells[0], cells[2], value(fact[4])])
                    } else {
                        try transaction.execute(
                            "INSERT OR REPLACE INTO ledger_history_property VALUES (?, ?, ?, ?)",
                            Array(cells[0...2]) + [value(fact[4])])
                    }
                case ("baseline", 3) where fact[1] <= asOf:
                    baselines.insert(fact[1])
                    try transaction.execute(
                        """
                        INSERT OR REPLACE INTO ledger_baseline (frozen_on, edition, program, frozen_at, \
                        after_run) VALUES (?, ?, '', '', 0)
                        """, [cells[0], fact[2].isEmpty ? .null : cells[1]])
                case ("baseline_file", 7) where fact[1] <= asOf:
                    try transaction.execute(
                        "INSERT OR REPLACE INTO ledger_baseline_file VALUES (?, ?, ?, ?, ?, ?)",
                        Array(cells[0...4]) + [.integer(Int64(fact[6]) ?? 0)])
                case ("baseline_figure", 6) where fact[1] <= asOf:
                    if fact[3].isEmpty {
                        try transaction.execute(
                            "INSERT OR REPLACE INTO ledger_baseline_total VALUES (?, ?, ?, ?)",
                            [cells[0], cells[1], cells[3], value(fact[5])])
                    } else {
                        try transaction.execute(
                            "INSERT OR REPLACE INTO ledger_baseline_property VALUES (?, ?, ?, ?, ?)",
                            Array(cells[0...3]) + [value(fact[5])])
                    }
                default: break
                }
            }
            let history =
                nights.isEmpty
                ? nil
                : """
                the figures of \(Figures.count(nights.count)) earlier \
                \(nights.count == 1 ? "night" : "nights")
                """
            let frozen =
                baselines.isEmpty ? nil : "the baseline of \(baselines.sorted().joined(separator: ", "))"
            let kept = [history, frozen].compactMap { $0 }
            return kept.isEmpty ? nil : kept.joined(separator: " and ")
        }
    }

    /// Deliveries that were in force when the newest edition was made and are not in the archive: by name,
    /// fingerprint and day.
    func missing(in archive: Archive) throws -> [String] {
        for name in Durable.names(in: places.editions).reversed() where !name.hasPrefix(".") {
            let edition = "\(places.editions)/\(name)"
            guard FileState.exists("\(edition)/\(Self.name)"), EditionSeal.isWhole(edition) else { continue }
            return try Self.read("\(edition)/\(Self.name)").filter { $0[0] == "file" && $0.count == 6 }.filter
            { fact in
                try archive.entry(fact[1]) == nil && !archive.isPruned(fact[1])
            }.map { fact in
                """
                .kvadratur/archive/\(fact[1].prefix(2))/\(fact[1]): \(VisibleText.of(fact[3])) for \
                \(fact[2]), delivered \(fact[4]), is missing; \(fact[5]) rows of it were in force
                  what it brought is not restored; next: put it back from a copy of the archive and move \
                .kvadratur/warehouse.sqlite away, or deliver it again
                """
            }
        }
        return []
    }

    private static func read(_ path: String) -> [[String]] {
        guard let bytes = FileManager.default.contents(atPath: path) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n" as Character).map { line in
            line.split(separator: "\t" as Character, omittingEmptySubsequences: false).map { unescaped($0) }
        }
    }

    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("\\") else { return String(text) }
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                result.append(character == "t" ? "\t" : character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }
}
