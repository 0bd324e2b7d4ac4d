import Foundation
import Testing
import Warehouse

@testable import Stages

/// A warehouse that is damaged, newer, older or gone: one clear line, and nothing is overwritten or made
/// again in silence.
@Suite struct WreckTests {
    private static func ran() throws -> TrialRoot {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        return root
    }

    private static func bytes(_ root: TrialRoot) -> Data? {
        FileManager.default.contents(atPath: root.path + "/.kvadratur/warehouse.sqlite")
    }

    @Test func damageInsideTheFileIsFoundBeforeAnythingIsWritten() throws {
        let root = try Self.ran()
        // A page in the middle that no start-up reads: a table's rows.
        let page = try #require(
            Int(try root.rows("select rootpage from sqlite_master where name = 'core_room'")[0]))
        let size = try #require(Int(try root.rows("pragma page_size")[0]))
        let start = (page - 1) * size
        var whole = [UInt8](try #require(Self.bytes(root)))
        for index in start..<start + 16 { whole[index] ^= 0xFF }
        try root.write(".kvadratur/warehouse.sqlite", whole)
        let (edition, before) = (root.latest(), Self.bytes(root))
        let said = try Program.play(["run", "--as-of", "2026-03-02", "--root", root.path])
        #expect(
            said.hasSuffix("exit 74") && said.contains("warehouse.sqlite: the warehouse is damaged (")
                && said.contains("; nothing was changed; next: kvadratur restore FILE with a backup")
                && said.filter { $0 == "\n" }.count == 1, "\(said)")
        #expect(Self.bytes(root) == before && root.latest() == edition)
    }

    @Test func aWarehouseThatIsGoneIsMadeAgainAndThatIsSaid() throws {
        let root = try Self.ran()
        let edition = root.latest()
        try root.remove(".kvadratur/warehouse.sqlite")
        let outcome = try root.run()
        #expect(outcome.exitCode == .attention)
        #expect(
            outcome.warnings.first?.hasPrefix(
                """
                .kvadratur/warehouse.sqlite: the warehouse was not there, and was made again from the \
                archive
                """
            ) == true)
        #expect(root.latest() == edition)
        #expect(try root.run().exitCode == .good)
    }

    @Test func whatAKilledRestoreLeftIsRemovedByTheNextNight() throws {
        let root = try Self.ran()
        try root.write(".kvadratur/warehouse.sqlite.restored", "half")
        try root.run("2026-03-01")
        #expect(root.text(".kvadratur/warehouse.sqlite.restored") == nil)
    }

    @Test func aLedgerFromBeforeContentsComesToTheSame() throws {
        let (old, new) = (try Self.ran(), try Self.ran())
        try old.warehouse().transaction {
            try $0.execute("ALTER TABLE ledger_table DROP COLUMN content")
            try $0.execute("DELETE FROM grdb_migrations WHERE identifier LIKE '009_table_content%'")
        }
        let known =
            "select name, version, coalesce(content, 'none'), row_count from ledger_table order by name"
        for root in [old, new] {
            try root.write("inbound/rooms-20260228.csv", Good.rooms.replacing("hall,120", with: "hall,121"))
            try root.run("2026-03-01")
        }
        #expect(try old.rows(known) == new.rows(known))
        #expect(
            try old.rows(known).filter { $0.contains("|none|") }.allSatisfy {
                $0.hasPrefix("raw_") || $0.hasPrefix("night|") || $0.hasPrefix("edition|")
                    || $0.hasPrefix("plan|")
            })
        #expect(try old.lastSteps() == new.lastSteps(), "nothing is built in vain")
        #expect(old.latest() == new.latest())
    }
}
