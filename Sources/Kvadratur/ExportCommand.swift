import ArgumentParser
import Records
import Stages

/// `kvadratur export`: the last night for an engine elsewhere.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            """
            Write the last night as another engine can make it again: every table and model in a \
            manifest, and the rows that may leave.
            """,
        discussion: """
            manifest.json names all tables with columns and types, all models in building order with their \
            text, and the promises of the report; data/ \
            holds the rows as CSV. Deliveries stay here, and so does every table that tells the rooms or \
            days of counted people apart; the rows begin with \
            core, and only what a model elsewhere reads is among them. The folder appears whole or not at \
            all; equal nights give equal bytes. \
            packaging/cluster makes Parquet and one SQL script of such folders, for Apache Spark or DuckDB.
            """)

    @OptionGroup var place: RootOptions
    @Option(help: "The folder to write; an earlier export there is replaced when the new one is whole.")
    var into: String

    func run() throws {
        StopRequest.listen()
        Output.write(try Export(root: place.folder).write(into: into))
    }
}
