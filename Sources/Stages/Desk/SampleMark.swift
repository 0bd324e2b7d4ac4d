import Formats
import Foundation
import Project
import Records
import Reports

/// Which deliveries are of the made-up municipality: `.kvadratur-sample` beside them, and `.kvadratur/sample`
/// once a night has seen it, a SHA-256 a line. Made-up rows among real ones would be found in no figure any
/// more, so a run refuses to begin where both are.
public struct SampleMark: Speaker {
    let places: Places
    /// The language that is spoken.
    public let language: Language

    /// Beside the deliveries; no feed takes a name that begins with a point.
    static let name = ".kvadratur-sample"
    /// Where `make run` and `kvadratur demo` play it.
    public static let folder = "demo"

    private var kept: String { places.state + "/sample" }

    /// Marks deliveries in a folder, beside those that are marked there already; what else lies there is
    /// somebody's own.
    ///
    /// - Throws: `Refusal` or `SystemFailure` where a delivery cannot be read or the mark not written.
    public static func mark(_ names: [String], in folder: String) throws {
        let new = try names.map { try fingerprint(ofFile: "\(folder)/\($0)").hex }
        try write(lines("\(folder)/\(name)").union(new), to: "\(folder)/\(name)")
    }

    /// Refuses a run in which made-up deliveries and real ones would meet; what is made up is remembered.
    ///
    /// - Throws: `UsageFailure` with the way out.
    func refuseMixture(_ project: Project) throws {
        let files = try Inbox(places: places, ignore: project.settings.ignore).files.filter { $0.bytes > 0 }
        let known = Self.lines(kept)
        let demo = Places(root: "\(places.root)/\(Self.folder)")
        let all = Set(files.flatMap(folders) + [places.inbound, demo.inbound]).reduce(known) {
            $0.union(Self.lines("\($1)/\(Self.name)"))
        }
        .union(SampleMark(places: demo, language: language).known)
        let sheets = Set(files.filter(isSheetOfSample).map(\.name))
        guard !all.isEmpty || !sheets.isEmpty else { return }
        var made: [String] = []
        var own: [String] = []
        var remembered = all
        let finder = FeedFinder(project, loaded: [])
        for file in files {
            guard let print = try? fingerprint(ofFile: file.path).hex else { continue }
            if all.contains(print) || sheets.contains(file.name) || mends(all, file, finder) {
                made.append("inbound/\(file.name)")
                remembered.insert(print)
            } else {
                own.append("inbound/\(file.name)")
            }
        }
        for shelf in Durable.names(in: places.archive) {
            for print in Durable.names(in: "\(places.archive)/\(shelf)") where print.count == 64 {
                let names = Durable.names(in: "\(places.archive)/\(shelf)/\(print)")
                let name = names.first { !["claimed", "decided", "waived"].contains($0) } ?? print
                if all.contains(print) { made.append(before(name)) } else { own.append(before(name)) }
            }
        }
        if !made.isEmpty, !own.isEmpty {
            throw UsageFailure(words(made.sorted(), own.sorted(), isDemo: !known.isEmpty))
        }
        if !made.isEmpty, !remembered.isSubset(of: known) { try Self.write(remembered, to: kept) }
    }

    /// The folders that a delivery lies in, up to `inbound`.
    private func folders(of file: InboxFile) -> [String] {
        file.name.indices.filter { file.name[$0] == "/" }.map { "\(places.inbound)/\(file.name[..<$0])" }
    }

    /// Whether a file is mended rows of made-up deliveries alone: whoever plays may mend what the sample made
    /// dirty.
    private func mends(_ all: Set<String>, _ file: InboxFile, _ finder: FeedFinder) -> Bool {
        guard let feed = try? finder.match(name: file.baseName, path: file.path, claimedOn: "").feed,
            MendedFile.isMended(file.path, feed: feed),
            let origins = try? MendedFile.origins(in: file.path, feed: feed), !origins.isEmpty
        else { return false }
        let begins = Set(all.map { $0.prefix(12) })
        return origins.allSatisfy { begins.contains($0.prefix { $0 != "." }) }
    }

    /// Bytes beyond which a file is no sheet that somebody fills in by hand.
    private static let sheetBytes = 8 << 20

    /// Whether a file is a sheet of decisions that an edition of the made-up municipality gave, filled in or
    /// not,
    /// as a workbook or saved as CSV: its headings say it.
    private func isSheetOfSample(_ file: InboxFile) -> Bool {
        guard file.bytes <= Self.sheetBytes else { return false }
        let name = file.name.lowercased()
        let isBook = SheetHeads.isCalledWorkbook(name)
        guard isBook || name.hasSuffix(".csv") || name.hasSuffix(".txt"),
            let heads = try? TableHead.of(path: file.path)
        else { return false }
        let mark = FieldName.normalised(DecisionSheet.madeUp)
        // Title lines may stand above the headings.
        return heads.contains { head in
            head.rows.prefix(30).contains { $0.cells.contains { FieldName.normalised($0) == mark } }
        }
    }

    /// Whether a night has taken made-up deliveries here.
    var isOfSample: Bool { !known.isEmpty }

    private var known: Set<String> { Self.lines(kept) }

    private static func lines(_ path: String) -> Set<String> {
        let text =
            FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return Set(text.split(separator: "\n").map(String.init).filter { $0.count == 64 })
    }

    private static func write(_ prints: Set<String>, to path: String) throws {
        try Durable.write((prints.sorted().joined(separator: "\n") + "\n").utf8, to: path)
    }

    // MARK: - words

    private func before(_ name: String) -> String { say("\(name), indlæst før", "\(name), loaded before") }

    private func some(_ names: [String]) -> String {
        let more = Thousands.parted(names.count - 3, language)
        return names.prefix(3).joined(separator: ", ")
            + (names.count > 3 ? say(" og \(more) til", " and \(more) more") : "")
    }

    private func words(_ made: [String], _ own: [String], isDemo: Bool) -> String {
        let next =
            isDemo
            ? say(
                """
                her spiller den opdigtede kommune: læg egne filer et andet sted (kvadratur new MAPPE, \
                eller projektets egen inbound/)
                """,
                """
                this place plays the made-up municipality: take your own files to a place of their own \
                (kvadratur new DIR, or inbound/ of the project)
                """
            )
            : say(
                "tag de opdigtede filer ud af inbound/ (kvadratur demo spiller dem i en mappe for sig)",
                "take the made-up files out of inbound/ (kvadratur demo plays them in a folder of its own)")
        return say(
            """
            inbound: den opdigtede kommunes leveringer ville blive blandet med andre, og bagefter kunne \
            ingen skille dem ad
            """,
            """
            inbound: deliveries of the made-up municipality and others would be mixed, and nobody could \
            tell them apart afterwards
            """
        )
            + "\n  "
            + say(
                "opdigtet: \(some(made)); andre: \(some(own))", "made up: \(some(made)); others: \(some(own))"
            )
            + "\n  " + say("intet er rørt; næste: ", "nothing was touched; next: ") + next
    }
}
