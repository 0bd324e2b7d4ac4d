import Project
import Records
import Warehouse

/// A second feed of a contract that fills a table of its own, which no model reads: its deliveries would be
/// taken night after night for nothing, and nobody would be told.
enum UnreadTables {
    static func findings(_ project: Project, _ compiled: Compiled) -> [Finding] {
        let read = Set(compiled.tables.values.flatMap { $0.reads.keys })
        func isRead(_ table: String) -> Bool {
            read.contains(table) || project.audits.contains { $0.sql.contains(table) }
        }
        return project.feeds.filter { !isRead($0.table) }.compactMap { feed in
            guard
                let other = project.feeds.first(where: {
                    $0.contract.name == feed.contract.name && $0.name != feed.name
                })
            else { return nil }
            return Finding(
                file: feed.file, line: 1, code: "unread_table",
                message:
                    """
                    no model reads \(feed.table); if its rows are those of \(other.name) by another \
                    way, write table: \(other.tableName)
                    """
            )
        }
    }
}
