import Testing

@testable import Warehouse

/// What a statement reads, as SQLite's authorizer tells it.
@Suite struct MemoryDatabaseTests {
    @Test(
        arguments: [
            ("select a from t", ["t": ["a"]]),
            ("select * from t", ["t": ["a", "b"]]),
            ("select 1 from t", ["t": [""]]),
            ("select count(*) from t", ["t": [""]]),
            ("select a from t where b > 1 order by b", ["t": ["a", "b"]]),
            ("select t.a from t join u on u.c = t.b", ["t": ["a", "b"], "u": ["c"]]),
            ("select (select max(c) from u) from t", ["t": [""], "u": ["c"]]),
            (
                "select a from t where exists (select 1 from u where u.c = t.b)",
                ["t": ["a", "b"], "u": ["c"]]
            ),
            ("select 1", [:]),
        ] as [(String, [String: [String]])])
    func reads(_ sql: String, _ expected: [String: [String]]) throws {
        let database = MemoryDatabase()
        try database.execute("create table t (a, b); create table u (c)")
        _ = try database.prepare(sql)
        #expect(database.reads.mapValues { $0.sorted() } == expected)
    }

    @Test func namedStepsHideNothing() throws {
        let database = MemoryDatabase()
        try database.execute("create table t (a, b)")
        _ = try database.prepare("with x as (select a from t), y as (select a from x) select a from y")
        #expect(database.reads["t"] == ["a"])
    }

    @Test(arguments: [
        ("select nope from t", "no such column: nope", 7), ("selec a", "near \"selec\": syntax error", 0),
    ])
    func failures(_ sql: String, _ message: String, _ offset: Int) throws {
        let database = MemoryDatabase()
        try database.execute("create table t (a)")
        let failure = #expect(throws: MemoryDatabase.Failure.self) { _ = try database.prepare(sql) }
        #expect(failure?.message == message && failure?.offset == offset)
    }

    @Test func columnsAndRows() throws {
        let database = MemoryDatabase()
        try database.execute("create table t (a TEXT, b INTEGER); insert into t values ('x', 1), (null, 2)")
        #expect(
            try database.prepare("select a, b, a || b as c from t").map { "\($0.name) \($0.sqlType)" } == [
                "a TEXT", "b INTEGER", "c ",
            ])
        #expect(try database.rows("select * from t") == [["x", "1"], ["", "2"]])
    }
}
