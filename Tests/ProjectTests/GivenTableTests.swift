import Records
import Testing

@testable import Project

/// `pipelines/0_given`: tables of facts as CSV and YAML.
@Suite struct GivenTableTests {
    static let schema =
        """
        contract: norms\ncolumns:\n  - {name: sector, type: code, required: true}\n  - {name: m2, type: \
        number, minimum: 0}\n
        """
    static let cases: [Case] = [
        Case("CSV without a schema", ["pipelines/0_given/norms.csv": "sector,m2\nschool,14\n"], says: []),
        Case(
            "CSV without a schema, a column twice", ["pipelines/0_given/norms.csv": "sector,sector\na,b\n"],
            says: [
                "pipelines/0_given/norms.csv:1: two columns have the same name: \"sector\" (duplicate_column)"
            ]),
        Case(
            "an empty CSV", ["pipelines/0_given/norms.csv": ""],
            says: ["pipelines/0_given/norms.csv:1: the file is empty (empty_file)"]),
        Case(
            "a bad number",
            [
                "schemas/given/norms.yaml": schema,
                "pipelines/0_given/norms.csv": "sector,m2\nschool,14\nsport,many\nculture,-1\n",
            ],
            says: [
                "pipelines/0_given/norms.csv:3:7: \"many\" is not a number (column m2) (bad_number)",
                "pipelines/0_given/norms.csv:4:9: \"-1\" is outside 0.. (column m2) (out_of_range)",
            ]),
        Case(
            "a value that must be there",
            ["schemas/given/norms.yaml": schema, "pipelines/0_given/norms.csv": "sector,m2\n,14\n"],
            says: [
                "pipelines/0_given/norms.csv:2: sector is missing (column sector) (missing_value)"
            ]),
        Case(
            "a row that is too short", ["pipelines/0_given/norms.csv": "sector,m2\nschool\n"],
            says: [
                """
                pipelines/0_given/norms.csv:2: the row does not have as many fields as the header (1 \
                fields, the header has 2) (field_count)
                """
            ]),
        Case(
            "a column that the schema does not know",
            [
                "schemas/given/norms.yaml": schema,
                "pipelines/0_given/norms.csv": "sector,m2,note\nschool,14,x\n",
            ],
            says: [
                "pipelines/0_given/norms.csv:1: the column note is not in schemas/given (unknown_column)"
            ]),
        Case(
            "a column that the schema wants",
            ["schemas/given/norms.yaml": schema, "pipelines/0_given/norms.csv": "sector\nschool\n"],
            says: [
                """
                pipelines/0_given/norms.csv:1: a required column is missing: \"sector\" (m2) \
                (missing_column)
                """
            ]),
        Case(
            "bytes that are no UTF-8 stay out",
            [
                "pipelines/0_given/norms.yaml": "- {sector: school}\n",
                "pipelines/0_given/list.csv": "a\n\u{FEFF}x\n",
            ], says: []),
        Case(
            "YAML that is no list", ["pipelines/0_given/norms.yaml": "sector: school\n"],
            says: [
                """
                pipelines/0_given/norms.yaml:1:1: a given table in YAML is a list of mappings with the \
                same keys (not_a_list)
                """
            ]),
        Case(
            "YAML with a row that is a text",
            ["pipelines/0_given/norms.yaml": "- {sector: school}\n- sport\n"],
            says: [
                "pipelines/0_given/norms.yaml:2:3: a row must be a mapping of keys to values (not_a_mapping)"
            ]),
        Case(
            "a table twice",
            [
                "pipelines/0_given/norms.yaml": "- {sector: school}\n",
                "pipelines/0_given/norms.csv": "sector\nschool\n",
            ],
            says: [
                """
                pipelines/0_given/norms.yaml:1: the table given_norms stands in \
                pipelines/0_given/norms.csv too (duplicate_table)
                """
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }

    @Test func typesComeFromTheSchemaOrFromTheValues() throws {
        let folder = try TrialFolder([
            "pipelines/nightly.yaml": "language: da\n", "schemas/given/norms.yaml": Self.schema,
            "pipelines/0_given/norms.csv": "m2,sector\n14.5,school\n,\"sport, indoor\"\n",
            "pipelines/0_given/plain.csv": "a,b\n01,\n\"x\ny\",z\n",
            "pipelines/0_given/mixed.yaml":
                "- {a: 1, b: 1, c: 1, d: true, e: \"1\"}\n- {a: 2, b: 1.5, c: x, d: false, e: ~}\n",
        ])
        let (project, found) = Project.load(root: folder.root)
        #expect(found.map(\.description) == [])
        let tables = Dictionary(uniqueKeysWithValues: project.given.map { ($0.table, $0) })
        func types(_ name: String) -> [String] { tables[name]!.columns.map { "\($0.name) \($0.sqlType)" } }
        #expect(types("given_norms") == ["sector TEXT", "m2 REAL"])
        #expect(
            tables["given_norms"]!.rows == [["school", 14.5], ["sport, indoor", nil]]
                && tables["given_norms"]!.lines == [2, 3])
        #expect(types("given_plain") == ["a TEXT", "b TEXT"])
        #expect(tables["given_plain"]!.rows == [["01", nil], ["x\ny", "z"]])
        #expect(types("given_mixed") == ["a INTEGER", "b REAL", "c TEXT", "d INTEGER", "e TEXT"])
        #expect(tables["given_mixed"]!.rows == [[1, 1.0, "1", 1, "1"], [2, 1.5, "x", 0, nil]])
    }

    @Test func codesByList() throws {
        let folder = try TrialFolder([
            "pipelines/nightly.yaml": "language: da\n",
            "pipelines/0_given/codes.csv":
                "list,code,en\nheating,1,District\nheating,2,Oil\nstatus,6,Built\n",
        ])
        #expect(Project.load(root: folder.root).project.codes == ["heating": ["1", "2"], "status": ["6"]])
    }
}
