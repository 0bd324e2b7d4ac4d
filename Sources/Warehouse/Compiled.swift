import Project

/// The project as SQLite understands it: every model with what it reads and makes, in an order in which each
/// comes after what it reads.
public struct Compiled: Sendable {
    /// One table: what it gives and what it reads.
    public struct Table: Sendable {
        /// In their order, with the type that SQLite tells; empty where it tells none.
        public var columns: [(name: String, sqlType: String)]
        /// Tables read directly, with the columns read.
        public var reads: [String: Set<String>] = [:]
    }
    /// Every table by name, those that no model makes included: raw, given, the engine's and the plan's.
    public var tables: [String: Table] = [:]
    /// Models in the order in which they are built.
    public var models: [Model] = []
    /// Audits by the model in whose transaction they run: the last built of the tables they read.
    public var audits: [String: [Audit]] = [:]

    /// Every table that reads this one, directly or through others.
    public func downstream(of table: String) -> [Model] {
        var reached: Set<String> = [table]
        return models.filter { model in
            guard let reads = tables[model.name]?.reads, !reached.isDisjoint(with: reads.keys) else {
                return false
            }
            reached.insert(model.name)
            return true
        }
    }
}
