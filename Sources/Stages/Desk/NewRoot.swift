import Contracts
import Formats
import Foundation
import Project
import Records
import Reports
import Warehouse

/// `kvadratur new`: an empty place to begin in, with the project's pipelines and schemas, empty sheets to
/// fill in, and what the folders are for.
public struct NewRoot: Speaker {
    let root: String
    let folder: String
    let project: Project

    /// The language of the settings.
    public var language: Language { project.settings.speaks }

    /// A place in `folder` with the method of the project at `root`; nothing is made yet.
    ///
    /// - Throws: `ConfigurationFailure` where the project is wrong.
    public init(root: String, folder: String) throws {
        (self.root, self.folder) = (root, folder)
        project = try Project.usable(root: root)
    }

    /// - Returns: what is said of it.
    /// - Throws: `UsageFailure` where something is there already.
    public func make() throws -> String {
        if FileState.exists(folder), !Durable.names(in: folder).isEmpty {
            throw UsageFailure(
                say(
                    """
                    \(folder): mappen er ikke tom; intet er rørt; næste: kvadratur new NAVN, med en \
                    mappe, der ikke findes endnu
                    """,
                    """
                    \(folder): it is not empty; nothing was touched; next: kvadratur new NAME, with a \
                    folder that is not there yet
                    """
                ))
        }
        let places = Places(root: folder)
        for one in [places.inbound, places.outbound, folder + "/templates"] { try Durable.makeFolder(one) }
        try LayerDesk(project, root: root).lay(folder)
        for one in ["inbound/README.md", "outbound/README.md"] {
            if let bytes = FileManager.default.contents(atPath: root + "/" + one) {
                try Durable.write(bytes, to: folder + "/" + one)
            }
        }
        var names: [String] = []
        let words = ColumnNames(project)
        for feed in project.feeds {
            // A numbered delivery comes from a register's machine: nobody fills it in.
            guard case .csv = feed.format, feed.numbering == nil else { continue }
            let title = feed.title[language.rawValue] ?? feed.name
            let file = "\(title.replacing("/", with: "-")).xlsx"
            try writeTemplate(template(feed, words), path: "\(folder)/templates/\(file)")
            names.append("\(file) (\(feed.name))")
        }
        try Durable.write(readme(names).utf8, to: folder + "/README.md")
        let run = "kvadratur run --root \(Messages.quoted(folder))"
        return say(
            """
            \(folder): lavet, med \(names.count) tomme ark i templates/
              indstillinger: pipelines/nightly.yaml; hvilken fil der er hvad: README.md
              næste: udfyld arkene i templates/, læg dem i inbound/, og kør: \(run)

            """,
            """
            \(folder): made, with \(names.count) empty sheets in templates/
              settings: pipelines/nightly.yaml; which file is what: README.md
              next: fill in templates/, put them into inbound/, and run: \(run)

            """)
    }

    /// The project's own files, as they are.
    static func copyProject(from root: String, to folder: String) throws {
        for part in ["pipelines", "schemas"] {
            let target = "\(folder)/\(part)"
            if FileState.exists(target) { try Durable.removeTree(target) }
            // A layer may have no schemas of its own.
            guard FileState.exists("\(root)/\(part)") else { continue }
            do { try FileManager.default.copyItem(atPath: "\(root)/\(part)", toPath: target) } catch {
                throw SystemFailure("copy", "\(root)/\(part)", EIO)
            }
        }
    }

    // MARK: - sheets

