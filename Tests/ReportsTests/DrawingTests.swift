import Records
import Testing

@testable import Reports

@Suite struct DrawingTests {
    @Test func aBarIsDrawnWhole() {
        let picture = BarPicture(
            bars: [.init(label: "I dag <b>", start: 0, end: 2, open: nil, value: "2,0 %", look: "done")],
            marks: [.init(at: 5, label: "5 %")], label: "Mål",
            axis: "procent", stepText: { value, _ in "\(Int(value))" })
        let drawing = picture.draw()
        #expect(
            drawing.hasPrefix("<svg viewBox=\"0 0 760 100\" role=\"img\" aria-label=\"Mål\">")
                && drawing.hasSuffix("</svg>"))
        #expect(
            drawing.contains(
                """
                <rect class=\"bar done\" x=\"190\" y=\"35\" width=\"173.1\" height=\"20\"><title>I dag \
                &lt;b&gt;: 2,0 %</title></rect>
                """
            ))
        #expect(drawing.contains("<line class=\"target\" x1=\"622.7\" y1=\"22\" x2=\"622.7\" y2=\"60\"/>"))
    }

    @Test(arguments: [
        (0.0, 25.0, [0.0, 5, 10, 15, 20, 25]), (-100, 0, [-100, -80, -60, -40, -20, 0]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (3, 3, [3]),
        (0, 0.07, [0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07]),
    ])
    func stepsAreRound(_ low: Double, _ high: Double, _ expected: [Double]) {
        let steps = SVG.steps(from: low, to: high)
        #expect(
            steps.count == expected.count && zip(steps, expected).allSatisfy { abs($0 - $1) < 1e-9 },
            "\(steps)")
    }

    @Test(arguments: [(0.05, 2), (0.5, 1), (1.0, 0), (20, 0), (0, 0)])
    func stepsAreWrittenApart(_ width: Double, _ decimals: Int) {
        #expect(SVG.decimals(ofStep: width) == decimals)
    }

    @Test(arguments: [(20.0, 20.3, false), (0.2, 0.9, false), (1, 2, true), (3, 3, true), (0, 0, true)])
    func noTwoStepsOfAnAxisSayTheSame(_ low: Double, _ high: Double, _ whole: Bool) {
        let points = [low, high].map { LinePicture.Point(name: "n", value: $0, text: "t") }
        let drawing = LinePicture(
            points: points, label: "x", axis: "",
            stepText: { NumberText.decimal($0, decimals: SVG.decimals(ofStep: $1), language: "en") },
            fromZero: false, whole: whole
        ).draw()
        let said = drawing.matches(of: /text-anchor="end"[^>]*>([^<]+)</).map { String($0.1) }.filter {
            $0 != "n"
        }
        #expect(!said.isEmpty && Set(said).count == said.count, "\(said)")
        #expect(!said.contains { $0.hasPrefix("−") }, "\(said)")
        if whole { #expect(!said.contains { $0.contains(".") }, "\(said)") }
    }

    @Test func aGapBreaksTheLine() {
        let picture = LinePicture(
            points: [
                .init(name: "3 %", value: 1, text: "1"), .init(name: "4 %", value: nil, text: "–"),
                .init(name: "5 %", value: 2, text: "2"),
            ], label: "x",
            axis: "", stepText: { value, _ in "\(Int(value))" }, fromZero: true)
        #expect(picture.draw().contains("d=\"M78 94M462 14\""), "\(picture.draw())")
    }

    @Test func theTargetCountsFromTheBaselineInPerCent() throws {
        let content = EditionContent(
            asOf: "2026-02-28", name: "n",
            tables: [
                "summary": ReportTable(
                    name: "summary",
                    columns: [
                        "properties", "area_m2", "baseline_m2", "net_m2", "candidate_m2", "candidate_firm_m2",
                        "target_low_percent",
                    ].map {
                        ReportColumn(name: $0, kind: .number, unit: $0.hasSuffix("m2") ? "m2" : "percent")
                    },
                    rows: [[10, 980, 1000, -20, 100, 60, 5]])
            ])
        let overview = Overview(content, Texts("da", in: ProjectFiles.resources))
        let numbers = try #require(TargetPicture(overview)).numbers
        #expect(
            numbers.map { $0["percent"]! } == [
                "0,0\u{a0}%", "2,0\u{a0}%", "10,0\u{a0}%, heraf sikkert 6,0\u{a0}%", "5\u{a0}%",
            ])
    }
}
