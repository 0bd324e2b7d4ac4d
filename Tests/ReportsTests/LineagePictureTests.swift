import Reports
import Testing

/// Boxes in columns, a curve from each table to each reader, the same every time.
@Suite struct LineagePictureTests {
    private func node(_ name: String, _ column: Int) -> LineagePicture.Node {
        .init(name: name, column: column, kind: "core")
    }

    @Test func aBoxForEachTableAndACurveForEachReader() {
        let picture = LineagePicture(
            nodes: [node("a", 0), node("b", 0), node("c", 3)],
            edges: [("a", "c"), ("b", "c"), ("c", "c"), ("x", "c")])
        let svg = picture.svg(label: "who & what")
        #expect(
            svg.components(separatedBy: "<rect").count == 4 && svg.components(separatedBy: "<path").count == 3
        )
        #expect(
            svg.contains("<a href=\"#t-a\"><title>a</title>") && svg.contains("aria-label=\"who &amp; what\"")
        )
        #expect(
            svg
                == LineagePicture(
                    nodes: [node("c", 3), node("b", 0), node("a", 0)],
                    edges: [("x", "c"), ("b", "c"), ("a", "c")]
                ).svg(label: "who & what"))
    }

    @Test func aTableStandsBesideWhatItReads() {
        let picture = LineagePicture(
            nodes: [node("a", 0), node("b", 0), node("y", 1), node("z", 1)], edges: [("a", "z"), ("b", "y")])
        let svg = picture.svg(label: "")
        func y(_ name: String) -> String {
            String(
                svg.components(separatedBy: "<title>\(name)</title>")[1].split(separator: "y=\"")[1].prefix {
                    $0 != "\""
                })
        }
        #expect(y("a") == y("z") && y("b") == y("y"))
    }

    @Test func nothingIsNoPicture() { #expect(LineagePicture(nodes: [], edges: []).svg(label: "") == "") }
}
