import Records

/// How a row that an audit found is written down: its columns by name, and where it was delivered, by the
/// names that a person knows.
enum AuditSample {
    /// `account=4800000 shares_percent=130 at allocation-2026-02.csv:241`; a row that no file delivered has
    /// no place.
    static func text(_ names: [String], _ row: [Value], files: [Int64: String]) -> String {
        let cells = zip(names, row).filter { !$0.0.hasPrefix("_") }.map { "\($0)=\($1.plain)" }.joined(
            separator: " ")
        let own = Dictionary(zip(names, row)) { first, _ in first }
        guard case .integer(let file)? = own["_file"], let name = files[file] else { return cells }
        let line = own["_line"].map { ":" + ($0 == .null ? "1" : $0.plain) } ?? ":1"
        let record = own["_record"].flatMap { $0 == .null ? nil : " (record \($0.plain))" } ?? ""
        return cells + at + name + line + record
    }

    /// Whether a row says where it stands: every delivery numbers its rows anew, so such rows are counted and
    /// not compared by their words.
    static func isPlaced(_ text: String) -> Bool {
        text.contains(at) && text.wholeMatch(of: /.* at .+:\d+( \(record \d+\))?/) != nil
    }

    private static let at = " at "
}

extension Transaction {
    /// Names of the files that rows came from, by their number.
    func fileNames(_ numbers: Set<Int64>) throws -> [Int64: String] {
        guard !numbers.isEmpty, try exists(table: EngineTables.file.name) else { return [:] }
        let list = numbers.sorted().map(String.init).joined(separator: ", ")
        let found = try rows("SELECT _file, file FROM \(EngineTables.file.name) WHERE _file IN (\(list))")
        return Dictionary(found.map { (Int64($0[0].int), $0[1].plain) }) { first, _ in first }
    }
}
