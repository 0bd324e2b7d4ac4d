import Project
import Records

/// Finds needless work on large tables, as SQLite itself plans it: a table read more than once, read again
/// for every row of another, or indexed on the fly.
///
/// The tables are made in memory as the night makes them, keys and indexes included, and each model is
/// explained. The plan's lines carry aliases only; an alias that stands for several tables is settled by the
/// byte code, which tells the tables that are read whole.
public enum ScanCheck {
    /// Needless work of each model on the tables that are said to be large; empty where none is. What a model
    /// says is meant (`-- scan:`) is left out.
    public static func findings(_ project: Project, _ compiled: Compiled) -> [Finding] {
        let large = Set(
            project.feeds.filter(\.isLarge).map(\.table) + project.models.filter(\.isLarge).map(\.name))
        guard !large.isEmpty else { return [] }
        do {
            let shapes = try shapes(project, compiled)
            let pages = try shapes.rows("SELECT rootpage, tbl_name FROM sqlite_master WHERE rootpage > 0")
            let tables = Dictionary(pages.map { ($0[0], $0[1]) }) { first, _ in first }
            return try compiled.models.flatMap { model in
                let whole = wholeReads(try shapes.rows("EXPLAIN " + model.sql), tables)
                let plan = try shapes.rows("EXPLAIN QUERY PLAN " + model.sql).map {
                    Line(number: $0[0], above: $0[1], words: $0[3].split(separator: " ").map(String.init))
                }
                let aliases = PortableSQL.aliases(
                    of: Set(compiled.tables[model.name]?.reads.keys ?? [:].keys), in: model.sql)
                return messages(of: reads(plan, aliases, whole), large, model).map { table, message in
                    let place = PortableSQL.offset(of: table, in: model.sql).map {
                        TextPlace(in: model.sql, byte: $0)
                    }
                    return Finding(
                        file: model.file, line: place?.line ?? 1, column: place?.column, code: "large_scan",
                        message: message)
                }
            }.sorted()
        } catch {
            // What SQLite cannot prepare, the compiler has told.
            return []
        }
    }

    private static func shapes(_ project: Project, _ compiled: Compiled) throws -> MemoryDatabase {
        let database = MemoryDatabase()
        for (name, table) in compiled.tables.sorted(by: { $0.key < $1.key }) {
            let model = compiled.models.first { $0.name == name }
            try database.execute(createTable(name, table.columns, key: model?.grain ?? []))
            var indexes = model?.indexes ?? []
            if let feed = project.feeds.first(where: { $0.table == name }) {
                indexes = feed.indexes(wanted: project.rawIndexes[feed.name] ?? [])
            }
            for (number, columns) in indexes.enumerated() {
                try database.execute(
                    """
                    CREATE INDEX \(quoted("\(name)_\(number)")) ON \(quoted(name)) \
                    (\(columns.map(quoted).joined(separator: ", ")))
                    """
                )
            }
        }
        return database
    }

    /// One line of the plan: `SCAN b`, `SEARCH p USING INDEX …`, `CORRELATED SCALAR SUBQUERY 1`.
    private struct Line {
        var number: String
        var above: String
        var words: [String]
    }

    /// One pass over a table.
    private struct Read {
        enum Kind { case once, again, indexed }
        var table: String
        var kind: Kind
    }

    /// Tables that the byte code goes through from their first row, in its order: to read them, and to index
    /// them on the fly.
    private static func wholeReads(_ code: [[String]], _ tables: [String: String]) -> (
        read: [String], indexed: [String]
    ) {
        var open: [String: String] = [:]
        var result: (read: [String], indexed: [String]) = ([], [])
        var isIndexing = false
        for row in code {
            if row[1] == "OpenRead" { open[row[2]] = tables[row[3]] }
            if row[1] == "OpenAutoindex" { isIndexing = true }
            guard ["Rewind", "Last"].contains(row[1]) else { continue }
            if let table = open[row[2]] {
                if isIndexing { result.indexed.append(table) } else { result.read.append(table) }
            }
            isIndexing = false
        }
        return result
    }

    private static func reads(
        _ plan: [Line], _ aliases: [String: Set<String>], _ whole: (read: [String], indexed: [String])
    ) -> [Read] {
        var whole = whole
        let lines = Dictionary(plan.map { ($0.number, $0) }) { first, _ in first }
        // Lines under which a loop over more than one row has begun.
        var looped: Set<String> = []
        return plan.compactMap { line in
            guard line.words.count > 1, ["SCAN", "SEARCH"].contains(line.words[0]) else { return nil }
            let possible = aliases[line.words[1]] ?? []
            let isIndexed = line.words.contains("AUTOMATIC")
            let isScan = line.words[0] == "SCAN"
            var table = possible.count == 1 ? possible.first : nil
            if isIndexed {
                table = whole.indexed.firstIndex(where: possible.contains).map {
                    whole.indexed.remove(at: $0)
                }
            } else if isScan, let index = whole.read.firstIndex(where: possible.contains) {
                table = whole.read.remove(at: index)
            }
            let repeated = looped.contains(line.above) || isRepeated(line.above, lines)
            if table != "night" { looped.insert(line.above) }
            guard let table, isScan || isIndexed else { return nil }
            return Read(table: table, kind: isIndexed ? .indexed : repeated ? .again : .once)
        }
    }

    /// Whether a line of the plan stands below a subquery that runs for every row of another select.
    private static func isRepeated(_ number: String, _ lines: [String: Line]) -> Bool {
        guard let line = lines[number] else { return false }
        return line.words.first == "CORRELATED" || isRepeated(line.above, lines)
    }

    private static func messages(of reads: [Read], _ large: Set<String>, _ model: Model) -> [(
        table: String, message: String
    )] {
        var result: [(String, String)] = []
        for table in Set(reads.map(\.table)).intersection(large).subtracting(model.scans.keys).sorted() {
            let mine = reads.filter { $0.table == table }
            let next = "or say why it is meant: -- scan: \(table), why"
            if mine.contains(where: { $0.kind == .again }) {
                result.append(
                    (
                        table,
                        """
                        \(model.name) reads all of the large \(table) again for every row of another \
                        table; join it by its key or an index, \(next)
                        """
                    ))
            } else if mine.contains(where: { $0.kind == .indexed }) {
                result.append(
                    (
                        table,
                        """
                        \(model.name) indexes the large \(table) on the fly, every night; give \(table) \
                        an index on what is joined, \(next)
                        """
                    ))
            } else if mine.count > 1 {
                result.append(
                    (
                        table,
                        """
                        \(model.name) reads all of the large \(table) \(mine.count) times; sum it once \
                        in a named step, \(next)
                        """
                    ))
            }
        }
        return result
    }
}
