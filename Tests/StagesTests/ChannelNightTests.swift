import Foundation
import Project
import Testing
import Warehouse

@testable import Stages

/// One table whose rows come by two ways, of which one is in force: an XML extract with a day in its names,
/// and a download that counts.
@Suite struct ChannelNightTests {
    static let rows = "select house || ' ' || municipality || ' ' || area_m2 from raw_houses order by 1"

    private func root(authorities: String = "[]", keep: String = "keep: {column: municipality}\n") throws
        -> TrialRoot
    {
        let root = try TrialRoot()
        try root.write(
            "schemas/feeds/houses.yaml",
            root.text("schemas/feeds/houses.yaml")!.replacing(
                "columns:",
                with:
                    """
                    key: [row_key]\ncolumns:\n  - {name: row_key, from: [nr, row], type: row_id, \
                    required: true, describes: Key of the row}
                    """
            )
            .replacing("{name: house, ", with: "{name: house, from: [house, id], ").replacing(
                "required: true, length: 4", with: "authority: true"))
        try root.write(
            "pipelines/1_raw/houses_download.yaml",
            """
            feed: houses_download
            describes: Houses by the download
            title: {da: Huse (download), en: Houses (download)}
            contract: houses
            table: houses
            match: ['^v1_house_(?<kind>total|delta)_(?<serial>\\d+)\\.csv$']
            format: csv
            \(keep)replaces: [municipality]
            numbering: {serial: serial, kind: kind, delta: [delta], together: downloads}
            gate: {key: [house]}

            """)
        let settings = root.text("pipelines/nightly.yaml")!.split(separator: "\n").filter {
            !$0.hasPrefix("authorities")
        }
        try root.write(
            "pipelines/nightly.yaml",
            (settings + ["authorities: \(authorities)"]).joined(separator: "\n") + "\n")
        return root
    }

    private func extract(_ root: TrialRoot, _ serial: Int, _ day: String, _ houses: [(Int, String, Int)])
        throws
    {
        let text = houses.map {
            """
            <House><nr>\($0.0)</nr><house>\($0.0)</house><municipality>\($0.1)</municipality>\
            <grundflade_areal>\($0.2)</grundflade_areal><name>x</name></House>
            """
        }
        try root.write(
            "inbound/houses_0000\(serial)_\(day).xml",
            "<REGISTER><HEADER><x>\(serial)</x></HEADER>\(text.joined())</REGISTER>")
    }

    /// Rows have keys of their own, and columns that nobody uses.
    private func download(_ root: TrialRoot, _ kind: String, _ serial: Int, _ houses: [(Int, String, Int)])
        throws
    {
        let lines = houses.map { "\(Self.key($0.0)),\($0.0),\($0.1),\($0.2),x,1,\(serial)" }
        try root.write(
            "inbound/V1_House_\(kind)_\(serial).csv",
            (["row,id,municipality,grundflade_areal,name,version,import"] + lines).joined(separator: "\n")
                + "\n")
    }

    static func key(_ house: Int) -> String { "7D0A8B5E-2C2F-4A49-8B6A-00000000000\(house)" }

    private func night(_ root: TrialRoot, _ day: String) throws -> [String] {
        try root.night(day, scope: .only(.raw)).run().warnings.filter {
            !$0.contains("feed rooms") && !$0.contains("feed uses") && !$0.contains("feed bookings")
        }
    }

