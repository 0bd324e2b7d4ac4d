import Contracts
import Project

/// What becomes of each table when figures are to be made on another engine, outside the house: it stays, its
/// rows leave, or it is made there.
///
/// Raw rows never leave. Neither does a table that rests on a feed which counts people (`shown_from`) and
/// tells its rooms or its days apart: by a column called as the feed calls it, by one that the model's head
/// names (`-- tells: part`), or by one of that name that was read from such a table. Of the others only what
/// is needed leaves: tables that a model read there, and the report's own that cannot be made there.
public struct Leaving: Sendable {
    /// What becomes of one table.
    public enum Standing: String, Sendable {
        /// Neither its rows nor anything made from them elsewhere.
        case stays
        /// Its rows are in the export.
        case rows
        /// A model makes it there, from rows that left and tables made there.
        case made
        /// Nothing there reads it.
        case unused
    }

    /// Of every table that the project has.
    public let standings: [String: Standing]
    /// Tables that read a column which tells rooms or days, and by their head tell none: with a name of a
    /// room (raw table and column) none of their texts may begin. Days are not asked for: a period has a
    /// first and a last one.
    public let doubted: [String: [(table: String, column: String)]]

    /// What becomes of a table; `unused` for one that the project has not.
    public func standing(of table: String) -> Standing { standings[table] ?? .unused }

    /// Judges every table of a project that compiled without findings.
    public init(_ project: Project, _ compiled: Compiled) {
        var told: [String: Set<String>] = [:]
        var doubted: [String: [(table: String, column: String)]] = [:]
        for feed in project.feeds where feed.contract.columns.contains(where: { $0.shownFrom != nil }) {
            let places = SmallCountCheck.places(of: feed)
            let names = feed.contract.columns.filter {
                places.contains($0.name) && [.text, .code, .key, .id].contains($0.type)
            }
            for table in [feed.table] + compiled.downstream(of: feed.table).map(\.name)
                + PlanTables.all.map(\.name)
            {
                let columns = Set(compiled.tables[table]?.columns.map(\.name) ?? [])
                let model = compiled.models.first { $0.name == table }
                let reads = (compiled.tables[table]?.reads ?? [:]).map {
                    told[$0.key, default: []].intersection($0.value)
                }
                let read = reads.reduce(into: Set<String>()) { $0.formUnion($1) }
                let tells = columns.filter {
                    Self.names($0, places) || read.contains($0) || model?.tells.contains($0) ?? false
                }
                if !tells.isEmpty { told[table, default: []].formUnion(tells) }
                if tells.isEmpty, !read.isEmpty {
                    doubted[table, default: []] += names.map { (feed.table, $0.name) }
                }
            }
        }
        var result: [String: Standing] = [:]
        for table in compiled.tables.keys {
            result[table] = Stage.of(table: table) == .raw || told[table] != nil ? .stays : .rows
        }
        for model in compiled.models where model.stage > .core && result[model.name] != .stays {
            let reads = compiled.tables[model.name]?.reads.keys.map { $0 } ?? []
            if reads.allSatisfy({ result[$0] != .stays }) { result[model.name] = .made }
        }
        let read = Set(
            compiled.models.filter { result[$0.name] == .made }.flatMap {
                compiled.tables[$0.name]!.reads.keys
            })
        let promised = Set(project.promises.map(\.table))
        for (table, standing) in result
        where standing == .rows && !read.contains(table) && !promised.contains(table) {
            result[table] = .unused
        }
        standings = result
        self.doubted = doubted.filter { result[$0.key] == .rows }
    }

    /// `room`, and `room_key` of what was put together from it.
    private static func names(_ column: String, _ places: Set<String>) -> Bool {
        places.contains(column) || column.hasSuffix("_key") && places.contains(String(column.dropLast(4)))
    }
}
