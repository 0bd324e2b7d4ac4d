import Records
import Testing

@testable import Project

/// Rows of given tables beside the model that they belong to, held as strictly as the tables' own.
@Suite struct GivenAdditionsTests {
    static func files(_ rows: String, at file: String = "pipelines/2_core/core_yard.given.yaml") -> [String:
        String]
    {
        [
            "schemas/given/limits.yaml": """
            contract: limits
            key: [rule, key]
            columns:
              - {name: rule, type: text, required: true}
              - {name: key, type: text, required: true}
              - {name: value, type: number, required: true, minimum: 0}

            """,
            "pipelines/0_given/limits.yaml": "- {rule: F1, key: factor, value: 2}\n",
            "pipelines/0_given/kinds.yaml":
                """
            - {kind: hall, position: 1, name_da: Sal, note: null}\n- {kind: room, position: 2, \
            name_da: Rum}\n
            """,
            file: rows,
        ]
    }

    static let place = "pipelines/2_core/core_yard.given.yaml"

    static let cases: [Case] = [
        Case(
            "rows of two tables",
            files(
                """
                kinds:\n  - {kind: yard, position: 3, name_da: Gård}\nlimits:\n  - {rule: F2, key: \
                factor, value: 3}\n
                """
            ), says: []),
        Case(
            "a translation is missing", files("kinds:\n  - {kind: yard, position: 3}\n"),
            says: [
                "\(place):2:5: name_da is missing, which every other row of given_kinds has (missing_key)"
            ]),
        Case(
            "a key that no row has",
            files("kinds:\n  - {kind: yard, position: 3, nam_da: G, name_da: Gård}\n"),
            says: [
                """
                \(place):2:31: the key nam_da means nothing here; was name_da meant? known are kind, \
                name_da, note, position (unknown_key)
                """
            ]),
        Case(
            "a word for a number", files("kinds:\n  - {kind: yard, position: third, name_da: Gård}\n"),
            says: [
                "\(place):2:5: position must be a number, not \"third\" (bad_value)"
            ]),
        Case(
            "a table that is not given", files("kind:\n  - {kind: yard}\n"),
            says: [
                "\(place):2:3: there is no given table kind; was kinds meant? (unknown_table)"
            ]),
        Case(
            "a number beyond its bounds", files("limits:\n  - {rule: F2, key: factor, value: -3}\n"),
            says: [
                "\(place):2:36: value must be at least 0, not -3 (bad_value)"
            ]),
        Case(
            "a key that stands there already", files("limits:\n  - {rule: F1, key: factor, value: 3}\n"),
            says: [
                "\(place):2:5: F1.factor stands in pipelines/0_given/limits.yaml:1 too (duplicate_key)"
            ]),
    ]

    @Test(arguments: cases) func isTold(_ one: Case) throws { #expect(try findings(one.files) == one.says) }

    @Test("The rows stand after the table's own, with the place they are written at")
    func rows() throws {
        let files = Self.files("kinds:\n  - {kind: yard, position: 3, name_da: Gård}\n")
        let folder = try TrialFolder(["pipelines/nightly.yaml": "language: da\n"].merging(files) { $1 })
        let table = try #require(
            Project.load(root: folder.root).project.given.first { $0.table == "given_kinds" })
        #expect(table.rows.map { $0[0] } == [.text("hall"), .text("room"), .text("yard")])
        #expect(
            table.place(of: 2) == (Self.place, 2) && table.place(of: 1) == ("pipelines/0_given/kinds.yaml", 2)
        )
    }
}
