import Records
import Testing

@testable import Contracts

@Suite struct RowCheckerTests {
    static let building = [
        Column(name: "id", type: .uuid, required: true),
        Column(name: "area_m2", type: .integer),
        Column(name: "built", type: .year),
        Column(name: "use", type: .code, codes: "use"),
        Column(name: "east_m", from: ["punkt"], type: .easting),
        Column(name: "north_m", from: ["punkt"], type: .northing),
        Column(name: "since", type: .utcMidnight),
        Column(name: "owner", type: .text, drop: true),
    ]
    static let uuid = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"

    @Test("a row of the register")
    func register() {
        let got = check(
            Self.building,
            """
            {\(Self.uuid.uppercased())};1499;1974;00;POINT (563439.44 6135586);2018-12-10T23:00:00Z;A. \
            Person
            """,
            style: .register, codes: ["use": ["00", "0"]])
        #expect(
            got == Checked(row: [.text(Self.uuid), 1499, 1974, "00", 563439.44, 6135586.0, "2018-12-11"]))
    }

    @Test(
        "absent, empty and blank fields, and what stands for nothing, are null",
        arguments: [
            "\(uuid);nil;nil;nil;nil;nil;nil", "\(uuid);;;;;;", "\(uuid);  ; ; ;\u{A0}; ; ",
            "\(uuid);;0;;GEOMETRYCOLLECTION EMPTY;1752-12-31T23:00:00Z;",
            "\(uuid);;0;;POINT (0 0);1753-01-01;",
        ])
    func nulls(_ line: String) {
        #expect(
            check(Self.building, line, style: .register)
                == Checked(row: [.text(Self.uuid), nil, nil, nil, nil, nil, nil]))
    }

    @Test("all faults of a row are told, and its batch stays as it was")
    func everyFault() {
        let line = "x;12,5;74;1;POINT;;"
        #expect(
            check(Self.building, line, style: .register, codes: ["use": ["1"]], raw: false)
                == Checked(
                    faults: [
                        #"f:7: record 3, id: "x" is not a UUID (bad_uuid)"#,
                        #"f:7: record 3, area_m2: "12,5" is not a whole number (bad_integer)"#,
                        #"f:7: record 3, built: "74" is not a year (bad_year)"#,
                        #"f:7: record 3, east_m: "POINT" is not a point (bad_point)"#,
                        #"f:7: record 3, north_m: "POINT" is not a point (bad_point)"#,
                    ],
                    raw: "id=x\narea_m2=12,5\nbuilt=74\nuse=1\neast_m=POINT\nsince="))
    }

    @Test(
        "a required value that is missing",
        arguments: ["", "nil", "  ", "00000000-0000-0000-0000-000000000000"])
    func required(_ value: String) {
        let got = check([Column(name: "id", type: .uuid, required: true)], value)
        #expect(got.row == nil)
        #expect(got.faults == ["f:7: record 3: id is missing (missing_value)"])
    }

    @Test("rows before and after a reject are untouched")
    func neighbours() {
        let checker = RowChecker(
            contract: Contract(
                name: "c", describes: "",
                columns: [Column(name: "a", type: .text), Column(name: "n", type: .integer)], key: []),
            style: .register, codes: [:])
        var batch = checker.makeBatch()
        for (line, number) in [("one;1", 1), ("two;x", 2), ("three;3", 3)] {
            _ = withRecord(line, at: Position(line: number)) { checker.check($0, into: &batch) }
        }
        let lines = batch.positions.map(\.line)
        #expect(lines == [1, 3])
        let first = (batch.value(row: 0, column: 0), batch.value(row: 0, column: 1))
        let second = (batch.value(row: 1, column: 0), batch.value(row: 1, column: 1))
        #expect(first == ("one", 1) && second == ("three", 3))
    }

    @Test(
        "the place of a value in its line",
        arguments: [
            ("a;31-02-2026", "f:7:3: \"31-02-2026\" is not a date (bad_date)"),
            ("a;  31-02-2026", "f:7:5: \"31-02-2026\" is not a date (bad_date)"),
            ("a\nbc;31-02-2026", "f:8:4: \"31-02-2026\" is not a date (bad_date)"),
        ])
    func place(_ line: String, _ sentence: String) {
        let got = check([Column(name: "t", type: .text), Column(name: "d", type: .date)], line)
        #expect(got == Checked(faults: [sentence], raw: line))
    }
}
