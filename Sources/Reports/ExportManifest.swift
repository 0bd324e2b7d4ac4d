/// What an export says of itself (`manifest.json`): its tables with columns and types, and the models that
/// make others of them, in building order.
///
/// Neither a clock nor a run or a host stands in it: the same night gives the same bytes.
public struct ExportManifest: Sendable {
    /// The only form so far; whoever reads another one refuses it.
    public static let format = "kvadratur-export/1"

    /// A table of the project, whether its rows are in the export or not.
    public struct Table: Sendable {
        /// Its name in the warehouse.
        public var name: String
        /// The stage's word; `night` for the engine's own tables.
        public var stage: String
        /// `rows`, `made`, `stays` or `unused`.
        public var standing: String
        /// Types: `integer` (64 bits), `double`, `text`, and `unknown` where every value is null and nothing
        /// says more.
        public var columns: [(name: String, type: String)]
        /// File, rows and SHA-256 where its rows are in the export.
        public var data: (file: String, rows: Int, sha256: String)?

        /// A table without data stands there with its columns alone.
        public init(
            name: String, stage: String, standing: String, columns: [(name: String, type: String)],
            data: (file: String, rows: Int, sha256: String)? = nil
        ) {
            self.name = name
            self.stage = stage
            self.standing = standing
            self.columns = columns
            self.data = data
        }
    }

    /// A model or an audit, as its file says it.
    public struct Query: Sendable {
        /// The table that a model makes, or the audit's name.
        public var name: String
        /// The stage's word.
        public var stage: String
        /// Path in the project.
        public var file: String
        /// Columns that name a row of a model; empty for an audit.
        public var grain: [String] = []
        /// For an audit, the tables that it judges, and how severe what it finds is.
        public var audits: [String] = []
        /// `error`, `matter`, `tell` or `warn`; nil makes the query a model.
        public var severity: String?
        /// Tables that a model reads, by name.
        public var reads: [String] = []
        /// The project's fingerprint of it, so that another engine's result can be told to be of the same
        /// text.
        public var fingerprint: String
        /// The SQL, as it stands in the file.
        public var text: String

        /// A query that reads and judges nothing yet.
        public init(name: String, stage: String, file: String, fingerprint: String, text: String) {
            self.name = name
            self.stage = stage
            self.file = file
            self.fingerprint = fingerprint
            self.text = text
        }
    }

    /// What the report promises of one of its tables.
    public struct Promise: Sendable {
        /// The table, with its prefix `report_`.
        public var table: String
        /// In the promise's order; types are the promise's: `text`, `integer`, `number`, `date`, `boolean`.
        public var columns: [(name: String, type: String, unit: String)]

        /// A promise of a table.
        public init(table: String, columns: [(name: String, type: String, unit: String)]) {
            self.table = table
            self.columns = columns
        }
    }

    /// Version of the program.
    public var program: String
    /// Codes of the municipalities, in order.
    public var authorities: [String]
    /// The night's date (ISO).
    public var asOf: String
    /// By name.
    public var tables: [Table] = []
    /// In building order.
    public var models: [Query] = []
    /// By name.
    public var audits: [Query] = []
    /// By the table's name.
    public var promises: [Promise] = []

    /// A manifest of one night; its tables and queries are put in as they are written.
    public init(program: String, authorities: [String], asOf: String) {
        self.program = program
        self.authorities = authorities
        self.asOf = asOf
    }

    /// The file's bytes.
    ///
    /// - Parameter fingerprint: of all that the export holds.
    public func bytes(fingerprint: String) -> [UInt8] {
        Array(
            JSON.object([
                ("format", .text(Self.format)), ("program", .text(program)),
                ("authorities", .list(authorities.map(JSON.text))),
                ("as_of", .text(asOf)), ("fingerprint", .text(fingerprint)),
                ("tables", .list(tables.map(json))),
                ("models", .list(models.map(json))), ("audits", .list(audits.map(json))),
                ("promises", .list(promises.map(json))),
            ]).pretty.utf8)
    }

    private func json(_ table: Table) -> JSON {
        var fields: [(String, JSON)] = [
            ("name", .text(table.name)), ("stage", .text(table.stage)), ("standing", .text(table.standing)),
        ]
        if let data = table.data {
            fields += [
                ("file", .text(data.file)), ("rows", .integer(Int64(data.rows))),
                ("sha256", .text(data.sha256)),
            ]
        }
        fields.append(
            (
                "columns",
                .list(table.columns.map { .object([("name", .text($0.name)), ("type", .text($0.type))]) })
            ))
        return .object(fields)
    }

    private func json(_ query: Query) -> JSON {
        var fields: [(String, JSON)] = [
            ("name", .text(query.name)), ("stage", .text(query.stage)), ("file", .text(query.file)),
        ]
        if let severity = query.severity {
            fields += [("audits", .list(query.audits.map(JSON.text))), ("severity", .text(severity))]
        } else {
            fields += [
                ("grain", .list(query.grain.map(JSON.text))), ("reads", .list(query.reads.map(JSON.text))),
            ]
        }
        return .object(fields + [("fingerprint", .text(query.fingerprint)), ("text", .text(query.text))])
    }

    private func json(_ promise: Promise) -> JSON {
        .object([
            ("table", .text(promise.table)),
            (
                "columns",
                .list(
                    promise.columns.map {
                        .object([
                            ("name", .text($0.name)), ("type", .text($0.type)), ("unit", .text($0.unit)),
                        ])
                    })
            ),
        ])
    }
}
