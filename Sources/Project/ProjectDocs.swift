import Records

/// What `pipelines/6_report/docs` says of the project's own documentation: template, style, and which given
/// tables are catalogues.
public struct ProjectDocs: Sendable {
    /// A given table that is shown row by row, such as the key figures.
    public struct Catalogue: Sendable {
        /// Word that begins the anchors of its rows.
        public var id: String
        /// Heading, for people.
        public var title: String
        /// What its rows are, for people; may be empty.
        public var describes: String
        /// The given table.
        public var table: String
        /// Column whose value names a row; rows that share one are shown under one anchor.
        public var key: String
        /// Columns shown, each with its heading.
        public var columns: [(name: String, heading: String)]
    }

    /// Mustache text; nil where the project has none.
    public var template: String?
    /// Style sheets of the folder, one behind the other.
    public var css = ""
    /// One sentence on each stage, by its name.
    public var stages: [String: String] = [:]
    /// In the order in which they are shown.
    public var catalogues: [Catalogue] = []
    /// A sentence on each key of feeds, contracts and settings, by mapping and key.
    public var keys: [String: [String: String]] = [:]

    static let folder = Stage.report.path + "/docs"

    /// Reads the folder; a catalogue that no given table fits is a finding.
    static func load(_ folder: Folder, given: [GivenTable]) -> ProjectDocs {
        var docs = ProjectDocs()
        for file in folder.files(Self.folder, ".mustache") { docs.template = folder.text(file) }
        for file in folder.files(Self.folder, ".css") { docs.css += folder.text(file) ?? "" }
        for file in folder.files(Self.folder, ".yaml") {
            guard let text = folder.text(file),
                let root = Located.parse(text, file: file, into: folder.findings),
                let map = YAMLMap(root, what: "the documentation")
            else { continue }
            for (stage, place) in map.map("stages")?.entries() ?? [] {
                if Stage(rawValue: stage) == nil { place.complain("bad_value", "\(stage) is no stage") }
                docs.stages[stage] = place.node.scalar?.string
            }
            for (group, place) in map.map("keys")?.entries() ?? [] {
                for (key, text) in YAMLMap(place, what: "keys of \(group)")?.entries() ?? [] {
                    docs.keys[group, default: [:]][key] = text.node.scalar?.string
                }
            }
            docs.catalogues += (map.list("catalogues") ?? []).compactMap {
                Catalogue.decode($0, given: given)
            }
            map.finish()
        }
        return docs
    }
}

extension ProjectDocs.Catalogue {
    static func decode(_ place: Located, given: [GivenTable]) -> Self? {
        guard let map = YAMLMap(place, what: "a catalogue"), let id = map.string("id", required: true),
            let title = map.string("title", required: true),
            let table = map.string("table", required: true), let key = map.string("key", required: true)
        else { return nil }
        let describes = map.string("describes") ?? ""
        let columns = map.map("columns")?.entries() ?? []
        map.finish()
        guard let source = given.first(where: { $0.table == table }) else {
            map.child("table")?.complain("unknown_table", "\(table) is no given table")
            return nil
        }
        let names = Set(source.columns.map(\.name))
        if !names.contains(key) {
            map.child("key")?.complain("unknown_column", "\(table) has no column \(key)")
        }
        for (name, place) in columns where !names.contains(name) {
            place.complain("unknown_column", "\(table) has no column \(name)")
        }
        return Self(
            id: id, title: title, describes: describes, table: table, key: key,
            columns: columns.compactMap { name, place in
                names.contains(name) ? (name, place.node.scalar?.string ?? name) : nil
            })
    }
}
