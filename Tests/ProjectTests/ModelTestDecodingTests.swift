import Records
import Testing

@testable import Project

/// `*.test.yaml`: a model's given/expect cases.
@Suite struct ModelTestDecodingTests {
    static func test(_ name: String, _ text: String, says: [String]) -> Case {
        Case(name, ["pipelines/2_core/core_room.test.yaml": text], says: says)
    }

    static let cases: [Case] = [
        test(
            "a good one",
            "model: core_room\ncases:\n  - {name: one, given: {raw_rooms: [{room: a}]}, expect: []}\n",
            says: []),
        test(
            "no model", "cases: []\n",
            says: ["pipelines/2_core/core_room.test.yaml:1:1: model is missing (missing_key)"]),
        test(
            "another model than the file's", "model: core_hall\n",
            says: [
                """
                pipelines/2_core/core_room.test.yaml:1: the test is of core_hall; a test stands beside \
                its model (other_name)
                """
            ]),
        test(
            "a misspelt key", "model: core_room\ncases:\n  - {nmae: one, expect: []}\n",
            says: [
                """
                pipelines/2_core/core_room.test.yaml:3:6: the key nmae means nothing here; was name \
                meant? known are as_of, expect, given, name (unknown_key)
                """
            ]),
        test(
            "expect is no list", "model: core_room\ncases:\n  - {name: one, expect: 5}\n",
            says: [
                "pipelines/2_core/core_room.test.yaml:3:25: rows must be a list of mappings (not_a_list)"
            ]),
        test(
            "expect is a mapping", "model: core_room\ncases:\n  - {name: one, expect: {room: a}}\n",
            says: [
                "pipelines/2_core/core_room.test.yaml:3:25: rows must be a list of mappings (not_a_list)"
            ]),
        test(
            "a row is a text", "model: core_room\ncases:\n  - {name: one, expect: [a]}\n",
            says: [
                """
                pipelines/2_core/core_room.test.yaml:3:26: a row must be a mapping of columns to values \
                (not_a_mapping)
                """
            ]),
        test(
            "nothing expected", "model: core_room\ncases:\n  - {name: one}\n",
            says: [
                """
                pipelines/2_core/core_room.test.yaml:3:5: expect is missing; no rows are written [] \
                (missing_key)
                """
            ]),
        test(
            "a column twice", "model: core_room\ncases:\n  - {name: one, expect: [{a: 1, a: 2}]}\n",
            says: [
                "pipelines/2_core/core_room.test.yaml:3:27: the key a stands twice (duplicate_key)"
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }

    @Test(
        arguments: [
            ("1", .integer(1)), ("-7", .integer(-7)), ("1.5", .real(1.5)), ("\"1\"", .text("1")),
            ("'1.5'", .text("1.5")), ("~", .null), ("null", .null),
            ("\"\"", .text("")), ("true", .integer(1)), ("false", .integer(0)),
            ("2026-02-28", .text("2026-02-28")), ("1e3", .real(1000)), ("nan", .text("nan")),
            ("99999999999999999999", .real(1e20)), ("school", .text("school")), ("0x10", .text("0x10")),
        ] as [(String, Value)])
    func scalar(_ yaml: String, _ value: Value) throws {
        let findings = Findings()
        let test = try #require(
            ModelTest.decode(
                "model: m\ncases:\n  - {name: n, expect: [{a: \(yaml)}]}\n", file: "f", into: findings))
        #expect(findings.all == [] && test.cases[0].expect.map { $0.map(\.value) } == [[value]])
    }
}
