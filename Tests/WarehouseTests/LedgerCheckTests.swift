import Foundation
import Project
import Testing

@testable import Warehouse

/// A ledger that the program cannot keep its books in is told before a warehouse is opened.
@Suite struct LedgerCheckTests {
    /// The project's own migrations.
    private static let whole = Project.load(root: repository.path).project.ledger

    private func findings(_ ledger: [(name: String, sql: String)]) -> [String] {
        LedgerCheck.findings(ledger).map(\.description)
    }

    /// What the program says that it needs is what the migrations make, table by table and column by column.
    @Test func theProjectsMigrationsMakeWhatTheProgramNeeds() throws {
        #expect(findings(Self.whole) == [])
        let database = MemoryDatabase()
        for migration in Self.whole { try database.run(script: migration.sql) }
        let tables = try database.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        let made = try tables.map { table in
            let columns = try database.rows(
                "SELECT name FROM pragma_table_info('\(table[0])') ORDER BY cid")
            return "\(table[0]) \(columns.map { $0[0] })"
        }
        #expect(made == LedgerShape.tables.map { "\($0.name) \($0.columns)" })
    }

    @Test func aFolderThatIsNotThere() {
        #expect(
            findings([]) == [
                """
                schemas/ledger: the ledger's migrations are not there; copy the folder from the \
                program's own project (missing_ledger)
                """
            ])
    }

    @Test func migrationsThatAreCutOff() {
        #expect(
            findings(Array(Self.whole.prefix(15))) == [
                """
                schemas/ledger: no migration makes ledger_file.channel and 5 more, which the program \
                keeps its books in; copy the folder from the program's own project (missing_ledger)
                """
            ])
        #expect(
            findings(Array(Self.whole.prefix(5)))[0].hasPrefix(
                "schemas/ledger: no migration makes ledger_baseline.after_run and "))
    }

    @Test func aMigrationThatIsCutOffInTheMiddle() {
        let cut = Self.whole.map { $0.name == "004_arrivals" ? ($0.name, String($0.sql.prefix(300))) : $0 }
        #expect(
            findings(cut) == [
                """
                schemas/ledger/004_arrivals.sql:4:1: incomplete input; it must be as the program \
                brought it (bad_sql)
                """
            ])
        let wrong = Self.whole.map {
            $0.name == "002_baseline"
                ? (
                    $0.name,
                    $0.sql.replacing("primary key (frozen_on, sha256)", with: "primary key (frozen_on, sha)")
                ) : $0
        }
        #expect(
            findings(wrong).count == 1 && findings(wrong)[0].hasPrefix("schemas/ledger/002_baseline.sql:"))
    }
}
