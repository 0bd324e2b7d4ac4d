import ArgumentParser
import Stages

/// `kvadratur new`: an empty place to begin in.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract:
            """
            Make an empty place to begin in: settings, folders, and an empty workbook of every kind of \
            file.
            """,
        discussion: """
            Into it go the settings; models and schemas stay the program's own (kvadratur layer), or are \
            copied from another --root. Each workbook in templates/ has Danish and English headings, lists \
            to choose from, an \
            example above the headings that is not read, and is a delivery once it is filled in.
            """)

    @OptionGroup var place: RootOptions
    @Argument(help: "The folder; it must not be there yet, or be empty.")
    var folder: String

    func run() throws { Output.write(try NewRoot(root: place.folder, folder: folder).make()) }
}
