import Fingerprints
import Foundation
import Project
import Records

/// Work on what a root has of its own: taking a file of the product's over, seeing what differs, and making a
/// whole copy a layer.
public struct LayerDesk: Speaker {
    let root: String
    let project: Project
    /// The language of its messages.
    public let language: Language

    /// - Parameters:
    ///   - root: the folder that is a layer, or shall become one.
    ///   - language: nil is the language of the settings.
    /// - Throws: `ConfigurationFailure` where the project is wrong, its layer included.
    public init(root: String, language: Language? = nil) throws {
        self.init(try Project.usable(root: root), root: root, language: language)
    }

    /// The same of a project that is read already.
    init(_ project: Project, root: String, language: Language? = nil) {
        (self.root, self.project, self.language) = (root, project, language ?? project.settings.speaks)
    }

    /// The lines with which `pipelines/nightly.yaml` says that its folder is a layer.
    static let opening = """
        # The method (models, figures, rules, report) is the program's own and renewed by its upgrades. What \
        lies in pipelines/ and schemas/ here is laid over
        # it: a file takes the place of the product's of the same name, rows of a given table those of the \
        same key (kvadratur layer says which).
        product: installed


        """

    private func product() throws -> String {
        guard let product = project.layers.product else {
            throw UsageFailure(
                say(
                    """
                    \(root): mappen er hel i sig selv, så intet ligger under den; intet er ændret; \
                    næste: kvadratur layer --adopt
                    """,
                    """
                    \(root): this folder is whole by itself, so that nothing lies beneath it; nothing \
                    was changed; next: kvadratur layer --adopt
                    """
                ))
        }
        return product
    }

    // MARK: - taking over

    /// Copies a file of the product's into the root, and writes down from which version.
    ///
    /// - Throws: `UsageFailure` where it is there already, or is no file of the method that one may have of
    ///   one's own.
    public func take(_ file: String) throws -> String {
        let product = try product()
        guard Layers.methodFiles(product).contains(file), Layers.soleOwner(file) == nil else {
            let near =
                nearestWord(to: file, in: Layers.methodFiles(product)).map {
                    say("; mentes \($0)?", "; was \($0) meant?")
                } ?? ""
            throw UsageFailure(
                say(
                    """
                    \(file): produktet har ingen sådan fil, man kan have selv\(near); intet er ændret; \
                    næste: kvadratur layer
                    """,
                    """
                    \(file): the product has no such file to have of one's own\(near); nothing was \
                    changed; next: kvadratur layer
                    """
                ))
        }
        guard !FileState.exists("\(root)/\(file)") else {
            throw UsageFailure(
                say(
                    "\(file): ligger her allerede; intet er ændret; næste: kvadratur diff-layer \(file)",
                    "\(file): it is here already; nothing was changed; next: kvadratur diff-layer \(file)"))
        }
        try write(try String(contentsOfFile: "\(product)/\(file)", encoding: .utf8), to: file)
        return say(
            """
            \(file): kopieret hertil fra version \(Program.version); den gælder nu i stedet for \
            produktets; næste: ret den, og kør: kvadratur check\n
            """,
            """
            \(file): copied here from version \(Program.version); it counts in the place of the \
            product's now; next: edit it, and run: kvadratur check\n
            """
        )
    }

    /// Writes a file of the method into the root; where it takes the place of one of the product's for the
    /// first time, from which version.
    func write(_ text: String, to file: String) throws {
        if let product = project.layers.product, !FileState.exists("\(root)/\(file)"),
            let beneath = try? String(contentsOfFile: "\(product)/\(file)", encoding: .utf8)
        {
            var taken = TakenFiles.of(root: root)
            taken.files[file] = TakenFiles.Taken(
                version: Program.version, fingerprint: Fingerprint.of([beneath]).hex)
            try Durable.write(taken.text.utf8, to: "\(root)/\(Layers.noteFile)")
        }
        try Durable.makeFolder("\(root)/" + (file as NSString).deletingLastPathComponent)
        try Durable.write(text.utf8, to: "\(root)/\(file)")
    }

    // MARK: - differences

