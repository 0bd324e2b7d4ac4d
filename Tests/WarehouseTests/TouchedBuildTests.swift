import Records
import Testing

@testable import Project
@testable import Warehouse

/// One model for the touched keys alone, on four rooms.
@Suite struct TouchedBuildTests {
    static func model(
        _ sql: String =
            """
        select u.house, u.room, sum(u.hours) as hours from core_use as u join given_open as o on \
        o.room = u.room group by u.house, u.room
        """
    )
        -> Model
    {
        Model(
            name: "core_room", stage: .core, file: "pipelines/2_core/core_room.sql", sql: sql, sentence: "",
            grain: ["house", "room"], indexes: [],
            rebuild: KeyedBuild(["house"]))
    }

    /// Uses in five houses, summed, with the changes of `sql` watched.
    private static func trial(_ sql: String, _ model: Model = model()) throws -> (
        TrialWarehouse, content: String
    ) {
        let trial = try TrialWarehouse()
        let content = try trial.warehouse.transaction { transaction in
            try transaction.execute("create table core_use (house text, room text, hours real)")
            try transaction.execute(
                """
                insert into core_use values ('a', 'hall', 1.5), ('a', 'lab', 2), ('b', 'hall', 3), \
                ('c', 'hall', 4), ('d', 'hall', 5), (null, 'hall', 6)
                """
            )
            try transaction.execute("create table given_open as select 'hall' as room union select 'lab'")
            let content = try transaction.build(Self.plain(model), audits: []).content
            try transaction.watch("core_use", columns: ["house"])
            try transaction.execute(sql)
            return content
        }
        return (trial, content)
    }

    /// Without the null house, which no clustered table can hold.
    private static func plain(_ model: Model) -> Model {
        var model = model
        model.sql = "select * from (\n\(model.sql)\n) where house is not null"
        return model
    }

    private static func touched(
        _ trial: TrialWarehouse, _ content: String, _ model: Model = model(), audits: [Audit] = [],
        tooMany: Int = 1
    ) throws -> (built: Built, keys: Int)? {
        try trial.warehouse.transaction {
            try $0.buildTouched(
                plain(model), key: "house",
                inputs: [KeyedInput(table: "core_use", column: "house", hasChanges: true)], audits: audits,
                content: content, tooMany: tooMany)
        }
    }

    @Test(arguments: [
        ("update core_use set hours = 9 where house = 'b'", 1), ("delete from core_use where house = 'c'", 1),
        ("insert into core_use values ('e', 'lab', 1), ('a', 'lab', 1)", 2),
        ("update core_use set house = 'b' where house = 'a' and room = 'lab'", 2),
        ("update core_use set house = null where house = 'd'", 1),
        ("update core_use set hours = hours where house = 'd'", 1),
    ])
    func theSameAsTheWhole(_ sql: String, _ keys: Int) throws {
        let (trial, content) = try Self.trial(sql)
        let touched = try #require(try Self.touched(trial, content))
        let found = try trial.rows("select * from core_room")
        let changed = try trial.warehouse.read { try $0.rows("select count(*) from temp.changed_core_room") }
        let whole = try trial.warehouse.transaction { try $0.build(Self.plain(Self.model()), audits: []) }
        #expect(touched.built == whole)
        #expect(try trial.rows("select * from core_room") == found)
        #expect(touched.keys == keys)
        #expect((changed == [[.integer(0)]]) == (whole.content == content))
    }

    /// Text other than the declared key's would be wrong: the engine sees a row of an untouched key and
    /// builds the whole.
    @Test func aRowOfAnotherKeyBuildsTheWhole() throws {
        let spread = Self.model(
            "select o.room as house, o.room, (select sum(hours) from core_use) as hours from given_open as o")
        let (trial, content) = try Self.trial("update core_use set hours = 9 where house = 'b'", spread)
        #expect(try Self.touched(trial, content, spread) == nil)
        #expect(try trial.rows("select room, hours from core_room") == ["'hall'|21.5", "'lab'|21.5"])
    }

    @Test func tooManyBuildTheWhole() throws {
        let (trial, content) = try Self.trial("update core_use set hours = 9 where house = 'b'")
        #expect(try Self.touched(trial, content, tooMany: 10) == nil)
        #expect(try Self.touched(trial, content, tooMany: 5) != nil)
    }

    @Test func aRefusedTableIsAsItWas() throws {
        let (trial, content) = try Self.trial("update core_use set hours = 900 where house = 'b'")
        let audit = Audit(
            name: "audit_hours", stage: .core, file: "f", sql: "select * from core_room where hours > 100",
            audits: ["core_room"], severity: .error, says: "odd")
        let refused = try #require(throws: ModelRefused.self) {
            try Self.touched(trial, content, audits: [audit])
        }
        #expect(refused.results.map(\.sample) == [["house=b room=hall hours=900.0"]])
        #expect(try trial.rows("select hours from core_room where house = 'b'") == ["3.0"])
        #expect(try trial.rows("select name from sqlite_temp_master where type = 'view'") == [])
    }

    @Test func aTableMadeAnewIsNoLongerWatched() throws {
        let (trial, _) = try Self.trial("delete from core_use where house = 'a'")
        try trial.warehouse.transaction { transaction in
            #expect(try transaction.isWatched("core_use") && transaction.knowsChanges(of: "core_use"))
            try transaction.execute("drop table core_use")
            try transaction.execute("create table core_use (house text, room text, hours real)")
            #expect(try !transaction.isWatched("core_use"))
        }
    }

    /// A whole build can tell which rows it changed, both sides of them.
    @Test func aWholeBuildTellsItsChanges() throws {
        let (trial, _) = try Self.trial("update core_use set hours = 9 where house in ('b', 'c')")
        _ = try trial.warehouse.transaction {
            try $0.build(Self.plain(Self.model()), audits: [], keepingChanges: true, known: "another content")
        }
        let changed = try trial.warehouse.read {
            try $0.rows("select house, hours from temp.changed_core_room order by 1, 2").map {
                $0.map(\.plain)
            }
        }
        #expect(changed == [["b", "3.0"], ["b", "9.0"], ["c", "4.0"], ["c", "9.0"]])
        #expect(try trial.rows("select count(*) from sqlite_master where name like 'before%'") == ["0"])
    }

    /// Nothing is compared where the sum says that nothing changed.
    @Test func aWholeBuildWithTheSameContentTellsNone() throws {
        let (trial, content) = try Self.trial("update core_use set hours = hours")
        _ = try trial.warehouse.transaction {
            try $0.build(Self.plain(Self.model()), audits: [], keepingChanges: true, known: content)
        }
        #expect(try trial.rows("select count(*) from sqlite_master where name like 'before%'") == ["0"])
        #expect(try trial.warehouse.read { try !$0.knowsChanges(of: "core_room") })
    }
}
