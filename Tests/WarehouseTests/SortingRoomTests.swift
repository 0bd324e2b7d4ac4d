import Project
import Records
import Testing

@testable import Warehouse

/// What sorts many rows sorts in small runs, unless it looks rows up all over a large table.
@Suite struct SortingRoomTests {
    /// Rooms in the order of their building, and buildings by their own key: both hold more rows than the
    /// trial calls many.
    static func prepared(_ trial: TrialWarehouse) throws {
        try trial.warehouse.transaction { transaction in
            try transaction.execute("CREATE TABLE raw_room (room INTEGER, building INTEGER, seats INTEGER)")
            try transaction.execute("CREATE INDEX raw_room_0 ON raw_room (building, seats)")
            try transaction.execute(
                """
                CREATE TABLE core_building (building INTEGER, site INTEGER, floors INTEGER, PRIMARY KEY \
                (building)) WITHOUT ROWID
                """
            )
            try transaction.execute(
                "CREATE TABLE core_site (site INTEGER, name TEXT, PRIMARY KEY (site)) WITHOUT ROWID")
            for number in 1...20 {
                try transaction.execute(
                    "INSERT INTO raw_room VALUES (?1, ?1 % 7, 10)", [.integer(Int64(number))])
                try transaction.execute(
                    "INSERT INTO core_building VALUES (?1, 30 - ?1, 2)", [.integer(Int64(number))])
            }
            try transaction.set(table: "core_building", stage: "core", version: "", rows: 20, run: 1)
            try transaction.set(table: "core_site", stage: "core", version: "", rows: 3, run: 1)
        }
    }

    @Test(arguments: [
        // sorted, along one table
        ("select site, sum(floors) as floors from core_building group by site", 10, true),
        // sorted, and both go along the building: rooms by their index, buildings by their key
        (
            """
            select b.site, sum(r.seats) as seats from (select building, sum(seats) as seats from \
            raw_room group by building) as r cross join core_building as b where b.building = \
            r.building group by b.site
            """,
            10, true
        ),
        // sorted, and sites are few
        (
            """
            select s.name, sum(b.floors) as floors from core_building as b cross join core_site as s \
            where s.site = b.site group by s.name
            """,
            10, true
        ),
        // sorted, but buildings are looked up in the order of the rooms' numbers
        (
            """
            select b.site, sum(r.seats) as seats from raw_room as r not indexed cross join \
            core_building as b where b.building = r.building group by b.site
            """,
            10, false
        ),
        // not sorted
        ("select building, floors from core_building", 10, false),
        // not many rows
        ("select site, sum(floors) as floors from core_building group by site", 1_000, false),
    ])
    func littleRoomIsForSorts(_ sql: String, _ many: Int, _ isLittle: Bool) throws {
        let trial = try TrialWarehouse()
        try Self.prepared(trial)
        let kept = try trial.warehouse.transaction { transaction in
            try transaction.inFittingRoom(for: sql, statement: sql + "\nORDER BY 1", manyRows: many) {
                try transaction.integer("SELECT cache_size FROM pragma_cache_size")
            }
        }
        #expect(kept == -(isLittle ? Warehouse.sortingKiB : Warehouse.cacheKiB))
        #expect(try trial.rows("SELECT cache_size FROM pragma_cache_size") == ["-\(Warehouse.cacheKiB)"])
    }

    /// A failure in little room does not leave the next statement in it.
    @Test func theRoomIsGivenBack() throws {
        let trial = try TrialWarehouse()
        try Self.prepared(trial)
        #expect(throws: (any Error).self) {
            try trial.warehouse.transaction { transaction in
                try transaction.inFittingRoom(
                    for: "core_building", statement: "SELECT site FROM core_building ORDER BY site",
                    manyRows: 10
                ) {
                    try transaction.execute("nonsense")
                }
            }
        }
        #expect(try trial.rows("SELECT cache_size FROM pragma_cache_size") == ["-\(Warehouse.cacheKiB)"])
    }
}
