import Records
import Testing

@testable import Reports

/// The packing that keeps the page small, compared whole.
@Suite struct PageDataTests {
    private static let properties = ReportTable(
        name: "properties", columns: [ReportColumn(name: "property_id", kind: .text)],
        rows: [["E1"], ["E2"], ["E3"]])
    private let data = PageData(
        EditionContent(asOf: "2026-02-28", name: "n", tables: ["properties": properties]))

    private func packed(_ columns: [ReportColumn], _ rows: [[Value]]) -> String {
        data.encode(ReportTable(name: "side", columns: columns, rows: rows))
    }

    private func column(_ name: String, _ kind: String = "number", decimals: Int = 0) -> String {
        """
        {"name":"\(name)","kind":"\(kind)","unit":"none","decimals":\(decimals),\
        "label":{},"describes":{},
        """
    }

    @Test func keysBecomeRowNumbers() {
        #expect(
            packed([ReportColumn(name: "property_id", kind: .text)], [["E3"], ["E1"]])
                == "{\"rows\":2,\"columns\":[\(column("property_id", "text"))\"keys\":[2,0]}]}")
    }

    @Test func anUnknownKeyKeepsItsText() {
        #expect(
            packed([ReportColumn(name: "property_id", kind: .text)], [["E3"], ["X"]]).contains(
                "\"values\":[\"E3\",\"X\"]"))
    }

    @Test func repeatedTextsAreListedOnce() {
        #expect(
            packed([ReportColumn(name: "sector", kind: .text)], [["school"], ["school"], [nil], ["sport"]])
                .contains(
                    "\"words\":[[\"school\",\"sport\"],[0,0,-1,1]]"))
    }

    @Test func numbersAreRoundedToWhatIsShown() {
        #expect(
            packed([ReportColumn(name: "area_m2", kind: .number, decimals: 1)], [[12.3456], [7]])
                == "{\"rows\":2,\"columns\":[\(column("area_m2", decimals: 1))\"values\":[12.3,7]}]}")
    }

    @Test func aBoundThatEqualsItsFigureIsOnlyNamed() {
        let columns = [
            ReportColumn(name: "users", kind: .number), ReportColumn(name: "users_low", kind: .number),
        ]
        #expect(
            packed(columns, [[10, 10], [20, 18], [30, 30]]).contains(
                "\"like\":{\"column\":\"users\",\"but\":[[1],[18]]}"))
    }

    @Test func mostlyEmptyColumnsListWhatTheyHoldAndEmptyOnesGo() {
        let columns = [
            ReportColumn(name: "capacity", kind: .number), ReportColumn(name: "norm", kind: .number),
        ]
        let text = packed(columns, [[nil, nil], [nil, nil], [nil, nil], [7, nil]])
        #expect(text.contains("\"sparse\":[[3],[7]]") && !text.contains("norm"))
    }

    @Test func noTextCanEndTheScriptElement() {
        let text = packed([ReportColumn(name: "name", kind: .text)], [["</script><!-- & \u{2028}"]])
        #expect(text.contains("\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028") && !text.contains("<"))
    }
}
