import Records
import Testing

@testable import Contracts

/// Whatever the bytes are, a record ends as a row, a reject or a refusal, and the batch stays whole.
@Suite struct AnyBytesTests {
    /// Pieces that the parsers know, so that random texts come close to valid ones.
    static let pieces = [
        "0", "1", "9", "12", "2026", "-", ".", ",", " ", "(", ")", "%", "kr.", "DKK", "EUR", "T", "Z", ":",
        "+01:00", "Q1", "{", "}", "POINT (", "a",
        "F",
        "#REF!", "\n", "\u{A0}", "æ", "€", "\u{0}", "02-28", "10:15:37",
        "00000000-0000-0000-0000-000000000000", "12345678901234567890", "/", "e",
        "_", "\"",
    ]

    @Test("random texts of known pieces", arguments: ColumnType.allCases)
    func pieces(_ type: ColumnType) {
        var seed: UInt64 = 42
        func random(_ below: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((seed >> 33) % UInt64(below))
        }
        let columns = [
            Column(name: "a", type: type, required: true, length: 2), Column(name: "b", type: .integer),
        ]
        for style in [ValueStyle.danish, .register, .english, .spaced] {
            let checker = RowChecker(
                contract: Contract(name: "c", describes: "", columns: columns, key: []), style: style,
                codes: [:])
            for _ in 0..<1_000 {
                let value = (0...random(6)).map { _ in Self.pieces[random(Self.pieces.count)] }.joined()
                expectWhole(checker, value)
            }
        }
    }

    @Test(
        "good values cut at every byte",
        arguments: [
            (ColumnType.uuid, UUIDParserTests.known), (.uuid, "{\(UUIDParserTests.known)}"),
            (.timestamp, "2018-07-05T10:15:37.1234567+02:00"),
            (.localTimestamp, "2020-04-18T01:01:37.123"), (.utcMidnight, "2018-12-10T23:00:00Z"),
            (.date, "28-02-2026"), (.period, "2025-Q1"),
            (.money, "kr. (1.234,56)"), (.percent, "1.234,56 %"), (.easting, "POINT (659562.1 6153871.89)"),
            (.text, "Blåbærgrød €😀"),
            (.boolean, "false"),
        ])
    func cut(_ type: ColumnType, _ value: String) {
        let checker = RowChecker(
            contract: Contract(
                name: "c", describes: "",
                columns: [Column(name: "a", type: type), Column(name: "b", type: .integer)], key: []),
            style: .danish, codes: [:])
        let bytes = Array(value.utf8)
        for start in 0..<bytes.count {
            for end in start...bytes.count { expectWhole(checker, bytes[start..<end]) }
        }
    }

    func expectWhole(_ checker: RowChecker, _ value: String) { expectWhole(checker, Array(value.utf8)[...]) }

    func expectWhole(_ checker: RowChecker, _ value: ArraySlice<UInt8>) {
        var batch = checker.makeBatch()
        let result = value.withUnsafeBufferPointer { first in
            [first, Bytes(start: nil, count: 0)].withUnsafeBufferPointer {
                checker.check(Record(fields: $0, position: Position(line: 1)), into: &batch)
            }
        }
        let rows = batch.rowCount
        let cells = batch.cells.count
        switch result {
        case .accepted: #expect(rows == 1 && cells == 2)
        case .rejected(let reject): #expect(rows == 0 && cells == 0 && !reject.faults.isEmpty)
        case .notOurs, .leftOut: Issue.record("nobody asked whose the row is")
        case .stopped(let refusal): #expect(rows == 0 && cells == 0 && refusal.fault.code == .personalData)
        }
    }
}
