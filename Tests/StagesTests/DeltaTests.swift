import Foundation
import Testing

@testable import Stages

/// Deltas: records by their key, rows that end, and how they meet full deliveries.
@Suite struct DeltaTests {
    static let rows =
        """
        select house || ' ' || area_m2 || ' ' || f.serial from raw_houses as r join ledger_file as f on \
        f.file = r._file order by 1
        """

    private func root() throws -> TrialRoot {
        let root = try TrialRoot()
        try root.write(
            "pipelines/1_raw/houses.yaml",
            root.text("pipelines/1_raw/houses.yaml")!.replacing("houses_(", with: "houses_(?<kind>na|da)_(")
                + "numbering: {serial: serial, kind: kind, delta: [da], ends: {column: name, value: S}}\n")
        try root.write(
            "schemas/feeds/houses.yaml",
            root.text("schemas/feeds/houses.yaml")!.replacing(
                "columns:", with: "key: [house]\ntolerate: {rows: 9, percent: 0}\ncolumns:"))
        return root
    }

    private func file(_ houses: [(Int, Int, String)], header: Int = 1) -> String {
        "<REGISTER><HEADER><x>\(header)</x></HEADER>"
            + houses.map {
                """
                <House><house>\($0.0)</house><municipality>0147</municipality>\
                <grundflade_areal>\($0.1)</grundflade_areal><name>\($0.2)</name></House>
                """
            }.joined() + "</REGISTER>"
    }

    private func take(
        _ root: TrialRoot, _ kind: String, _ serial: Int, _ houses: [(Int, Int, String)], day: Int? = nil
    ) throws {
        try root.write(
            "inbound/houses_\(kind)_0000\(serial)_2026020\(serial).xml", file(houses, header: serial))
        _ = try root.night("2026-03-0\(day ?? serial)", scope: .only(.raw)).run()
    }

    @Test func recordsComeChangeAndEndByTheirKey() throws {
        let root = try root()
        try take(root, "na", 1, [(1, 10, "I"), (2, 20, "I"), (3, 30, "I")])
        try take(root, "da", 2, [(2, 21, "I"), (3, 30, "S"), (4, 40, "I"), (9, 9, "S")])
        #expect(try root.rows(Self.rows) == ["1 10 1", "2 21 2", "4 40 2"])
        #expect(
            try root.rows(
                """
                select records_read, rows_loaded, rows_ended, rows_replaced, rows_in_force from \
                ledger_file where serial = 2
                """
            ) == ["4|2|2|2|2"])
        // What a delta brought is known to the full delivery after it.
        try take(root, "na", 3, [(1, 10, "I"), (2, 21, "I"), (4, 41, "I")])
        #expect(try root.rows(Self.rows) == ["1 10 1", "2 21 2", "4 41 3"])
        #expect(
            try root.rows(
                "select rows_loaded, rows_unchanged, rows_replaced from ledger_file where serial = 3") == [
                    "1|2|1"
                ])
        // Read again from the archive, in order, it is the same.
        let whole = try root.rows("select * from raw_houses order by rowid")
        _ = try root.night("2026-03-09", scope: .table("raw_houses")).run()
        #expect(try root.rows("select * from raw_houses order by rowid") == whole)
    }

    @Test func twoRecordsOfOneKeyThatDisagreeAreBothSetAside() throws {
        let root = try root()
        try take(root, "na", 1, [(1, 10, "I"), (2, 20, "I")])
        try take(root, "da", 2, [(1, 11, "I"), (1, 11, "S")])
        // Neither holds, so the row stays that held until now.
        #expect(try root.rows(Self.rows) == ["1 10 1", "2 20 1"])
        #expect(
            try root.rows(
                """
                select records_read, rows_loaded, rows_rejected, rows_ended from ledger_file where \
                serial = 2
                """
            ) == ["2|0|2|0"])
    }

    @Test func aDeltaThatChangesNothingOfTheKeysItNamesLeavesTheRest() throws {
        let root = try root()
        try take(root, "na", 1, [(1, 10, "I"), (2, 20, "I")])
        try take(root, "da", 2, [])
        #expect(try root.rows(Self.rows) == ["1 10 1", "2 20 1"])
        #expect(
            try root.rows("select records_read, rows_loaded, rows_replaced from ledger_file where serial = 2")
                == ["0|0|0"])
    }
}
