import Records
import Testing

@testable import Contracts

/// The short way for plain values must come to what the parsers come to, whatever the value and whatever the
/// contract asks of it.
@Suite struct PlainCellTests {
    /// Well-formed values, values at the edges of what is taken, and what looks like one of them.
    private static let seeds = [
        "0", "7", "007", "1499", "0000", "0999", "1000", "1985", "9999", "10000", "-14", "123456789",
        "1234567890", "12.5", "1.499", "+3", "１２",
        "A", "ab", "00", "ø", "æøå", "12345678", "123456789", "#N/A", "###", "#1", "a\tb", "a\nb", "\u{7F}",
        "\u{1F}x", "010203-1234", "0102031234", "abc 0102031234",
        "", " ", " 5 ", "\u{A0}7\u{A0}", "nil", "-", "?",
        "0a1b2c3d-0000-4000-8000-00000000000F", "00000000-0000-0000-0000-000000000000",
        "{0a1b2c3d-0000-4000-8000-00000000000f}",
        "0a1b2c3g-0000-4000-8000-00000000000f", "0a1b2c3d+0000-4000-8000-00000000000f",
        "0A1B2C3D-ABCD-EFAB-CDEF-0123456789AB", "0a1b2c3@-0000-4000-8000-00000000000f",
        "0a1b2c3`-0000-4000-8000-00000000000f", "0a1b2c3:-0000-4000-8000-00000000000/",
        "00000000-0000-0000-0000-00000000000\u{80}",
        "2020-04-18T01:01:37.123456+02:00", "2020-04-01T01:01:37+02:00", "2020-04-18T23:59:59.9999999Z",
        "2020-04-18T00:00:00Z", "2020-02-29T12:00:00Z", "2020-02-28T00:30:00+01:00",
        "2020-01-01T00:30:00.0+01:00", "2020-04-18T24:00:00Z", "2020-04-18T12:60:00Z", "2020-13-18T12:00:00Z",
        "2020-00-18T12:00:00Z", "2020-04-00T12:00:00Z", "0999-04-18T12:00:00Z",
        "2020-04-18T12:00:00.12345678Z", "2020-04-18T12:00:00.Z", "2020-04-18T12:00:00",
        "2020-04-18T12:00:00.5", "2020-04-18T12:00:00+01:30", "2020-04-18T12:00:00-05:00",
        "2020-04-18T12:00:00+15:00", "2020-04-18T12:00:00+14:00", "2020-04-18 12:00:00Z",
        "2020-04-18T12:00:00ZZ", "2020-04-18T12:00:00.1234567+02:00x", "2020-04-18T1\u{00}:00:00Z",
        "POINT (550000.5 6190000.25)", "2020-04-18", "true", "2024-05",
    ]

    private static let types = ColumnType.allCases

    /// Columns of every type that ask nothing, and some that ask much.
    private static func columns(_ type: ColumnType) -> [Column] {
        var strict = Column(
            name: "strict", from: ["v"], type: type, required: true, minimum: 5, maximum: 1990,
            maximumLength: 8, nulls: [])
        strict.onFault = .dropValue
        return [
            Column(name: "free", from: ["v"], type: type), strict,
            Column(name: "nulls", from: ["v"], type: type, nulls: ["7", "?", "1985"], onFault: .accept),
            Column(name: "fixed", from: ["v"], type: type, length: 4, onFault: .dropValue),
            Column(name: "exact", from: ["v"], type: type, length: 36, onFault: .accept),
            Column(
                name: "listed", from: ["v"], type: type, codes: "list", onFault: .accept,
                onUnknownCode: .dropValue),
            Column(
                name: "dated", from: ["v"], type: type, earliest: "2020-04-02", latest: "2021-01-01",
                onFault: .accept),
        ]
    }

    private static func bothWays(_ text: String, _ style: ValueStyle) -> [(
        ColumnType, String, Checked, Checked
    )] {
        types.flatMap { type in
            columns(type).map { column in
                let codes: [String: Set<String>] = ["list": ["7", "00", "1985", "ø", "12345678"]]
                let line = text.replacing(";", with: ",")
                return (
                    type, column.name, check([column], line, style: style, codes: codes),
                    check([column], line, style: style, codes: codes, plain: false)
                )
            }
        }
    }

    @Test(arguments: [ValueStyle.register, .danish]) func knownForms(_ style: ValueStyle) {
        for seed in Self.seeds {
            for (type, column, short, long) in Self.bothWays(seed, style) where short != long {
                Issue.record("\(seed.debugDescription) as \(type) (\(column)): \(short), not \(long)")
            }
        }
    }

    @Test func changedForms() {
        var state: UInt64 = 20_260_228
        func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        let letters = Array("0123456789abcfgAFG-+:.TZ #{}æ\t\u{7F} ".unicodeScalars)
        for _ in 0..<1500 {
            var scalars = Array(Self.seeds[below(Self.seeds.count)].unicodeScalars)
            for _ in 0...below(3) where !scalars.isEmpty {
                let at = below(scalars.count)
                switch below(3) {
                case 0: scalars[at] = letters[below(letters.count)]
                case 1: scalars.remove(at: at)
                default: scalars.insert(letters[below(letters.count)], at: at)
                }
            }
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            for (type, column, short, long) in Self.bothWays(text, .register) where short != long {
                Issue.record("\(text.debugDescription) as \(type) (\(column)): \(short), not \(long)")
            }
        }
    }

    /// The short way is there for nearly every field: if it took none, the tests above would hold a way
    /// against itself.
    @Test(arguments: [
        (ColumnType.code, "120", true), (.code, "1234567890", false), (.text, "Ny", true),
        (.text, "#N", false), (.id, "0012", true), (.id, "1a", false),
        (.integer, "1499", true), (.integer, "-1", false), (.number, "12", true), (.year, "1985", true),
        (.year, "985", false),
        (.uuid, "0a1b2c3d-0000-4000-8000-00000000000F", true),
        (.uuid, "00000000-0000-0000-0000-000000000000", false),
        (.timestamp, "2020-04-18T01:01:37.123456+02:00", true),
        (.timestamp, "2020-04-18T12:00:00-05:00", false), (.date, "2020-04-18", false),
    ]) func takes(_ type: ColumnType, _ text: String, _ expected: Bool) {
        let rule = UnsafeMutablePointer<ColumnRule>.allocate(capacity: 1)
        rule.initialize(to: ColumnRule(Column(name: "v", type: type), field: 0, codes: [:]))
        defer {
            rule.deinitialize(count: 1)
            rule.deallocate()
        }
        var batch = RowBatch(columnCount: 1)
        let isTaken = parsing(text) { PlainCell.append($0, rule, into: &batch) }
        let cells = batch.cells.count
        #expect(isTaken == expected && cells == (expected ? 1 : 0))
    }
}
