import Records
import Reports
import Testing

@Suite struct MetricsTests {
    private let content = EditionContent(
        asOf: "2026-02-28", name: "2026-02-28", authority: "Eksempel \"Kommune\"", version: "0.1.0",
        tables: [
            "summary": ReportTable(
                name: "summary",
                columns: [
                    ReportColumn(name: "scope", kind: .text),
                    ReportColumn(
                        name: "area_m2", kind: .number, unit: "m2",
                        describes: ["en": "Total operating area today"]),
                ],
                rows: [["all", 1234.5]]),
            "inputs": ReportTable(
                name: "inputs",
                columns: [
                    ReportColumn(name: "feed", kind: .text), ReportColumn(name: "state", kind: .text),
                    ReportColumn(name: "age_days", kind: .integer, describes: ["en": "Days since delivery"]),
                ],
                rows: [["odd \"feed\"\n", "stale", 61]]),
        ])

    @Test func metricsWhole() {
        #expect(
            String(decoding: renderMetrics(content), as: UTF8.self) == """
                # HELP kvadratur_as_of_seconds The night's date as seconds since 1970.
                # TYPE kvadratur_as_of_seconds gauge
                kvadratur_as_of_seconds 1772236800
                # HELP kvadratur_area_m2 Total operating area today
                # TYPE kvadratur_area_m2 gauge
                kvadratur_area_m2{scope="all"} 1234.5
                # HELP kvadratur_input_age_days Days since delivery
                # TYPE kvadratur_input_age_days gauge
                kvadratur_input_age_days{feed="odd \\"feed\\"\\n"} 61
                # HELP kvadratur_input_current 1 when the input is current.
                # TYPE kvadratur_input_current gauge
                kvadratur_input_current{feed="odd \\"feed\\"\\n",state="stale"} 0

                """)
    }

    @Test func summaryWhole() {
        #expect(
            String(
                decoding: renderSummaryJSON(
                    content, files: [EditionFile(name: "a.csv", bytes: 3, sha256: "00")]), as: UTF8.self)
                    == """
                    {
                      "edition": "2026-02-28",
                      "as_of": "2026-02-28",
                      "authority": "Eksempel \\"Kommune\\"",
                      "version": "0.1.0",
                      "corrects": null,
                      "summary": [
                        {
                          "scope": "all",
                          "area_m2": 1234.5
                        }
                      ],
                      "inputs": [
                        {
                          "feed": "odd \\"feed\\"\\n",
                          "state": "stale",
                          "age_days": 61
                        }
                      ],
                      "scenarios": [],
                      "files": [
                        {
                          "name": "a.csv",
                          "bytes": 3,
                          "sha256": "00"
                        }
                      ]
                    }

                    """)
    }
}
