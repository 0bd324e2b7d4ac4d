import Foundation
import Project
import Records
import Testing
import Warehouse

@testable import Stages

/// Whole nights on the small project.
@Suite struct NightTests {
    static let all = [
        "given_setting done", "given_factor done", "houses_00001_20260201.xml done",
        "rooms-20260201.csv done", "uses-20260203.csv done", "raw_file done",
        "core_house done", "core_room done", "core_use done", "kpi_room done", "report_history_total done",
        "report_houses done", "report_rooms done",
        "edition done",
    ]

    @Test func theFirstNight() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        let outcome = try root.run()
        #expect(outcome.warnings == [] && outcome.published && outcome.exitCode == .good)
        #expect(
            try root.lastSteps().map { $0.split(separator: "/").last.map(String.init)! }.sorted()
                == Self.all.sorted())
        #expect(try root.rows("select * from kpi_room order by 1") == ["hall|120|17.5", "lab|24|4.0"])
        #expect(try root.rows("select * from core_house") == ["0012|0147|320|Rådhuset"])
        #expect(try root.rows("select figure, value from ledger_history_total") == ["seats|144.0"])
        #expect(root.tree("inbound") == [])
        #expect(
            root.text("outbound/latest/rooms.csv") == "room,seats,hours\r\nhall,120,17.5\r\nlab,24,4\r\n"
                || root.text("outbound/latest/rooms.csv")
                    == "room,seats,hours\r\nhall,120,17.5\r\nlab,24,4.0\r\n"
        )
        #expect(
            Set(root.tree(".kvadratur/archive").map { $0.split(separator: "/").last! }) == [
                "claimed", "rooms-20260201.csv", "uses-20260203.csv", "houses_00001_20260201.xml",
            ])
        #expect(try root.warehouse().problems() == [])
    }

    @Test func aSecondRunDoesNothing() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        let first = try root.run()
        let tables = try Self.dump(root)
        let edition = try Self.marks(root)
        let second = try root.run()
        #expect(
            second.stepsDone == 0 && second.stepsFailed == 0 && !second.published && second.exitCode == .good
                && second.edition == first.edition)
        #expect(try root.night().dryRun() == [])
        #expect(try root.lastSteps() == [])
        #expect(try Self.dump(root) == tables)
        #expect(try Self.marks(root) == edition)
    }

    @Test func theDryRunPrintsExactlyTheStepsThatThenRun() throws {
        let root = try TrialRoot()
        func sameAsThen(_ asOf: String = "2026-02-28", scope: Scope = .all, steps: Int? = nil) throws {
            let before = root.tree(".kvadratur") + root.tree("inbound") + root.tree("outbound")
            let planned = try root.night(asOf, scope: scope).dryRun()
            #expect(root.tree(".kvadratur") + root.tree("inbound") + root.tree("outbound") == before)
            try root.run(asOf, scope: scope)
            let ran = try root.rows(
                """
                select stage || ' ' || name || ' ' || reason from ledger_step where run = (select \
                max(run) from ledger_run) order by step
                """
            )
            #expect(planned.map { "\($0.stage.rawValue) \($0.name) \($0.reason.sentence)" } == ran)
            if let steps { #expect(ran.count == steps) }
        }
        try sameAsThen()
        try Good.drop(into: root)
        try sameAsThen()
        try sameAsThen(steps: 0)
        try sameAsThen("2026-03-01")
        try root.write("pipelines/0_given/factor.yaml", "- {factor: 3}\n")
        try sameAsThen("2026-03-01")
        try sameAsThen("2026-03-01", scope: .only(.kpi))
        try sameAsThen("2026-03-01")
        try root.write("inbound/mystery.bin", "?")
        try root.write("inbound/rooms-20260301.csv", "room,seats\nhall,121\n")
        try sameAsThen("2026-03-01", scope: .from(.raw))
        try sameAsThen("2026-03-01")
    }

    @Test func oneStageAloneLeavesTheRestStaleAndTheNextRunHealsIt() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        let edition = try Self.marks(root)
        try root.write(
            "pipelines/3_kpi/kpi_room.sql",
            root.text("pipelines/3_kpi/kpi_room.sql")!.replacingOccurrences(
                of: "sum(u.hours)", with: "max(u.hours)"))
        try root.run(scope: .only(.kpi))
        #expect(try root.lastSteps() == ["kpi_room done"])
        #expect(
            try root.rows("select name from ledger_table where stale is not null order by 1") == [
                "report_rooms"
            ])
        #expect(try root.rows("select hours from kpi_room order by room") == ["15.0", "4.0"])
        #expect(try root.rows("select hours from report_rooms order by room") == ["17.5", "4.0"])
        #expect(try Self.marks(root) == edition)
        let healed = try root.run()
        #expect(try root.lastSteps() == ["report_rooms done", "edition done"])
        #expect(healed.published)
        #expect(try root.rows("select hours from report_rooms order by room") == ["15.0", "4.0"])
        #expect(try root.rows("select count(*) from ledger_table where stale is not null") == ["0"])
    }

    @Test func aFailedAuditHoldsItsBranchBackAndNoOther() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        try root.write("inbound/rooms-20260210.csv", "room,seats,opened\nhall,121,\narena,9000,\n")
        try root.write(
            "inbound/houses_00002_20260210.xml", Good.houses.replacingOccurrences(of: "320", with: "321"))
        let outcome = try root.run()
        #expect(outcome.exitCode == .attention && outcome.published)
        #expect(
            outcome.warnings == [
                """
                pipelines/2_core/core_room.sql: rooms have more than 400 seats: 1 row, the first: room=arena \
                seats=9000 (audit audit_room_seats)
                  last night's core_room stays, and what reads it is held back; next: kvadratur status
                """
            ])
        let steps = try root.lastSteps()
        for step in [
            "core_room held_back", "kpi_room held_back", "report_rooms held_back",
            "report_history_total held_back", "core_house done", "report_houses done", "edition done",
        ] {
            #expect(steps.contains(step), "\(step) is not among \(steps)")
        }
        #expect(try root.rows("select room, seats from core_room order by 1") == ["hall|120", "lab|24"])
        #expect(try root.rows("select area_m2 from report_houses") == ["321"])
        // The same question is asked again every night until somebody answers it.
        let again = try root.run()
        #expect(again.exitCode == .attention && again.warnings == outcome.warnings)
        try root.write("inbound/rooms-20260211.csv", "room,seats,opened\nhall,121,\n")
        // The room that nobody believed is gone from a list of two, which is told.
        #expect(try root.run().warnings.allSatisfy { $0.contains("1 of 2 rows of Rooms is gone (arena)") })
        #expect(try root.rows("select * from report_rooms") == ["hall|121|17.5"])
    }

    @Test func anErrorInAModelOnlyAtRunTimeIsOurOwnAndHoldsItsBranchBack() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        // Whole numbers overflow when the rows are there, not when the model is compiled.
        try root.write(
            "pipelines/2_core/core_house.sql",
            """
            -- Houses.\nselect house, municipality, sum(9223372036854775807 + area_m2 - area_m2) over \
            () + abs(-9223372036854775807 - 1) as area_m2, name from raw_houses\n
            """
        )
        let outcome = try root.run()
        #expect(outcome.exitCode == .internalError)
        #expect(
            outcome.warnings == [
                """
                pipelines/2_core/core_house.sql: integer overflow\n  last night's core_house stays, and \
                what reads it is held back; next: kvadratur check
                """
            ])
        #expect(try root.rows("select area_m2 from core_house") == ["320"])
        #expect(try root.lastSteps() == ["core_house failed", "report_houses held_back", "edition same"])
    }

    @Test func twiceFromScratchAndInAnyOrderGivesTheSameBytes() throws {
        func nights(_ order: [[String]]) throws -> [String: Data] {
            let files = [
                "rooms-20260201.csv": Good.rooms, "rooms-20260210.csv": "room,seats\nhall,121\nlab,24\n",
                "uses-20260203.csv": Good.uses,
                "uses-20260204.csv": "room;day;hours\nhall;2026-02-02;3\nlab;2026-02-03;bad\n",
                "houses_00001_20260201.xml": Good.houses,
                "houses_00002_20260202.xml": Good.houses.replacingOccurrences(of: "320", with: "321"),
            ]
            let root = try TrialRoot()
            for drop in order {
                for name in drop { try root.write("inbound/" + name, files[name]!) }
                try root.run()
            }
            return root.latest()
        }
        let names = [
            "rooms-20260201.csv", "rooms-20260210.csv", "uses-20260203.csv", "uses-20260204.csv",
            "houses_00001_20260201.xml", "houses_00002_20260202.xml",
        ]
        let golden = try nights([names])
        #expect(
            golden.keys.contains("rooms.csv") && golden.keys.contains("kvadratur.xlsx")
                && golden.keys.contains("index.html"))
        for (number, order) in [
            [names], [names.reversed()], [Array(names[3...]), Array(names[..<3])], names.map { [$0] },
            names.reversed().map { [$0] },
        ].enumerated() {
            let other = try nights(order)
            #expect(Set(other.keys) == Set(golden.keys))
            // An edition that corrects an earlier one of the same night says so; the tables in it are the
            // same all the same.
            let compared = order.count == 1 ? Array(golden.keys) : ["rooms.csv", "houses.csv"]
            for name in compared.sorted() {
                #expect(other[name] == golden[name], "order \(number): \(name) differs")
            }
        }
    }

    @Test func configurationIsToldBeforeAnythingIsTouched() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.write("pipelines/2_core/core_bad.sql", "select chairs from raw_rooms\n")
        let failure = #expect(throws: ConfigurationFailure.self) { try root.run() }
        #expect(
            failure?.findings.map(\.description) == [
                "pipelines/2_core/core_bad.sql:1:8: no such column: chairs (bad_sql)"
            ])
        #expect(failure.map { Failure.code(of: $0) } == .configuration)
        #expect(root.tree(".kvadratur") == [] && root.tree("inbound").count == 3)
    }

    @Test func aMandatoryFeedThatNeverCameIsToldAndTheNightGoesOn() throws {
        let root = try TrialRoot()
        try root.write("inbound/uses-20260203.csv", Good.uses)
        let outcome = try root.run()
        #expect(outcome.exitCode == .attention && outcome.published)
        #expect(
            outcome.warnings == [
                """
                inbound: the mandatory feed rooms was never delivered\n  there are no flags without it; \
                next: put the file into inbound/ and run kvadratur run
                """
            ])
    }

    @Test func aLostWarehouseComesBackFromTheArchive() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        let before = root.latest()
        for name in ["warehouse.sqlite", "warehouse.sqlite-wal", "warehouse.sqlite-shm"] {
            try? root.remove(".kvadratur/" + name)
        }
        try root.run()
        #expect(try root.rows("select * from kpi_room order by 1") == ["hall|120|17.5", "lab|24|4.0"])
        #expect(root.latest() == before)
    }

    @Test func aDroppedRawTableComesBackFromTheArchive() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        let before = try Self.dump(root)
        try root.warehouse().transaction {
            try $0.execute("delete from ledger_table where name = 'raw_uses'")
            try $0.execute("drop table raw_uses")
        }
        try root.run()
        #expect(try Self.dump(root) == before)
    }

    @Test func aDeletedEditionIsPublishedAgainWithTheSameBytes() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        let first = try root.run()
        let before = root.latest()
        try FileManager.default.removeItem(atPath: root.path + "/outbound")
        let again = try root.run()
        #expect(again.edition == first.edition && again.published && root.latest() == before)
    }

    /// Every table of the data, row by row; the ledger's clock columns are not data.
    static func dump(_ root: TrialRoot) throws -> [String: [String]] {
        let names = try root.rows(
            """
            select name from sqlite_master where type = 'table' and name not like 'ledger%' and name \
            not like 'grdb%' and name <> 'night' order by 1
            """
        )
        return Dictionary(
            uniqueKeysWithValues: try names.map { ($0, try root.rows("select * from \"\($0)\"").sorted()) })
    }

    /// What is published, with the times of its files: nothing is written twice.
    static func marks(_ root: TrialRoot) throws -> [String] {
        try root.tree("outbound/editions").map { name in
            let attributes = try FileManager.default.attributesOfItem(
                atPath: root.path + "/outbound/editions/" + name)
            return "\(name) \(attributes[.modificationDate]!) \(attributes[.size]!)"
        }
    }
}