    /// The lines in which files of the root differ from the product's: those named, or all.
    ///
    /// - Throws: `UsageFailure` where the root is whole by itself, or a file takes no place of the product's.
    public func differences(_ files: [String]) throws -> String {
        let product = try product()
        let known = project.layers.replaced.map(\.file) + project.layers.rows.map(\.file)
        for file in files where !known.contains(file) {
            throw UsageFailure(
                say(
                    """
                    \(file): ingen fil her gælder i stedet for produktets under det navn; næste: \
                    kvadratur layer
                    """,
                    "\(file): no file here takes the product's place under that name; next: kvadratur layer"))
        }
        var lines: [String] = []
        for file in (files.isEmpty ? known.sorted() : files) {
            let mine = try Self.lines("\(root)/\(file)")
            let theirs = try Self.lines("\(product)/\(file)")
            lines +=
                ["--- \(product)/\(file)", "+++ \(root)/\(file)"]
                + LineDifference.lines(from: theirs, to: mine)
        }
        if lines.isEmpty {
            return say(
                "Intet her gælder i stedet for produktets.\n", "Nothing here takes the product's place.\n")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
    }

    // MARK: - a whole copy becomes a layer

    /// Makes a root that was a whole copy a layer: what is the product's goes, what differs stays, and a copy
    /// of all of it is kept.
    ///
    /// - Parameters:
    ///   - before: the product's folder of the version that the copy was made from, and its name; without it
    ///     what differs from the product now
    ///     counts as the root's own.
    ///   - installed: the product that it is laid over: the program's own.
    /// - Throws: `UsageFailure` where the folder is a layer already, or the program belongs to no product.
    public func adopt(
        before: (folder: String, version: String)? = nil, over installed: String? = Layers.installedProduct
    ) throws -> String {
        guard project.layers.product == nil else {
            throw UsageFailure(
                say(
                    """
                    \(root): mappen ligger allerede over et produkt; intet er ændret; næste: kvadratur \
                    layer
                    """,
                    """
                    \(root): the folder is laid over a product already; nothing was changed; next: \
                    kvadratur layer
                    """
                ))
        }
        guard let product = installed, !Layers.isSame(product, root) else {
            throw UsageFailure(
                say(
                    """
                    \(root): programmet hører ikke til et produkt uden for denne mappe; intet er \
                    ændret; næste: installér pakken, og kør igen
                    """,
                    """
                    \(root): the program belongs to no product outside this folder; nothing was \
                    changed; next: install the package and run again
                    """
                ))
        }
        let kept = "\(Places(root: root).state)/before-layer"
        guard !FileState.exists(kept) else {
            throw UsageFailure(
                say(
                    """
                    \(kept): der ligger en kopi fra et tidligere forsøg; intet er ændret; næste: flyt \
                    den, og kør igen
                    """,
                    """
                    \(kept): a copy of an earlier attempt is there; nothing was changed; next: move it \
                    away and run again
                    """
                ))
        }
        try Durable.makeFolder(kept)
        for part in ["pipelines", "schemas"] {
            do {
                try FileManager.default.copyItem(atPath: "\(root)/\(part)", toPath: "\(kept)/\(part)")
            } catch {
                throw SystemFailure("copy", "\(root)/\(part)", EIO)
            }
        }
        var taken = TakenFiles()
        var stays: [String] = []
        var goes: [String] = []
        for file in Layers.methodFiles(root) where Layers.soleOwner(file) != .root {
            let mine = FileManager.default.contents(atPath: "\(root)/\(file)")
            let old = before.flatMap { FileManager.default.contents(atPath: "\($0.folder)/\(file)") }
            let now = FileManager.default.contents(atPath: "\(product)/\(file)")
            if Layers.soleOwner(file) == .product || mine == now || old != nil && mine == old {
                goes.append(file)
                continue
            }
            stays.append(file)
            // Of a file that no product has nothing need be written down.
            if let old, let before {
                taken.files[file] = TakenFiles.Taken(
                    version: before.version,
                    fingerprint: Fingerprint.of([String(decoding: old, as: UTF8.self)]).hex)
            }
        }
        // In this order the folder is a whole project after each step, wherever it is broken off.
        if !taken.files.isEmpty { try Durable.write(taken.text.utf8, to: "\(root)/\(Layers.noteFile)") }
        let settings = try String(contentsOfFile: "\(root)/pipelines/nightly.yaml", encoding: .utf8)
        try Durable.write((Self.opening + settings).utf8, to: "\(root)/pipelines/nightly.yaml")
        for file in goes { try Durable.remove("\(root)/\(file)") }
        let list = stays.isEmpty ? "" : "\n  " + stays.joined(separator: "\n  ")
        return say(
            """
            \(root): lagt over produktet i \(product); \(goes.count) filer er produktets, \(stays.count) er \
            kommunens egne:\(list)
              alt, som det lå før: \(kept); næste: kvadratur check, derefter kvadratur layer

            """,
            """
            \(root): laid over the product in \(product); \(goes.count) files are the product's, \
            \(stays.count) the municipality's own:\(list)
              all of it as it was: \(kept); next: kvadratur check, then kvadratur layer

            """)
    }

    /// Makes `pipelines/` and `schemas/` of a new place: a layer over the program's own product, or a copy of
    /// any other project.
    func lay(_ folder: String) throws {
        guard project.layers.product == nil, Layers.installedProduct.map({ Layers.isSame($0, root) }) == true
        else {
            return try NewRoot.copyProject(from: root, to: folder)
        }
        for part in ["pipelines", "schemas"] where FileState.exists("\(folder)/\(part)") {
            try Durable.removeTree("\(folder)/\(part)")
        }
        try Durable.makeFolder("\(folder)/pipelines")
        let settings = try String(contentsOfFile: "\(root)/pipelines/nightly.yaml", encoding: .utf8)
        try Durable.write((Self.opening + settings).utf8, to: "\(folder)/pipelines/nightly.yaml")
    }
}
