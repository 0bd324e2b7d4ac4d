import Contracts
import Project
import Records

extension Transaction {
    /// Drops a raw table's indexes before a load: building them once afterwards is cheaper than keeping them row by row.
    public func dropIndexes(of table: String) throws {
        for row in try rows("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", [.text(table)]) {
            try execute("DROP INDEX \(quoted(row[0].plain))")
        }
    }

    /// The indexes that a contract asks for, and the one on its key.
    public func makeIndexes(_ feed: Feed, wanted: [[String]]) throws {
        let key = feed.contract.key
        for (index, columns) in ((key.isEmpty ? [] : [key]) + wanted.filter { $0 != key }).enumerated() {
            try execute(
                "CREATE INDEX \(quoted("\(feed.table)_\(index)")) ON \(quoted(feed.table)) (\(columns.map(quoted).joined(separator: ", ")))")
        }
    }

    /// Takes older rows out of force that the file just loaded replaces; says how many.
    public func replaceOlder(_ feed: Feed, file: Int64) throws -> Int {
        let table = quoted(feed.table)
        switch feed.replaces {
        case .all:
            try execute("DELETE FROM \(table) WHERE _file <> ?", [.integer(file)])
        case .columns(let columns):
            let list = columns.map(quoted).joined(separator: ", ")
            try execute("CREATE TEMP TABLE replaced AS SELECT DISTINCT \(list) FROM \(table) WHERE _file = ?", [.integer(file)])
            try execute("CREATE INDEX temp.replaced_key ON replaced (\(list))")
            // IS, not =: two unknown values replace each other, or a row could never be corrected.
            let same = columns.map { "r.\(quoted($0)) IS \(table).\(quoted($0))" }.joined(separator: " AND ")
            try execute("DELETE FROM \(table) WHERE _file <> ? AND EXISTS (SELECT 1 FROM temp.replaced AS r WHERE \(same))", [.integer(file)])
        }
        let count = changes
        if case .columns = feed.replaces { try execute("DROP TABLE temp.replaced") }
        return count
    }

    /// Rows of one file that share a key: the same content counts once, different content is never last-wins in silence but set aside.
    /// Returns the rows dropped as duplicates and the rejects.
    public func settleDuplicates(_ feed: Feed, file: Int64) throws -> (duplicates: Int, rejects: [Reject]) {
        let key = feed.contract.key
        guard !key.isEmpty else { return (0, []) }
        let table = quoted(feed.table)
        let stored = feed.rawColumns.dropLast(3).map(\.name)
        let keyList = key.map(quoted).joined(separator: ", ")
        let twice = try rows(
            "SELECT \(keyList) FROM \(table) WHERE _file = ? GROUP BY \(keyList) HAVING count(*) > 1 ORDER BY min(_record)", [.integer(file)])
        var duplicates = 0
        var rejects: [Reject] = []
        for values in twice {
            let same = key.map { "\(quoted($0)) IS ?" }.joined(separator: " AND ")
            let found = try rows(
                "SELECT _record, _line, \(stored.map(quoted).joined(separator: ", ")) FROM \(table) WHERE _file = ? AND \(same) ORDER BY _record",
                [.integer(file)] + values)
            let equal = Set(found.map { Array($0.dropFirst(2)) }).count == 1
            for (index, row) in found.enumerated() where index > 0 || !equal {
                try execute("DELETE FROM \(table) WHERE _file = ? AND _record = ?", [.integer(file), row[0]])
                if equal { duplicates += 1; continue }
                let position = Position(line: Int(row[1].plain) ?? 0, record: Int(row[0].plain) ?? 0)
                let fault = Fault(
                    code: .duplicateKey, position: position, column: key.joined(separator: ", "), value: values.map(\.plain).joined(separator: ", "),
                    detail: "\(found.count)")
                rejects.append(Reject(
                    position: position, faults: [fault],
                    raw: zip(stored, row.dropFirst(2)).filter { $1 != .null }.map { "\($0)=\($1.plain)" }.joined(separator: "\n")))
            }
        }
        return (duplicates, rejects)
    }
}