    /// The empty sheet of a feed.
    func template(_ feed: Feed, _ words: ColumnNames) -> FeedTemplate {
        let columns = feed.contract.columns.map { column -> FeedTemplate.Column in
            let list = column.codes.map { codes(of: $0) } ?? (column.type == .boolean ? ["ja", "nej"] : [])
            let label = words.label(feed.contract.name, column.name) ?? column.name
            let need =
                column.required
                ? "skal udfyldes / must be filled in"
                : column.inHeader ? "kolonnen skal være der / keep the column" : "kan være tom / may be empty"
            let kind: FeedTemplate.Kind =
                switch column.type {
                case .date: .date
                case .number, .money, .percent, .integer, .easting, .northing: .number
                default: .text
                }
            return FeedTemplate.Column(
                heading: column.from.first ?? column.name, label: label, need: need,
                describes: Self.both(column.describesDanish, column.describes),
                example: example(column, list), list: list.count <= 30 ? list : [], kind: kind)
        }
        return FeedTemplate(
            title: feed.title["da"] ?? feed.name, english: feed.title["en"] ?? feed.name,
            describes: Self.both(feed.contract.describesDanish, feed.contract.describes, between: " / "),
            columns: columns)
    }

    /// What is said in both languages; where nobody wrote Danish, in one.
    private static func both(_ danish: String, _ english: String, between: String = "\n") -> String {
        danish.isEmpty ? english : danish + between + english
    }

    /// The words of a list that people choose from: Danish ones, each code once.
    private func codes(of list: String) -> [String] {
        guard let table = project.given.first(where: { $0.table == "given_codes" }) else { return [] }
        let place = Dictionary(table.columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
        func text(_ row: [Value], _ column: String) -> String { place[column].map { row[$0].plain } ?? "" }
        let rows = table.rows.filter { text($0, "list") == list }
        let codes = rows.filter { text($0, "state") != "alias" }.map { text($0, "code") }
        // The word that a Dane would write, where the list knows one.
        return codes.map { code in
            let name = rows.first { text($0, "code") == code }.map { text($0, "name_da").lowercased() } ?? ""
            let aliases = rows.filter { text($0, "state") == "alias" && text($0, "grp") == code }.map {
                text($0, "code")
            }
            return aliases.first { $0.lowercased() == name } ?? aliases.first {
                $0.first?.isUppercase == false
            } ?? code
        }
    }

    private func example(_ column: Column, _ list: [String]) -> String {
        if let said = column.example { return said }
        if let word = list.first { return word }
        return switch column.type {
        case .id: "5123456"
        case .uuid, .uuids: "0a1b2c3d-0000-0000-0000-000000000000"
        case .date: "2026-02-28"
        case .period: "2026-02"
        case .year: "2026"
        case .percent: "100"
        case .money: "12500,50"
        case .number, .integer: "1"
        case .easting: "512000"
        case .northing: "6178000"
        default: ""
        }
    }

    private func readme(_ templates: [String]) -> String {
        """
        # Kvadratur: hvor tingene ligger / what lies where

        - `templates/`: tomme ark, et for hver slags fil. Udfyld fra rækken under de engelske overskrifter, \
        og læg arket i `inbound/`. Rækkerne ovenover er
          forklaring og et eksempel; de læses ikke. / Empty sheets, one for each kind of file; fill in below \
        the English headings.
        - `inbound/`: her lægges filer, under det navn de har. En fil, der er taget, forlader mappen. / Drop \
        files here; what was taken leaves the folder.
        - `outbound/latest/index.html`: rapporten. / The report.
        - `pipelines/nightly.yaml`: kommunens indstillinger, med forklaring. / The municipality's settings, \
        explained.
        - `pipelines/1_raw/`: hvilke navne filerne og kolonnerne har, hvor de er jeres egne; `kvadratur feed \
        suggest FIL` udfylder det. / What files and columns
          are called, where that is your own. Alt andet kommer med programmet (`kvadratur layer`). / All \
        else comes with the program.
        - `.kvadratur/`: programmets eget; rør det ikke. / The program's own; leave it alone.

        ## De første tre kommandoer / the first three commands

            kvadratur feed suggest --write inbound/*.xlsx     egne overskrifter bliver kendt / headings of \
        your own become known
            kvadratur feed try inbound/*.xlsx                 hvad ville blive indlæst / what would be loaded
            kvadratur run                                     natten og rapporten / the night and the report

        ## Ark / sheets

        \(templates.map { "- " + $0 }.joined(separator: "\n"))

        """
    }
}
