import Project

/// The project as SQLite understands it: every model with what it reads and makes, in an order in which each
/// comes after what it reads.
public struct Compiled: Sendable {
    public struct Table: Sendable {
        public var columns: [(name: String, sqlType: String)]
        /// Tables read directly, with the columns read.
        public var reads: [String: Set<String>] = [:]
    }
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
