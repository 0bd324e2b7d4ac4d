import ArgumentParser
import Records
import Stages

/// `kvadratur layer`: what of the method is the product's and what this municipality's own.
struct LayerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layer",
        abstract:
            """
            Say which files are this municipality's own in the place of the product's, and from which \
            version they were taken.
            """,
        discussion: """
            A folder whose pipelines/nightly.yaml says product: installed is laid over the program's own \
            pipelines/ and schemas/, which an upgrade renews. \
            --take copies a file of the product's here to be edited; --adopt makes a whole copy such a layer.
            """)

    @OptionGroup var place: RootOptions
    @Option(help: "da or en; otherwise the language of pipelines/nightly.yaml.")
    var language: Language?
    @Option(help: "Copy this file of the product's here, such as pipelines/4_flag/flag_high_cost.sql.")
    var take: String?
    @Flag(
        help:
            """
            Make this whole copy a layer: files that are the product's go, those that differ stay; a \
            copy of all is kept.
            """
    )
    var adopt = false
    @Option(help: "With --adopt: the product's folder of the version that the copy was made from.")
    var before: String?
    @Option(help: "With --before: the name of that version.")
    var beforeVersion: String?

    func validate() throws {
        guard take == nil || !adopt else {
            throw ValidationError("--take and --adopt: one of them at a time")
        }
        guard (before == nil) == (beforeVersion == nil), before == nil || adopt else {
            throw ValidationError("--before and --before-version go together, with --adopt")
        }
    }

    func run() throws {
        let root = place.folder
        if let take { return Output.write(try LayerDesk(root: root, language: language).take(take)) }
        if adopt {
            let old = before.flatMap { folder in beforeVersion.map { (folder, $0) } }
            return Output.write(try LayerDesk(root: root, language: language).adopt(before: old))
        }
        Output.write(try LayerWords(root: root, language: language).text)
    }
}

/// `kvadratur diff-layer`: in which lines they differ.
struct DiffLayerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff-layer",
        abstract: "Show in which lines this municipality's own files differ from the product's.")

    @OptionGroup var place: RootOptions
    @Option(help: "da or en; otherwise the language of pipelines/nightly.yaml.")
    var language: Language?
    @Argument(help: "The files; otherwise all of them.")
    var files: [String] = []

    func run() throws {
        Output.write(try LayerDesk(root: place.folder, language: language).differences(files))
    }
}
