import Testing

@testable import Contracts

@Suite struct ContractProblemsTests {
    static func problems(_ column: Column, key: [String] = []) -> [String] {
        ContractProblems.find(
            in: Contract(name: "c", describes: "", columns: [column], key: key), codeLists: ["status"]
        )
        .map { "\($0.column ?? "-") \($0.code)" }
    }

    @Test func soundColumnsHaveNone() {
        #expect(Self.problems(Column(name: "a", type: .integer, minimum: 0, maximum: 0)) == [])
        #expect(
            Self.problems(Column(name: "a", type: .date, earliest: "2020-01-01", latest: "2020-01-01")) == [])
        #expect(Self.problems(Column(name: "a", type: .code, length: 4, codes: "status")) == [])
    }

    @Test func everyMistake() {
        #expect(Self.problems(Column(name: "a", from: [], type: .text)) == ["a no_source"])
        #expect(
            Self.problems(Column(name: "a", type: .text, required: true, drop: true)) == ["a dropped_key"])
        #expect(Self.problems(Column(name: "a", type: .text, drop: true), key: ["a"]) == ["a dropped_key"])
        #expect(Self.problems(Column(name: "a", type: .text, minimum: 1)) == ["a unused_bound"])
        #expect(
            Self.problems(Column(name: "a", type: .integer, earliest: "2020-01-01")) == ["a unused_bound"])
        #expect(Self.problems(Column(name: "a", type: .boolean, codes: "status")) == ["a unused_bound"])
        #expect(Self.problems(Column(name: "a", type: .date, earliest: "01-01-2020")) == ["a bad_bound"])
        #expect(Self.problems(Column(name: "a", type: .number, minimum: 2, maximum: 1)) == ["a bad_bound"])
        #expect(
            Self.problems(Column(name: "a", type: .date, earliest: "2021-01-01", latest: "2020-01-01")) == [
                "a bad_bound"
            ])
        #expect(Self.problems(Column(name: "a", type: .code, codes: "gone")) == ["a unknown_code_list"])
        #expect(Self.problems(Column(name: "a", type: .text, shownFrom: 5)) == ["a bad_bound"])
        #expect(Self.problems(Column(name: "a", type: .number, shownFrom: 0)) == ["a bad_bound"])
    }

    @Test func styles() {
        let codes = { (style: ValueStyle) in ContractProblems.find(in: style).map(\.code) }
        #expect(codes(.danish) == [] && codes(.register) == [] && codes(.spaced) == [])
        #expect(codes(ValueStyle(decimal: UInt8(ascii: ","), thousands: UInt8(ascii: ","))) == ["bad_style"])
        #expect(codes(ValueStyle(decimal: UInt8(ascii: ";"))) == ["bad_style"])
        #expect(codes(ValueStyle(dates: ["dd-MM-yy", "yyyy-MM-dd"])) == ["bad_date_format"])
    }
}
