import PlanFiles

/// The model cut into parts that share nothing but a few rows: target, ceiling, disruption and exclusives
/// across parts.
///
/// With a price on each shared row the parts do not touch one another, and each is small enough to be solved
/// and proved by itself.
struct PlanParts {
    struct Part {
        /// Columns of the whole model, in order; the part's own model has them in the same order.
        var columns: [Int]
        var properties: [Int]
        /// The part's own columns and rows, every link among them.
        var linear = LinearModel()
        var names: [Plan.RowName] = []
        /// What of each shared row falls to this part.
        var shared: [(row: Int, terms: [(column: Int, factor: Double)])] = []
    }
    /// Parts of more than one column.
    private(set) var parts: [Part] = []
    /// Columns that no row but shared ones touches.
    private(set) var loose: [Int] = []
    /// Rows of the whole model that join parts.
    private(set) var shared: [Int] = []

    /// - Parameter model: without links; they are the parts' own business.
    init(_ model: PlanModel) {
        var full = model
        full.write(model.everyLink)
        var root = Array(full.linear.columns.indices)
        func find(_ c: Int) -> Int {
            var c = c
            while root[c] != c {
                root[c] = root[root[c]]
                c = root[c]
            }
            return c
        }
        for (r, row) in full.linear.rows.enumerated() where !Self.joins(full.names[r]) {
            for c in row.columns.dropFirst() {
                let (a, b) = (find(Int(row.columns[0])), find(Int(c)))
                root[max(a, b)] = min(a, b)
            }
        }
        let members = Dictionary(grouping: full.linear.columns.indices, by: find)
        var partOf: [Int: Int] = [:]
        var place: [Int: Int] = [:]
        for key in members.keys.sorted() {
            let columns = members[key]!
            guard columns.count > 1 else {
                loose.append(columns[0])
                continue
            }
            partOf[key] = parts.count
            var part = Part(columns: columns, properties: [])
            for (at, c) in columns.enumerated() {
                place[c] = at
                part.linear.columns.append(full.linear.columns[c])
            }
            parts.append(part)
        }
        for (p, column) in full.propertyColumn.enumerated() {
            if let column, let k = partOf[find(column)] { parts[k].properties.append(p) }
        }
        for (r, row) in full.linear.rows.enumerated() {
            let homes = Set(row.columns.map { find(Int($0)) })
            let inside = homes.count == 1 ? partOf[homes.first!] : nil
            switch full.names[r] {
            case .target, .ceiling, .disruption: shared.append(r)
            case .exclusive where inside == nil: if row.columns.count > 1 { shared.append(r) }
            default:
                guard let inside else { continue }
                var own = row
                own.columns = row.columns.map { Int32(place[Int($0)]!) }
                parts[inside].linear.rows.append(own)
                parts[inside].names.append(full.names[r])
            }
        }
        for r in shared {
            let row = full.linear.rows[r]
            var terms: [Int: [(column: Int, factor: Double)]] = [:]
            for (c, f) in zip(row.columns, row.factors) {
                if let k = partOf[find(Int(c))] { terms[k, default: []].append((place[Int(c)]!, f)) }
            }
            for (k, t) in terms { parts[k].shared.append((r, t)) }
        }
    }

    private static func joins(_ name: Plan.RowName) -> Bool {
        switch name {
        case .target, .ceiling, .disruption, .exclusive: true
        default: false
        }
    }
}
