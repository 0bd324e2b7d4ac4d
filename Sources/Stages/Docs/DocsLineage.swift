import Project
import Reports
import Warehouse

/// What reads what, as pictures: the whole project, and the neighbours of one table.
struct DocsLineage {
    private let compiled: Compiled
    private let stageOf: [String: Stage]
    /// Tables by what they are read by, each sorted by name.
    let readers: [String: [String]]

    init(project: Project, compiled: Compiled) {
        self.compiled = compiled
        var stages: [String: Stage] = [:]
        for table in project.given { stages[table.table] = .given }
        for table in EngineTables.all { stages[table.name] = .raw }
        for feed in project.feeds { stages[feed.table] = .raw }
        for table in PlanTables.all { stages[table.name] = .plan }
        for model in project.models { stages[model.name] = model.stage }
        stageOf = stages
        var readers: [String: Set<String>] = [:]
        for (name, table) in compiled.tables {
            for read in table.reads.keys { readers[read, default: []].insert(name) }
        }
        self.readers = readers.mapValues { $0.sorted() }
    }

    func names(of stage: Stage) -> [String] { stageOf.filter { $0.value == stage }.keys.sorted() }

    /// Every table; within a stage a table stands to the right of what it reads. The night's date, which
    /// nearly all read, is left out.
    var whole: String {
        let names = stageOf.keys.filter { $0 != EngineTables.night.name }.sorted()
        var depth: [String: Int] = [:]
        func level(_ name: String) -> Int {
            if let known = depth[name] { return known }
            depth[name] = 0
            let own = (compiled.tables[name]?.reads.keys.sorted() ?? []).filter {
                stageOf[$0] == stageOf[name] && $0 != name
            }
            let result = (own.map(level).max() ?? -1) + 1
            depth[name] = result
            return result
        }
        for name in names { _ = level(name) }
        // A stage takes as many columns as its longest chain.
        var first: [Stage: Int] = [:]
        var next = 0
        for stage in Stage.allCases {
            first[stage] = next
            next += (names.filter { stageOf[$0] == stage }.map { depth[$0]! }.max() ?? 0) + 1
        }
        return picture(
            names.map { ($0, first[stageOf[$0]!]! + depth[$0]!) },
            label: "Lineage of every table, from left to right")
    }

    /// A table between what it reads and who reads it.
    func around(_ table: String) -> String {
        let reads =
            compiled.tables[table]?.reads.keys.filter { $0 != table && stageOf[$0] != nil }.sorted() ?? []
        let readers = (self.readers[table] ?? []).filter { $0 != table && !reads.contains($0) }
        guard !reads.isEmpty || !readers.isEmpty else { return "" }
        let edges = reads.map { ($0, table) } + readers.map { (table, $0) }
        return LineagePicture(
            nodes: reads.map { node($0, 0) } + [node(table, 1)] + readers.map { node($0, 2) }, edges: edges
        ).svg(label: "\(table) between what it reads and who reads it")
    }

    private func picture(_ places: [(String, Int)], label: String) -> String {
        let edges = compiled.tables.flatMap { name, table in table.reads.keys.map { ($0, name) } }
        return LineagePicture(nodes: places.map(node), edges: edges).svg(label: label)
    }

    private func node(_ name: String, _ column: Int) -> LineagePicture.Node {
        LineagePicture.Node(name: name, column: column, kind: stageOf[name]?.rawValue ?? "raw")
    }
}
