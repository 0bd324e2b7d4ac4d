import Fingerprints
import Project
import Records
import Warehouse

/// One table on its way out: its columns with the types that its values have, and its rows as CSV.
///
/// Every text stands in quotes and null is nothing at all, so that no engine has to guess which of two empty
/// cells is a text; a fraction is written so that reading it gives the same number.
struct ExportTable {
    let name: String
    let columns: [(name: String, type: String)]

    /// What no model may read differs between two equal nights.
    private static let unread: [String: Set<String>] = [EngineTables.night.name: ["run"]]

    init(_ name: String, compiled: Compiled, transaction: Transaction) throws {
        self.name = name
        let declared =
            compiled.tables[name]?.columns.filter { !(Self.unread[name]?.contains($0.name) ?? false) } ?? []
        guard Stage.of(table: name).map({ $0 > .raw }) ?? false, try transaction.exists(table: name),
            !declared.isEmpty
        else {
            columns = declared.map { ($0.name, Self.type(of: $0.sqlType) ?? "unknown") }
            return
        }
        // A model's columns have the types of their values; SQLite names one for a plain column only.
        let asked = declared.flatMap { column in
            ["text", "real", "integer"].map { "max(typeof(\(Self.quoted(column.name))) = '\($0)')" }
        }
        // In parts: a statement has room for two thousand columns.
        var seen: [Bool] = []
        for start in stride(from: 0, to: asked.count, by: 900) {
            let part = asked[start..<min(start + 900, asked.count)]
            seen += try transaction.rows("SELECT \(part.joined(separator: ", ")) FROM \(Self.quoted(name))")[
                0
            ].map { $0 == .integer(1) }
        }
        columns = declared.enumerated().map { index, column in
            let found = zip(["text", "double", "integer"], seen[(index * 3)..<(index * 3 + 3)]).first {
                $0.1
            }?.0
            return (column.name, found ?? Self.type(of: column.sqlType) ?? "unknown")
        }
    }

    /// Writes all rows, in the order of their values from the first column on.
    func write(to path: String, _ transaction: Transaction) throws -> (rows: Int, sha256: String) {
        var printer = Fingerprinter()
        var count = 0
        var piece = Array((columns.map { "\"\($0.name)\"" }.joined(separator: ",") + "\n").utf8)
        try Durable.write(to: path) { write in
            func flush() throws {
                try piece.withUnsafeBytes { bytes in
                    printer.update(bytes)
                    try write(bytes)
                }
                piece.removeAll(keepingCapacity: true)
            }
            let names = columns.map { Self.quoted($0.name) }.joined(separator: ", ")
            let order = columns.indices.map { String($0 + 1) }.joined(separator: ", ")
            try transaction.each("SELECT \(names) FROM \(Self.quoted(name)) ORDER BY \(order)") { row in
                for (index, value) in row.enumerated() {
                    if index > 0 { piece.append(UInt8(ascii: ",")) }
                    Self.append(value, to: &piece, isText: columns[index].type == "text")
                }
                piece.append(UInt8(ascii: "\n"))
                count += 1
                if piece.count > 1 << 16 { try flush() }
            }
            try flush()
        }
        return (count, printer.finish().hex)
    }

    private static func append(_ value: Value, to bytes: inout [UInt8], isText: Bool) {
        let text: String
        switch value {
        case .null: return
        case .integer(let integer): text = String(integer)
        case .real(let real): text = "\(real)"
        case .text(let words): text = words
        }
        guard isText else { return bytes.append(contentsOf: text.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The type that a declared one means; nil where SQLite knows none.
    private static func type(of sqlType: String) -> String? {
        let word = sqlType.uppercased()
        if word.contains("INT") { return "integer" }
        if word.contains("CHAR") || word.contains("TEXT") { return "text" }
        if word.contains("REAL") || word.contains("DOUB") || word.contains("FLOA") { return "double" }
        return nil
    }

    private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
