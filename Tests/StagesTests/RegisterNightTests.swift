import Formats
import Foundation
import Records
import Testing

@testable import Stages
@testable import Warehouse

/// A whole night on real deliveries of the register: `../shared/data/bbr` beside the repository. Every number
/// is one that was counted in the files by other means.
@Suite struct RegisterNightTests {
    static let folder = repository + "/../shared/data/bbr"
    static let readers: [XMLReaderChoice] = [.plain, .libxml2]

    /// Objects of the register: buildings, units and the rest, as the warehouse has them after the night.
    static let facts: [(question: String, sql: String, answer: String)] = [
        (
            "records rejected",
            "select sum(rows_rejected) || ' ' || sum(records_read - rows_loaded) from ledger_file", "0 0"
        ),
        ("building objects", "select count(distinct id_lokalId) from raw_bbr_building", "1498"),
        ("buildings current", "select count(*) from core_building_state", "1498"),
        ("buildings in force", "select count(*) from core_building", "1226"),
        ("area of the buildings in force", "select sum(total_area_m2) from core_building", "103363"),
        ("area current, whatever the status", "select sum(total_area_m2) from core_building_state", "110666"),
        ("unit objects", "select count(distinct id_lokalId) from raw_bbr_unit", "767"),
        ("units in force", "select count(*) from core_unit", "679"),
        ("area of the units in force", "select sum(area_m2) from core_unit", "106423"),
        ("register properties", "select count(*) from core_register_property", "516"),
        ("installation objects", "select count(distinct id_lokalId) from raw_bbr_installation", "351"),
        ("installations with a current row", "select count(*) from core_installation", "345"),
        ("installations in force", "select sum(in_force) from core_installation", "259"),
        (
            "properties with owner code 50",
            "select count(distinct bfe_number) from core_building where owner_code = '50'", "4"
        ),
        (
            "their buildings and area",
            "select count(*) || ' ' || sum(total_area_m2) from core_building where owner_code = '50'",
            "39 9870"
        ),
        (
            "buildings on foreign land whose owner differs from the land's",
            "select count(*) from core_building where on_foreign_land = 1 and owner_code <> land_owner_code",
            "28"
        ),
        ("buildings on foreign land", "select count(*) from core_building where on_foreign_land = 1", "28"),
    ]
    /// Rows accepted, in the order of the files' names.
    static let rows = [9286, 47, 1460, 5137, 80, 0, 1302, 10, 972, 523, 2153, 1315]

    private static func root() throws -> TrialRoot {
        let root = try TrialRoot(project: repository)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        where name.hasSuffix(".ZIP") {
            try FileManager.default.copyItem(
                atPath: folder + "/" + name, toPath: root.path + "/inbound/" + name)
        }
        return root
    }

    /// Raw tables of the register that are not the same in both warehouses; SQLite compares them, row by row.
    private static func differences(_ one: TrialRoot, _ other: TrialRoot) throws -> (
        tables: Int, differ: [String]
    ) {
        let database = MemoryDatabase()
        for (name, root) in [("one", one), ("other", other)] {
            try database.execute("ATTACH '\(root.path)/.kvadratur/warehouse.sqlite' AS \(name)")
        }
        let tables = try database.rows(
            "SELECT name FROM one.sqlite_master WHERE type = 'table' AND name LIKE 'raw_bbr%' ORDER BY name"
        ).map { $0[0] }
        return (
            tables.count,
            try tables.filter { table in
                let counts = try database.rows(
                    "SELECT (SELECT count(*) FROM one.\(table)) - (SELECT count(*) FROM other.\(table))")
                let rows = try database.rows(
                    "SELECT count(*) FROM (SELECT * FROM one.\(table) EXCEPT SELECT * FROM other.\(table))")
                return counts != [["0"]] || rows != [["0"]]
            }
        )
    }

    @Test func everyNumberWithBothReaders() throws {
        guard FileManager.default.fileExists(atPath: Self.folder) else {
            let message = "\(Self.folder) is not here: the night on real register files was not run"
            if ProcessInfo.processInfo.environment["CI"] != nil {
                Issue.record("\(message), and in CI it must be")
            } else {
                print(message)
                withKnownIssue("real register files are not here") { Issue.record("\(message)") }
            }
            return
        }
        // The whole night with the reference reader; the fast one must give the same raw tables, and all
        // after them follows from these.
        let roots = try Self.readers.map { _ in try Self.root() }
        for (reader, root) in zip(Self.readers, roots) {
            let outcome = try root.night(
                "2020-04-18", scope: reader == .plain ? .only(.raw) : .all, reader: reader
            ).run()
            #expect(
                try root.rows("select rows_loaded from ledger_file order by name").compactMap(Int.init)
                    == Self.rows)
            #expect(try root.rows("select distinct reader from ledger_file").count == 1)
            #expect(root.tree("inbound") == [] && root.tree(".kvadratur/refused") == [])
            if reader == .plain { continue }
            // The municipality's own list is missing, and that is the only thing a person must look at.
            #expect(
                outcome.warnings == [
                    """
                    inbound: the mandatory feed properties was never delivered\n  there are no flags \
                    without it; next: put the file into inbound/ and run kvadratur run
                    """
                ])
            #expect(outcome.published && outcome.exitCode == .attention && outcome.stepsFailed == 0)
            for fact in Self.facts {
                #expect(try root.rows(fact.sql) == [fact.answer], "\(fact.question), \(reader)")
            }
        }
        let compared = try Self.differences(roots[0], roots[1])
        // Twelve were delivered; those of building cases came by nobody and are empty.
        #expect(compared.tables == 14 && compared.differ == [])
    }
}
