import Records
import Testing

@testable import Warehouse

/// Text rules that let one SQL file run on two engines.
@Suite struct PortableSQLTests {
    @Test(
        arguments: [
            ("select cast(a as double) / nullif(b, 0) from t", []),
            ("select CAST(a AS DOUBLE) / b from t", []),
            ("select 100.0 * a / b from t", ["1:18 bare_division"]),
            ("select (100.0 * a) / b from t", []),
            ("select a / 100.0 from t", ["1:10 bare_division"]),
            ("select 1.0 / b from t", []),
            ("-- a / b\nselect '/' as x from t", []),
            ("/* a */ select 1", []),
            ("select a /* why */ from t", []),
            ("select date(a) from t", ["1:8 not_portable"]),
            ("select Date (a) from t", ["1:8 not_portable"]),
            ("select update_date, n.date from t", []),
            ("select total, candidate(x) from t", []),
            ("select strftime('%Y', a), julianday(b) from t", ["1:27 not_portable", "1:8 not_portable"]),
            ("select\n  group_concat(a)\nfrom t", ["2:3 not_portable"]),
            ("select random() from t", ["1:8 not_portable"]),
            ("select 'date(x)' as t from t", []),
            ("select 'it''s' as a, a / b from t", ["1:24 bare_division"]),
            ("select 'æøå', a / b from t", ["1:17 bare_division"]),
            ("select \"a / b\" from t", []),
            ("select current_date from t", ["1:8 not_portable"]),
            ("select max(a, b) from t", ["1:8 not_portable"]),
            ("select max(coalesce(a, b)) from t", []),
            ("select date from t", []),
            ("select cast(a as text) from t", ["1:15 not_portable"]),
            ("select cast(a as  Real ) from t", ["1:15 not_portable"]),
            ("select a as text, b as real_part from t", []),
            ("select null as a from t", ["1:8 not_portable"]),
            ("select cast(null as integer) as a from t", []),
            ("select a from t\nunion all\nselect null as a from u", []),
        ] as [(String, [String])])
    func findings(_ sql: String, _ expected: [String]) {
        #expect(
            PortableSQL.findings(in: sql, file: "f").map { "\($0.line!):\($0.column!) \($0.code)" }.sorted()
                == expected.sorted())
    }
}
