import Foundation
import Project
import Records

/// `kvadratur demo`: a folder of its own in which the made-up municipality plays.
public struct Demo: Speaker {
    /// The project whose pipelines and schemas play.
    let root: String
    /// The folder it plays in.
    public let folder: String
    private let project: Project
    /// The language of the settings.
    public var language: Language { project.settings.speaks }

    private static let mark = "demo"

    /// A demo of the project at `root`, to be played in `folder`; nothing is made yet.
    ///
    /// - Throws: `ConfigurationFailure` where the project is wrong.
    public init(root: String, folder: String) throws {
        (self.root, self.folder) = (root, folder)
        project = try Project.usable(root: root)
    }

    /// Makes the folder, or brings its pipelines and schemas up to date.
    ///
    /// - Returns: whether it is new and its deliveries have to be written.
    /// - Throws: `UsageFailure` where the folder is somebody's own.
    public func prepare() throws -> Bool {
        let places = Places(root: folder)
        let mark = places.state + "/" + Self.mark
        let isThere = FileState.exists(mark)
        if !isThere, FileState.exists(folder), !Durable.names(in: folder).isEmpty {
            throw UsageFailure(
                say(
                    """
                    \(folder): mappen er hverken tom eller en demo; intet er rørt; næste: kvadratur \
                    demo NAVN, med en mappe, der ikke findes endnu
                    """,
                    """
                    \(folder): it is not empty and no demo; nothing was touched; next: kvadratur demo \
                    NAME, with a folder that is not there yet
                    """
                ))
        }
        try Durable.makeFolder(places.state)
        try Durable.makeFolder(places.inbound)
        try LayerDesk(project, root: root).lay(folder)
        let isNew = !isThere || !FileState.exists(places.warehouse)
        try Durable.write("made by kvadratur demo: its deliveries are made up\n".utf8, to: mark)
        return isNew
    }

    /// What is said before the night, so that nobody takes the invented dirt for a mistake of the program.
    public func before(properties: Int) -> String {
        say(
            """
            En opdigtet kommune med \(properties) ejendomme spiller i \(folder)/: en hel nat, omtrent et \
            halvt minut.
            Dens filer har små fejl med vilje (en dato, der ikke er nogen, en ukendt ejendom, en linje med \
            totaler): det, der siges om dem nedenfor,
            er, hvad der ville blive sagt om jeres egne.

            """,
            """
            A made-up municipality of \(properties) properties plays in \(folder)/: one whole night, about \
            half a minute.
            Its files are a little dirty on purpose (a date that is none, an unknown property, a total \
            line): what is said of them below is how you would
            be told of your own.

            """)
    }

    /// What is said after the night.
    public func after() -> String {
        let report = "\(folder)/outbound/latest/index.html"
        return say(
            """

            Den opdigtede kommunes rapport: \(report)
            Jeres egen: læg filerne i inbound/ under de navne, de har, og kør igen (make run, eller \
            kvadratur run).
              et Excel-ark eller en CSV med egne overskrifter: kvadratur feed suggest FIL, derefter \
            kvadratur feed try FIL
              tomme ark at udfylde, et sted for sig:           kvadratur new MAPPE
            Den opdigtede kommune bliver i \(folder)/ og møder aldrig jeres filer.

            """,
            """

            The report of the made-up municipality: \(report)
            Your own: put your files into inbound/ under the names they have, and run again (make run, or \
            kvadratur run).
              an Excel sheet or a CSV with headings of your own: kvadratur feed suggest FILE, then kvadratur \
            feed try FILE
              empty sheets to fill in, in a place of its own:    kvadratur new DIR
            The made-up municipality stays in \(folder)/ and never meets your files.

            """)
    }
}
