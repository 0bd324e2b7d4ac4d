/// A picture of what reads what: boxes in columns from left to right, a curve from each table to each of its
/// readers. SVG, no script.
public struct LineagePicture {
    /// A box: one table.
    public struct Node: Sendable {
        /// The table, and what its link leads to.
        public var name: String
        /// Column, from 0 at the left.
        public var column: Int
        /// Class of the box, such as the stage's name.
        public var kind: String
        /// A box in a column; where it stands there follows from what it reads.
        public init(name: String, column: Int, kind: String) {
            self.name = name
            self.column = column
            self.kind = kind
        }
    }

    /// Beginning of each node's link: `#` and this and the name.
    private static let anchor = "t-"
    private static let (rowHeight, gap, boxHeight) = (19.0, 38.0, 15.0)
    private let columns: [[Node]]
    private let edges: [(from: String, to: String)]

    /// - Parameters:
    ///   - nodes: the boxes; no two with one name.
    ///   - edges: pairs of names of nodes; a pair of which one is no node is left out.
    public init(nodes: [Node], edges: [(from: String, to: String)]) {
        let names = Set(nodes.map(\.name))
        // In one order: a mean of places is not the same to the last bit when they are added otherwise.
        self.edges = edges.filter { names.contains($0.from) && names.contains($0.to) && $0.from != $0.to }
            .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        let used = Set(nodes.map(\.column)).sorted()
        columns = Self.ordered(
            used.map { column in nodes.filter { $0.column == column }.sorted { $0.name < $1.name } },
            self.edges)
    }

    /// Each column by the middle of what its boxes read, so that curves cross seldom; then names, so that the
    /// picture is always the same.
    private static func ordered(_ columns: [[Node]], _ edges: [(from: String, to: String)]) -> [[Node]] {
        var columns = columns
        var reads: [String: [String]] = [:]
        var readers: [String: [String]] = [:]
        for edge in edges {
            reads[edge.to, default: []].append(edge.from)
            readers[edge.from, default: []].append(edge.to)
        }
        for sweep in 0..<6 {
            let neighbours = sweep % 2 == 0 ? reads : readers
            var place: [String: Double] = [:]
            for column in columns {
                for (index, node) in column.enumerated() {
                    place[node.name] = Double(index) / Double(max(1, column.count - 1))
                }
            }
            for index in columns.indices {
                let wanted = Dictionary(
                    uniqueKeysWithValues: columns[index].map { node -> (String, Double) in
                        let places = (neighbours[node.name] ?? []).compactMap { place[$0] }
                        return (
                            node.name,
                            places.isEmpty ? place[node.name]! : places.reduce(0, +) / Double(places.count)
                        )
                    })
                columns[index].sort { (wanted[$0.name]!, $0.name) < (wanted[$1.name]!, $1.name) }
            }
        }
        return columns
    }

    /// The drawing; empty when there is nothing to draw.
    public func svg(label: String) -> String {
        let rows = columns.map(\.count).max() ?? 0
        guard rows > 0 else { return "" }
        let (rowHeight, gap, boxHeight) = (Self.rowHeight, Self.gap, Self.boxHeight)
        var place: [String: (x: Double, y: Double, end: Double)] = [:]
        var x = 4.0
        var kinds: [String: String] = [:]
        var boxes = ""
        for column in columns {
            // As wide as its longest name.
            let boxWidth = Double(min(30, column.map(\.name.count).max() ?? 0)) * 6.2 + 12
            let top = Double(rows - column.count) * rowHeight / 2 + 4
            for (row, node) in column.enumerated() {
                let y = top + Double(row) * rowHeight
                place[node.name] = (x, y, x + boxWidth)
                kinds[node.name] = node.kind
                let words = node.name.count > 30 ? String(node.name.prefix(29)) + "…" : node.name
                boxes +=
                    """
                    <a \
                    href=\"#\(Self.anchor)\(SVG.escape(node.name))\"><title>\(SVG.escape(node.name))</title>
                    """
                    + SVG.rect(x, y, boxWidth, boxHeight, "box \(node.kind)") + SVG.text(x + 5, y + 11, words)
                    + "</a>"
            }
            x += boxWidth + gap
        }
        var curves = ""
        for edge in edges {
            guard let from = place[edge.from], let to = place[edge.to] else { continue }
            let (x1, y1, x2, y2) = (from.end, from.y + boxHeight / 2, to.x, to.y + boxHeight / 2)
            let bend = max(24, (x2 - x1) / 2)
            curves +=
                """
                <path class=\"edge \(kinds[edge.from] ?? "")\" d=\"M\(SVG.n(x1)) \
                \(SVG.n(y1))C\(SVG.n(x1 + bend)) \(SVG.n(y1)) \(SVG.n(x2 - bend)) \(SVG.n(y2)) \
                \(SVG.n(x2)) \(SVG.n(y2))\"/>
                """
        }
        let width = x - gap + 4
        let height = Double(rows) * rowHeight + 8
        return
            """
            <svg width=\"\(SVG.n(width))\" height=\"\(SVG.n(height))\" viewBox=\"0 0 \(SVG.n(width)) \
            \(SVG.n(height))\" role=\"img\" aria-label=\"\(SVG.escape(label))\">\(curves)\(boxes)</svg>
            """
    }
}
