import Records
import Testing

@testable import Warehouse

/// Equal content, equal sum; anything else, another.
@Suite struct ContentSumTests {
    static let rows =
        "select column1 as a, column2 as b from (values ('x', 1), ('y', 2), ('y', 2), (null, 2.5))"

    private static func sum(_ sql: String, ordered: Bool = false) throws -> ContentSum {
        try TrialWarehouse().warehouse.read { try ContentSum.of(sql, in: $0, ordered: ordered) }
    }

    @Test func theOrderOfRowsCountsOnlyWhereAsked() throws {
        let turned = "select * from (\(Self.rows)) order by b desc"
        #expect(try Self.sum(Self.rows) == Self.sum(turned))
        #expect(try Self.sum(Self.rows, ordered: true) != Self.sum(turned, ordered: true))
        #expect(try Self.sum(Self.rows).rows == 4)
    }

    @Test(arguments: [
        "select 1, 2", "select 2, 1", "select 1.0, 2", "select '1', 2", "select 1, null", "select null, 1",
        "select '', 2", "select 'ab', 'c'",
        "select 'a', 'bc'", "select 12, ''", "select 'abcdefgh', ''", "select 'abcdefgh', 'x'",
        "select 'abcdefghi', ''", "select -0.0, 2", "select 0.0, 2",
        "select 1, 2 union all select 1, 2", "select 1, 2 where 0", "select 1", "select char(0), ''",
        "select char(0, 0), ''",
    ])
    func everyOtherContentHasAnotherSum(_ sql: String) throws {
        let others = Self.everyOtherContent.filter { $0 != sql }
        let mine = try Self.sum(sql)
        for other in others { #expect(try Self.sum(other) != mine, "\(sql) and \(other)") }
    }
    static let everyOtherContent = [
        "select 1, 2", "select 2, 1", "select 1.0, 2", "select '1', 2", "select 1, null", "select null, 1",
        "select '', 2", "select 'ab', 'c'",
        "select 'a', 'bc'", "select 12, ''", "select 'abcdefgh', ''", "select 'abcdefgh', 'x'",
        "select 1, 2 union all select 1, 2", "select 1, 2 where 0",
    ]

    /// Rows taken away and rows added give the sum of what is left, without a look at it.
    @Test func rowsGoAndCome() throws {
        let whole = try Self.sum(Self.rows)
        let gone = try Self.sum("select 'y', 2")
        let new = try Self.sum("select 'z', 9")
        let after = try Self.sum(
            "select column1, column2 from (values ('x', 1), ('y', 2), (null, 2.5), ('z', 9))")
        #expect(whole - gone + new == after)
        #expect(whole - whole == ContentSum())
    }

    @Test func asText() throws {
        let sum = try Self.sum(Self.rows)
        #expect(ContentSum(text: sum.text) == sum)
        #expect(ContentSum(text: sum.text + " 0123456789abcdef") == sum)
        #expect(sum.text.hasSuffix(" 4") && sum.text.count == 34)
        #expect(
            ContentSum(text: "") == nil && ContentSum(text: "12 4") == nil
                && ContentSum(text: String(repeating: "x", count: 32) + " 4") == nil)
        // The ledger keeps it from night to night: no seed of the process, no machine in it.
        let kept = try Self.sum("select 'Rådhuset', 7, 2.5, null").text
        #expect(kept == "749486bfc7885c8f5272bc3e70c29242 1")
    }
}
