import Records

/// A model: one SELECT that makes one table. The file's name is the table.
public struct Model: Sendable {
    /// Table made, such as `core_building`.
    public var name: String
    /// The stage whose folder it lies in; it reads this one or a lower one.
    public var stage: Stage
    /// Path relative to the root.
    public var file: String
    /// The whole text, as it stands in the file.
    public var sql: String
    /// The first comment line: the documentation.
    public var sentence: String
    /// Columns that identify a row; checked unique, and the table's unique index.
    public var grain: [String]
    /// Columns of each further index, from `-- index: a, b`.
    public var indexes: [[String]]
    /// The key by which it may be built anew for the touched rows alone; nil builds the whole of it.
    public var rebuild: KeyedBuild?
    /// Whether the table may grow to millions of rows: `-- large: yes`.
    public var isLarge = false
    /// Large tables of which it means to read all, or a part again and again, with the reason: `-- scan:
    /// raw_uses, every row counts`.
    public var scans: [String: String] = [:]
    /// Columns whose texts name rooms or days of counted people under another name than the feed's: `--
    /// tells: part`.
    public var tells: [String] = []
    /// Tables to which it hands its rows: `-- adds to: flag_rule`.
    public var addsTo: [String] = []
    /// Columns that a shared table takes from each of its adders; empty for a model with a select of its own.
    public var shared: [String] = []
    /// Models whose rows a shared table is made of, by name.
    public var adders: [String] = []
    /// Columns of a shared table whose words stand in a given table: `-- names: rule given_rules.rule`.
    public var names: [NamedColumn] = []
}

/// A model's word that its rows of one key follow from its inputs' rows of that key alone: `-- rebuild: room,
/// raw_uses.place`.
///
/// Inputs that have the column are keyed by it, or by another of their columns that the word names; a change
/// in any other input is a change of everything.
public struct KeyedBuild: Sendable, Hashable {
    /// The column of the model by which touched rows are told.
    public var key: String
    /// The key's name in inputs that call it otherwise, by table.
    public var names: [String: String]

    /// Nil when the header's value is not `key, table.column, …`.
    init?(_ items: [String]) {
        guard let key = items.first, !key.isEmpty, !key.contains(".") else { return nil }
        self.key = key
        names = [:]
        for item in items.dropFirst() {
            let parts = item.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
            names[String(parts[0])] = String(parts[1])
        }
    }
}

/// An audit: a query whose rows are what is wrong.
public struct Audit: Sendable {
    /// How much what it finds weighs.
    public enum Severity: String, CaseIterable, Sendable {
        /// The table is not built, and last night's stays.
        case error
        /// The table is built; it is shown every night and asks for a person (exit 1) as long as it stands.
        case matter
        /// The table is built, and a person must look when it is news.
        case tell
        /// Written down, and shown as its weight says.
        case warn
    }
    /// What a warning asks of a person: nothing beyond the ledger, or a line in `status`.
    public enum Weight: String, CaseIterable, Sendable { case note, status }
    /// As its file is called, beginning with `audit_`.
    public var name: String
    /// The stage whose folder it lies in.
    public var stage: Stage
    /// Path relative to the root.
    public var file: String
    /// The whole text, as it stands in the file: a row is something wrong.
    public var sql: String
    /// Tables it judges; it runs in the transaction that builds the last of them.
    public var audits: [String]
    /// What happens when it finds something; an error where its head says nothing.
    public var severity: Severity
    /// Means something for a warning alone.
    public var weight = Weight.status
    /// What a returned row means.
    public var says: String
}

/// The comment lines at the head of an SQL file: `-- key: value`, and the first line that is none.
struct SQLHeader {
    var sentence = ""
    var values: [String: [String]] = [:]
    /// Line on which each key stands first.
    var lines: [String: Int] = [:]

    /// Keys that mean something.
    static let keys = [
        "adds to", "audits", "columns", "grain", "index", "large", "names", "rebuild", "says", "scan",
        "severity", "tells", "weight",
    ]

    /// The key that was meant, when this one is one or two letters off; any other word before a colon is
    /// prose.
    static func misspelt(_ key: String) -> String? {
        keys.contains(key) ? nil : keys.first { key.count > 3 && distance(Array(key), Array($0)) <= 2 }
    }

    /// Whether what stands before a colon is one word, or the two of `adds to`, rightly spelt or nearly.
    private static func isKey(_ text: Substring) -> Bool {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.allSatisfy({ $0.allSatisfy { $0.isLowercase && $0.isLetter } }) else { return false }
        return words.count == 1 || words.count == 2 && distance(Array(text), Array("adds to")) <= 2
    }

    /// Letters to add, drop or change to make one word of the other.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let cost = a[i] == b[j] ? diagonal : min(diagonal, row[j], row[j + 1]) + 1
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }

    init(_ sql: String) {
        for (number, line) in sql.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated() where !line.isEmpty
        {
            guard line.hasPrefix("--") else { break }
            let text = line.dropFirst(2).drop { $0 == " " }
            if let colon = text.firstIndex(of: ":"), Self.isKey(text[..<colon]) {
                let value = text[text.index(after: colon)...].drop { $0 == " " }
                let key = String(text[..<colon])
                values[key, default: []].append(String(value))
                lines[key] = lines[key] ?? number + 1
            } else if !text.isEmpty, values.isEmpty {
                sentence += (sentence.isEmpty ? "" : " ") + text
            }
        }
    }

    func list(_ key: String) -> [[String]] {
        (values[key] ?? []).map { $0.split(separator: ",").map { $0.trimmed } }
    }
}

extension Substring {
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
