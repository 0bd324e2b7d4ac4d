import Foundation
import Testing

@testable import Stages

/// Numbered deliveries night by night: what is taken, what waits, what is refused.
@Suite struct SerialNightTests {
    /// A root whose houses number their deliveries.
    private func root() throws -> TrialRoot {
        let root = try TrialRoot()
        try root.write(
            "pipelines/1_raw/houses.yaml",
            root.text("pipelines/1_raw/houses.yaml")!.replacing("houses_(", with: "houses_(?<kind>na|da)_(")
                + "numbering: {serial: serial, kind: kind, delta: [da]}\n")
        try root.write(
            "schemas/feeds/houses.yaml",
            root.text("schemas/feeds/houses.yaml")!.replacing("columns:", with: "key: [house]\ncolumns:"))
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        return root
    }

    private func drop(_ root: TrialRoot, _ kind: String, _ serial: Int, _ day: Int) throws {
        try root.write(
            "inbound/houses_\(kind)_0000\(serial)_202602\(day < 10 ? "0" : "")\(day).xml",
            Good.houses.replacing("320", with: "32\(serial)"))
    }

    private func files(_ root: TrialRoot) throws -> [String] {
        try root.rows(
            """
            select serial || ' ' || kind || ' ' || state from ledger_file where feed = 'houses' order \
            by arrival
            """
        )
    }

