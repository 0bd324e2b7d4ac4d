import Project
import Records

/// What is wrong with `schemas/ledger`: a migration that SQLite does not take, or a table or column that the
/// program keeps its books in and no migration makes.
///
/// Looked at in memory, before any warehouse is opened: without it a night would find out in the middle of
/// its work.
public enum LedgerCheck {
    /// What is wrong with the migrations, given in their order; empty when they make all that the program
    /// needs. The first that SQLite does not take ends the search, since later ones build on it.
    public static func findings(_ ledger: [(name: String, sql: String)]) -> [Finding] {
        let database = MemoryDatabase()
        for migration in ledger {
            do { try database.run(script: migration.sql) } catch {
                // Later ones build on it: what they say of their own would not be true.
                let failure = error as? MemoryDatabase.Failure
                let place = TextPlace(in: migration.sql, byte: failure?.offset ?? 0)
                return [
                    Finding(
                        file: "schemas/ledger/\(migration.name).sql", line: place.line, column: place.column,
                        code: "bad_sql",
                        message: "\(failure?.message ?? "\(error)"); it must be as the program brought it")
                ]
            }
        }
        let missing = LedgerShape.tables.flatMap { table, columns -> [String] in
            let made = Set(
                ((try? database.rows("SELECT name FROM pragma_table_info('\(table)')")) ?? []).map { $0[0] })
            return made.isEmpty ? [table] : columns.filter { !made.contains($0) }.map { "\(table).\($0)" }
        }
        guard let first = missing.first else { return [] }
        let more = missing.count == 1 ? "" : " and \(missing.count - 1) more"
        return [
            Finding(
                file: "schemas/ledger", code: "missing_ledger",
                message: ledger.isEmpty
                    ? "the ledger's migrations are not there; copy the folder from the program's own project"
                    : """
                    no migration makes \(first)\(more), which the program keeps its books in; copy the \
                    folder from the program's own project
                    """
            )
        ]
    }
}
