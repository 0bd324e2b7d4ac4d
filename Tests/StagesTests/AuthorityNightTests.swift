import Foundation
import Testing

@testable import Stages

/// Whose rows a night takes: what no full delivery of a night says anything of, what a delta of others does
/// to its chain, and a list that changes.
@Suite struct AuthorityNightTests {
    static let rows = "select house || ' ' || municipality || ' ' || area_m2 from raw_houses order by 1"

    private func root(_ authorities: String = "[\"0101\", \"0147\"]") throws -> TrialRoot {
        let root = try TrialRoot()
        try root.write(
            "pipelines/1_raw/houses.yaml",
            root.text("pipelines/1_raw/houses.yaml")!.replacing("houses_(", with: "houses_(?<kind>na|da)_(")
                + "numbering: {serial: serial, kind: kind, delta: [da]}\n")
        try root.write(
            "schemas/feeds/houses.yaml",
            root.text("schemas/feeds/houses.yaml")!.replacing("columns:", with: "key: [house]\ncolumns:")
                .replacing("required: true, length: 4", with: "authority: true"))
        try list(authorities, root)
        return root
    }

    private func list(_ authorities: String, _ root: TrialRoot) throws {
        let rest = root.text("pipelines/nightly.yaml")!.split(separator: "\n").filter {
            !$0.hasPrefix("authorities")
        }
        try root.write(
            "pipelines/nightly.yaml", (rest + ["authorities: \(authorities)"]).joined(separator: "\n") + "\n")
    }

    private func deliver(_ root: TrialRoot, _ kind: String, _ serial: Int, _ houses: [(Int, String, Int)])
        throws
    {
        let text = houses.map {
            """
            <House><house>\($0.0)</house><municipality>\($0.1)</municipality>\
            <grundflade_areal>\($0.2)</grundflade_areal><name>x</name></House>
            """
        }
        try root.write(
            "inbound/houses_\(kind)_0000\(serial)_2026020\(serial).xml",
            "<REGISTER><HEADER><x>\(serial)</x></HEADER>\(text.joined())</REGISTER>")
    }

    /// What a night says of whose rows are taken; other feeds of the small project never came, which is
    /// another matter.
    private func night(_ root: TrialRoot, _ day: Int) throws -> [String] {
        try root.night("2026-03-0\(day)", scope: .only(.raw)).run().warnings.filter {
            $0.contains("authority)") || $0.contains("(foreign_file)")
        }
    }

    @Test func filesOfOneNightMayBringAMunicipalityEach() throws {
        let root = try root()
        try deliver(root, "na", 1, [(1, "0101", 10)])
        try deliver(root, "na", 2, [(2, "0147", 20)])
        #expect(try night(root, 1).isEmpty)
        #expect(try root.rows(Self.rows) == ["1 0101 10", "2 0147 20"])
        // Said again, in the other order, and word for word the same.
        try deliver(root, "na", 3, [(2, "147", 20)])
        try deliver(root, "na", 4, [(1, "101", 10)])
        #expect(try night(root, 2).isEmpty)
        try deliver(root, "na", 5, [(1, "0101", 10)])
        let said = try night(root, 3).filter { $0.contains("missing_authority") }
        #expect(
            said.count == 1
                && said[0].contains("there is nothing of 0147 in it; 1 older row stays in force as it was"))
        #expect(try root.rows(Self.rows) == ["1 0101 10", "2 0147 20"])
    }

    @Test func aDeltaOfOthersKeepsItsPlaceInTheChain() throws {
        let root = try root()
        try deliver(root, "na", 1, [(1, "0101", 10), (2, "0147", 20)])
        _ = try night(root, 1)
        try deliver(root, "da", 2, [(9, "0155", 90)])
        #expect(
            try night(root, 2).contains { $0.contains("code 0155 is not yours: 1 row (other_authority)") })
        try deliver(root, "da", 3, [(2, "0147", 21)])
        #expect(try night(root, 3).isEmpty)
        #expect(try root.rows(Self.rows) == ["1 0101 10", "2 0147 21"])
        #expect(
            try root.rows("select serial, rows_not_ours, rows_in_force from ledger_file order by 1") == [
                "1|0|1", "2|1|0", "3|0|1",
            ])
    }

    @Test func aFullDeliveryOfOthersAloneIsRefused() throws {
        let root = try root()
        try deliver(root, "na", 1, [(9, "0155", 90), (8, "0185", 80)])
        #expect(
            try night(root, 1).contains {
                $0.contains(
                    "codes 0155, 0185 are not yours: 2 rows, and the file has no others (foreign_file)")
            })
        #expect(try root.rows("select state, fault_code from ledger_file") == ["refused|foreign_file"])
    }

    @Test func aListThatChangesReadsTheArchiveAgainAndSaysWhatGoes() throws {
        let root = try root("[]")
        let all = [(1, "0101", 10), (2, "0147", 20), (9, "0155", 90)]
        try deliver(root, "na", 1, all)
        #expect(try night(root, 1).isEmpty)
        #expect(try root.rows(Self.rows) == ["1 0101 10", "2 0147 20", "9 0155 90"])
        try list("[\"0155\"]", root)
        #expect(try night(root, 2).contains { $0.contains("codes 0101, 0147 are not yours: 2 rows") })
        #expect(try root.rows(Self.rows) == ["9 0155 90"])
        // Nothing of the file is ours any more: it was taken once, and is no refusal.
        try list("[\"0185\"]", root)
        _ = try night(root, 3)
        #expect(
            try root.rows(Self.rows) == []
                && root.rows("select state, rows_not_ours from ledger_file") == ["loaded|3"])
        try list("[]", root)
        #expect(try night(root, 4).isEmpty)
        #expect(try root.rows(Self.rows) == ["1 0101 10", "2 0147 20", "9 0155 90"])
    }

    @Test func aPolicyMaySayThatOthersAreToBeExpected() throws {
        let root = try root()
        try root.write(
            "schemas/feeds/houses.yaml",
            root.text("schemas/feeds/houses.yaml")!.replacing(
                "columns:", with: "drift: {other_authority: accept}\ncolumns:"))
        try deliver(root, "na", 1, [(1, "0101", 10), (2, "0147", 20), (9, "0155", 90)])
        #expect(try night(root, 1).isEmpty)
        #expect(try root.rows(Self.rows) == ["1 0101 10", "2 0147 20"])
    }
}