    @Test func laterDeltasWaitUntilTheGapIsFilled() throws {
        let root = try root()
        for (kind, serial) in [("na", 1), ("da", 2), ("da", 4), ("da", 5)] {
            try drop(root, kind, serial, serial)
        }
        let first = try root.run("2026-02-10")
        #expect(
            first.exitCode == .attention
                && first.warnings == [
                    """
                    inbound/houses_da_00004_20260204.xml: a delivery of houses before this one is missing \
                    (number 4, and the last in force is 2) (serial_gap)
                      it and 1 later one wait in inbound/, and what is in force stays; next: put the missing \
                    deliveries into inbound/, or a new full one
                    """
                ])
        #expect(try files(root) == ["1 full loaded", "2 delta loaded"])
        #expect(root.tree("inbound") == ["houses_da_00004_20260204.xml", "houses_da_00005_20260205.xml"])
        #expect(
            try root.rows("select name, code, first_seen from ledger_waiting") == [
                "houses_da_00004_20260204.xml|serial_gap|2026-02-10",
                "houses_da_00005_20260205.xml|serial_gap|2026-02-10",
            ])
        // Nothing new: nothing is built, and it is said again.
        let second = try root.run("2026-02-10")
        #expect(second.stepsDone == 0 && second.warnings == first.warnings)
        try drop(root, "da", 3, 3)
        #expect(try root.run("2026-02-11").exitCode == .good)
        #expect(
            try files(root) == [
                "1 full loaded", "2 delta loaded", "3 delta loaded", "4 delta loaded", "5 delta loaded",
            ])
        #expect(root.tree("inbound").isEmpty)
        #expect(try root.rows("select count(*) from ledger_waiting") == ["0"])
    }

    @Test func aFullDeliveryEndsTheWait() throws {
        let root = try root()
        for (kind, serial) in [("na", 1), ("da", 3)] { try drop(root, kind, serial, serial) }
        try root.run("2026-02-10")
        try drop(root, "na", 7, 7)
        try drop(root, "da", 8, 8)
        let outcome = try root.run("2026-02-11")
        #expect(outcome.exitCode == .good && outcome.warnings == [])
        #expect(try files(root) == ["1 full loaded", "3 delta passed", "7 full loaded", "8 delta loaded"])
        #expect(root.tree("inbound").isEmpty)
        // The archive has all four, and a lost warehouse comes back to the same.
        for file in root.tree(".kvadratur") where file.hasPrefix("warehouse") {
            try root.remove(".kvadratur/" + file)
        }
        try root.run("2026-02-11")
        #expect(try files(root) == ["1 full loaded", "3 delta passed", "7 full loaded", "8 delta loaded"])
    }

    @Test func aNumberThatWasUsedIsRefusedAndTheSameBytesAreNot() throws {
        let root = try root()
        for (kind, serial) in [("na", 1), ("da", 2)] { try drop(root, kind, serial, serial) }
        try root.run("2026-02-10")
        try drop(root, "da", 2, 2)
        #expect(try root.run("2026-02-10").exitCode == .good)
        try root.write("inbound/houses_da_00002_20260209.xml", Good.houses.replacing("320", with: "999"))
        let outcome = try root.run("2026-02-11")
        #expect(
            outcome.warnings[0].hasPrefix(
                """
                inbound/houses_da_00002_20260209.xml:1: the number of the delivery does not follow the \
                one before (number 2, and the last in force is 2) (serial_order)
                """
            ))
        #expect(try files(root) == ["1 full loaded", "2 delta loaded", "2 delta refused"])
        #expect(root.tree(".kvadratur/refused").contains { $0.hasSuffix("houses_da_00002_20260209.xml") })
    }

    @Test func aDeltaWithoutAFullDeliveryWaits() throws {
        let root = try root()
        try drop(root, "da", 2, 2)
        #expect(
            try root.run("2026-02-10").warnings[0].contains(
                "(number 2, and no full delivery to begin from) (serial_gap)"))
        #expect(try files(root) == [] && root.tree("inbound") == ["houses_da_00002_20260202.xml"])
        // The plan says the same without touching anything.
        #expect(try root.night("2026-02-10").preview().waiting.count == 1)
    }

    /// What looked right when the night was planned may be refused when it is read: what follows it then
    /// waits.
    @Test func aDeltaThatIsRefusedHoldsTheNext() throws {
        let root = try root()
        try drop(root, "na", 1, 1)
        try root.write("inbound/houses_da_00002_20260202.xml", "<REGISTER><House>")
        try drop(root, "da", 3, 3)
        let outcome = try root.run("2026-02-10")
        #expect(
            outcome.warnings.count == 2
                && outcome.warnings[1].contains("(number 3, and the last in force is 1) (serial_gap)"))
        #expect(try root.lastSteps().contains("houses_da_00003_20260203.xml waits"))
        #expect(root.tree("inbound") == ["houses_da_00003_20260203.xml"])
    }

    /// A system that writes the number into the file, and not into its name: before the first record, or
    /// behind the last one.
    @Test(arguments: [
        ("header: '<number>(?<serial>\\d+)</'", true), ("footer: '<number>(?<serial>\\d+)</'", false),
    ])
    func aNumberInsideTheFileLeavesTheSameGap(_ numbering: String, _ isFirst: Bool) throws {
        let root = try TrialRoot()
        try root.write(
            "pipelines/1_raw/houses.yaml",
            root.text("pipelines/1_raw/houses.yaml")!.replacing(
                #"houses_(?<serial>\d{5})_(?<date>\d{8})"#, with: #"houses_(?<kind>na|da)_(?<date>\d{8})"#)
                + "numbering: {\(numbering), kind: kind, delta: [da]}\n")
        try root.write(
            "schemas/feeds/houses.yaml",
            root.text("schemas/feeds/houses.yaml")!.replacing("columns:", with: "key: [house]\ncolumns:"))
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        for (kind, serial) in [("na", 8), ("da", 9), ("da", 10), ("da", 12)] {
            let header = "<HEADER><number>\(serial)</number></HEADER>"
            let houses = Good.houses.replacing("320", with: "\(300 + serial)").replacing(
                "<HEADER><x>1</x></HEADER>", with: "")
            try root.write(
                "inbound/houses_\(kind)_20260201.\(serial).xml".replacing(
                    "01.\(serial)", with: serial < 10 ? "0\(serial)" : "\(serial)"),
                isFirst
                    ? houses.replacing("<REGISTER>", with: "<REGISTER>" + header)
                    : houses.replacing("</REGISTER>", with: header + "</REGISTER>"))
        }
        let outcome = try root.run("2026-02-20")
        #expect(
            outcome.warnings.count == 1
                && outcome.warnings.first?.contains(
                    "is missing (number 12, and the last in force is 10) (serial_gap)") == true,
            "\(outcome.warnings)")
        #expect(try files(root) == ["8 full loaded", "9 delta loaded", "10 delta loaded"])
    }

    /// Numbers that grow a digit, in names without a day: the register's deltas reach 1000, and nothing of
    /// them is dropped without a word.
    @Test(arguments: ["serial", "number"])
    func numbersAreComparedAsNumbers(_ group: String) throws {
        let root = try TrialRoot()
        try root.write(
            "pipelines/1_raw/houses.yaml",
            root.text("pipelines/1_raw/houses.yaml")!.replacing(
                #"houses_(?<serial>\d{5})_(?<date>\d{8})"#,
                with: #"houses_(?<kind>total|delta)_(?<\#(group)>\d+)"#)
                + "numbering: {serial: \(group), kind: kind, delta: [delta]}\n")
        try root.write(
            "schemas/feeds/houses.yaml",
            root.text("schemas/feeds/houses.yaml")!.replacing("columns:", with: "key: [house]\ncolumns:"))
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        func drop(_ kind: String, _ serial: Int, _ text: String = Good.houses) throws {
            try root.write("inbound/houses_\(kind)_\(serial).xml", text.replacing("320", with: "\(serial)"))
        }
        let area = "select area_m2 from raw_houses"
        try drop("total", 998)
        for serial in [999, 1000, 1001, 1003] { try drop("delta", serial) }
        let first = try root.run("2026-02-10")
        #expect(
            first.warnings.count == 1
                && first.warnings[0].contains("(number 1003, and the last in force is 1001) (serial_gap)"),
            "\(first.warnings)")
        #expect(
            try files(root) == [
                "998 full loaded", "999 delta loaded", "1000 delta loaded", "1001 delta loaded",
            ])
        #expect(try root.rows(area) == ["1001"])
        // A day on which nothing changed is a delivery like another.
        try root.write("inbound/houses_delta_1002.xml", "<REGISTER><HEADER><x>1</x></HEADER></REGISTER>")
        #expect(try root.run("2026-02-11").exitCode == .good)
        #expect(try root.rows(area) == ["1003"])
        // Made again from the archive, in one night, it is the same; and what came once is not applied again.
        for file in root.tree(".kvadratur") where file.hasPrefix("warehouse") {
            try root.remove(".kvadratur/" + file)
        }
        try drop("delta", 1000)
        try root.run("2026-02-12")
        #expect(try files(root).map { $0.prefix(4) } == ["998 ", "999 ", "1000", "1001", "1002", "1003"])
        #expect(try root.rows(area) == ["1003"])
    }

    /// Ledgers of an older program, in which the number stood as it was written.
    @Test func oldLedgersAreOrderedByNumberToo() throws {
        let root = try root()
        for serial in [1, 2] { try drop(root, serial == 1 ? "na" : "da", serial, 3) }
        try root.run("2026-02-10")
        try root.warehouse().transaction {
            for table in ["ledger_file", "ledger_refusal", "ledger_arrival"] {
                try $0.execute("UPDATE \(table) SET arrival = replace(arrival, ' 000000000000000', ' ')")
            }
            try $0.execute("DELETE FROM grdb_migrations WHERE identifier = '015_arrival_numbers'")
        }
        #expect(
            try root.rows("select arrival from ledger_arrival where arrival like '%houses%' order by 1") == [
                "2026-02-03 00000000000000000001  houses_na_00001_20260203.xml",
                "2026-02-03 00000000000000000002  houses_da_00002_20260203.xml",
            ])
        #expect(
            try root.rows("select count(*) from ledger_file where arrival like '% 0000%houses%'") == ["2"])
    }
}