    @Test func theNewestFullDeliverysWayIsInForce() throws {
        let root = try root()
        try extract(root, 1, "20260201", [(1, "0101", 10), (2, "0101", 20)])
        #expect(try night(root, "2026-02-02") == [])
        try download(root, "total", 998, [(1, "101", 11), (2, " 101", 22)])
        let switched = try night(root, "2026-02-07")
        #expect(
            switched == [
                """
                new channel, 2 columns not used: houses_download (new_channel)
                  what came by houses is out of force whole (2 rows), and lies in the archive; a newer full \
                delivery of it takes the table back
                  next: see that the figures are as they should be
                """
            ], "\(switched)")
        #expect(try root.rows(Self.rows) == ["1 0101 11", "2 0101 22"])
        #expect(
            try root.rows("select name, channel, rows_in_force from ledger_file order by file") == [
                "houses_00001_20260201.xml|-|0", "V1_House_total_998.csv|houses_download|2",
            ])
        // Deltas count on beyond a thousand; the row of a key is replaced, whatever the case of its UUID.
        try download(root, "delta", 999, [(1, "0101", 12)])
        try download(root, "delta", 1000, [])
        try download(root, "delta", 1001, [(1, "0101", 13)])
        #expect(try night(root, "2026-02-08") == [])
        #expect(try root.rows(Self.rows) == ["1 0101 13", "2 0101 22"])
        // An extract of before changes nothing, and stays where it can be found.
        try extract(root, 2, "20260203", [(1, "0101", 98), (2, "0101", 99)])
        #expect(try night(root, "2026-02-09") == [])
        #expect(try root.rows(Self.rows) == ["1 0101 13", "2 0101 22"])
        // A newer one takes the table back, whole; deltas of the other way are then nobody's.
        try extract(root, 3, "20260210", [(1, "0101", 14), (2, "0101", 24)])
        let back = try night(root, "2026-02-10")
        #expect(
            back.count == 1
                && back[0].contains("what came by houses_download is out of force whole (2 rows)"), "\(back)")
        #expect(try root.rows(Self.rows) == ["1 0101 14", "2 0101 24"])
        try download(root, "delta", 1002, [(1, "0101", 99)])
        #expect(try night(root, "2026-02-11") == [])
        #expect(try root.rows("select state from ledger_file where serial = 1002") == ["passed"])
        try download(root, "total", 1003, [(1, "0101", 15), (2, "0101", 25)])
        try download(root, "delta", 1004, [(2, "0101", 26)])
        #expect(try night(root, "2026-02-12").count == 1)
        #expect(try root.rows(Self.rows) == ["1 0101 15", "2 0101 26"])
        // A lost warehouse comes back to the same from the archive.
        for file in root.tree(".kvadratur") where file.hasPrefix("warehouse") {
            try root.remove(".kvadratur/" + file)
        }
        _ = try night(root, "2026-02-12")
        #expect(try root.rows(Self.rows) == ["1 0101 15", "2 0101 26"])
        // And so does a description that changes.
        try root.write(
            "pipelines/1_raw/houses_download.yaml",
            root.text("pipelines/1_raw/houses_download.yaml")! + "large: true\n")
        _ = try night(root, "2026-02-13")
        #expect(try root.rows(Self.rows) == ["1 0101 15", "2 0101 26"])
    }

    /// A way that brings half of what is in force does not take the table over by itself.
    @Test func aWayThatLacksWhatIsInForceIsHeld() throws {
        let root = try root()
        try extract(root, 1, "20260201", (1...8).map { ($0, "0101", 10 * $0) })
        _ = try night(root, "2026-02-02")
        try download(root, "total", 1, (1...4).map { ($0, "0101", 0) })
        let said = try night(root, "2026-02-07")
        #expect(said.count == 1 && said[0].contains("4 of 8 rows of Houses (download) would go"), "\(said)")
        #expect(try root.rows("select count(*), sum(area_m2) from raw_houses") == ["8|360"])
    }

    /// National files serve: rows of others are left out of totals and deltas before anything is written,
    /// counted, and no matter for a person.
    @Test(arguments: ["keep: {column: municipality}\n", "keep: {column: municipality, values: ['101']}\n"])
    func rowsOfOthersAreLeftOut(_ keep: String) throws {
        let root = try root(authorities: keep.contains("values") ? "[]" : "[\"0101\"]", keep: keep)
        try download(root, "total", 1, [(1, "0101", 10), (2, "0155", 20)])
        try download(root, "delta", 2, [(3, "155", 30), (1, "101", 11)])
        #expect(try night(root, "2026-02-07") == [])
        #expect(try root.rows(Self.rows) == ["1 0101 11"])
        #expect(
            try root.rows(
                "select serial, records_read, rows_loaded, rows_not_ours from ledger_file order by 1") == [
                    "1|2|1|1", "2|2|1|1",
                ])
        #expect(
            try root.rows(
                """
                select code, detail, occurrences from ledger_event where code = 'other_authority' order \
                by file
                """
            ) == [
                "other_authority|0155|1", "other_authority|0155|1",
            ])
        // A total without a row of ours takes nothing away, and is told where something of ours is in force.
        try download(root, "total", 3, [(2, "0155", 20)])
        let said = try night(root, "2026-02-08")
        #expect(
            said.count == 1
                && said[0].contains("there is nothing of 0101 in it; 1 older row stays in force as it was"),
            "\(said)")
        #expect(try root.rows(Self.rows) == ["1 0101 11"])
    }

    /// By any other column: an owner's number, the kind of a case.
    @Test func rowsAreKeptByAnyColumn() throws {
        let root = try root(keep: "keep: {column: name, values: [x]}\n")
        try download(root, "total", 1, [(1, "0101", 10)])
        try root.write(
            "inbound/V1_House_delta_2.csv",
            """
            row,id,municipality,grundflade_areal,name,version,import
            \(Self.key(2)),2,0101,bad,y,1,2
            \(Self.key(3)),3,0101,30,X,1,2\n
            """
        )
        #expect(try night(root, "2026-02-07") == [])
        #expect(try root.rows(Self.rows) == ["1 0101 10", "3 0101 30"])
        #expect(
            try root.rows("select code, column_name, occurrences from ledger_event where code = 'left_out'")
                == ["left_out|name|1"])
        try root.write(
            "inbound/V1_House_total_3.csv",
            "row,id,municipality,grundflade_areal,name,version,import\n\(Self.key(2)),2,0101,1,y,1,2\n")
        #expect(
            try night(root, "2026-02-08").contains {
                $0.contains("by name the feed keeps none") && $0.contains("(foreign_file)")
            })
    }

    /// Parts of one whole whose deliveries carry different numbers are a matter every night, until they
    /// agree.
    @Test func partsOfAWholeCarryTheSameNumber() throws {
        let root = try root()
        try root.write(
            "pipelines/1_raw/uses_download.yaml",
            """
            feed: uses_download\ncontract: uses\ntable: uses\nmatch: \
            ['^v1_use_(?<serial>\\d+)\\.csv$']\nformat: csv\nreplaces: all\n
            """
                + "numbering: {serial: serial, together: downloads}\n")
        try download(root, "total", 5, [(1, "0101", 10)])
        try root.write("inbound/V1_Use_4.csv", Good.uses)
        let said = try night(root, "2026-02-07").filter { $0.contains("(mixed_numbers)") }
        #expect(
            said == [
                """
                downloads: its deliveries in force do not carry the same number: 5 (houses_download), 4 \
                (uses_download) (mixed_numbers)
                  keys from one to the other may lead nowhere; next: put the missing ones into inbound/
                """
            ])
        #expect(try night(root, "2026-02-08").contains { $0.contains("(mixed_numbers)") })
        try root.write("inbound/V1_Use_5.csv", Good.uses + "lab;2026-02-09;2\n")
        #expect(try night(root, "2026-02-09").allSatisfy { !$0.contains("(mixed_numbers)") })
    }

    /// A second feed of a contract that forgets to name the table fills one that nobody reads.
    @Test func aTableThatNoModelReadsIsFound() throws {
        let root = try root()
        #expect(ProjectCheck(root: root.path, runTests: false).findings.map(\.description) == [])
        try root.write(
            "pipelines/1_raw/houses_download.yaml",
            root.text("pipelines/1_raw/houses_download.yaml")!.replacing("table: houses\n", with: ""))
        #expect(
            ProjectCheck(root: root.path, runTests: false).findings.map(\.description) == [
                """
                pipelines/1_raw/houses_download.yaml:1: no model reads raw_houses_download; if its rows \
                are those of houses by another way, write table: houses (unread_table)
                """
            ])
    }
}
