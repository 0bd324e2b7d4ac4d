/// What an export says of itself (`manifest.json`): its tables with columns and types, and the models that
/// make others of them, in building order.
///
/// Neither a clock nor a run or a host stands in it: the same night gives the same bytes.
public struct ExportManifest: Sendable {
    /// The only form so far; whoever reads another one refuses it.
    public static let format = "kvadratur-export/1"

    public struct Table: Sendable {
        public var name: String
        public var stage: String
        /// `rows`, `made`, `stays` or `unused`.
        public var standing: String
        /// Types: `integer` (64 bits), `double`, `text`, and `unknown` where every value is null and nothing
        /// says more.
        public var columns: [(name: String, type: String)]
        /// File, rows and SHA-256 where its rows are in the export.
        public var data: (file: String, rows: Int, sha256: String)?

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

    public struct Query: Sendable {
        public var name: String
        public var stage: String
        /// Path in the project.
        public var file: String
        public var grain: [String] = []
        /// For an audit, the tables that it judges, and how severe what it finds is.
        public var audits: [String] = []
        public var severity: String?
        public var reads: [String] = []
        public var fingerprint: String
        public var text: String

        public init(name: String, stage: String, file: String, fingerprint: String, text: String) {
            self.name = name
            self.stage = stage
            self.file = file
            self.fingerprint = fingerprint
            self.text = text
        }
    }

    public struct Promise: Sendable {
        public var table: String
        public var columns: [(name: String, type: String, unit: String)]

        public init(table: String, columns: [(name: String, type: String, unit: String)]) {
            self.table = table
            self.columns = columns
        }
    }

    public var program: String
    public var authorities: [String]
    public var asOf: String
    public var tables: [Table] = []
    public var models: [Query] = []
    public var audits: [Query] = []
    public var promises: [Promise] = []

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
