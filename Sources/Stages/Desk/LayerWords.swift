import Foundation
import Project
import Records

/// What is said of a root that is laid over the product: by `check`, `status` and `kvadratur layer`.
public struct LayerWords: Speaker {
    let layers: Layers
    /// The language of the lines.
    public let language: Language

    init(_ project: Project, language: Language) { (layers, self.language) = (project.layers, language) }

    /// - Parameters:
    ///   - root: the folder that is spoken of.
    ///   - language: nil is the language of the settings.
    /// - Throws: `ConfigurationFailure` where the project is wrong.
    public init(root: String, language: Language? = nil) throws {
        let project = try Project.usable(root: root)
        self.init(project, language: language ?? project.settings.speaks)
    }

    /// Every line; none of a root that is whole by itself.
    var lines: [String] {
        guard let product = layers.product else { return [] }
        var lines = [
            say(
                "Metoden er produktets, version \(Program.version), i \(product)",
                "The method is the product's, version \(Program.version), in \(product)")
        ]
        lines += layers.replaced.map { "  " + replaced($0) }
        lines += layers.rows.map { one in
            "  "
                + say(
                    """
                    \(one.file): \(Figures.of(one.replaced, "række", "rækker")) i stedet for \
                    produktets, \(one.added) ud over dem
                    """,
                    """
                    \(one.file): \(Figures.rows(one.replaced)) in the place of the product's, \
                    \(one.added) beside them
                    """
                )
        }
        if !layers.added.isEmpty {
            lines.append(
                "  " + say("egne filer: ", "files of its own: ") + layers.added.joined(separator: ", "))
        }
        return lines
    }

    private func replaced(_ one: Layers.Replaced) -> String {
        let from =
            one.takenFrom.map { say("taget fra version \($0)", "taken from version \($0)") }
            ?? say("taget fra en ukendt version", "taken from an unknown version")
        let place = say(
            "\(one.file): gælder i stedet for produktets, \(from)",
            "\(one.file): in the place of the product's, \(from)")
        if one.isSame {
            return place
                + say(
                    "; den er magen til produktets nu: slet den, så næste opgradering når frem",
                    "; it is the same as the product's now: take it away, so that the next upgrade reaches it"
                )
        }
        guard one.hasChanged != false else { return place }
        let seen =
            one.hasChanged == nil
            ? say(
                "om produktets er ændret siden, ved ingen",
                "whether the product's has changed since, nobody knows")
            : say("produktets er ændret siden", "the product's has changed since")
        return place + "; \(seen): kvadratur diff-layer \(one.file)"
    }

    /// The lines as one text; what a root that is whole by itself is told.
    public var text: String {
        let lines = lines
        return lines.isEmpty
            ? say(
                """
                Denne mappe er hel i sig selv: intet program fornyer dens modeller; næste: kvadratur \
                layer --adopt\n
                """,
                """
                This folder is whole by itself: no upgrade renews its models; next: kvadratur layer \
                --adopt\n
                """
            )
            : lines.joined(separator: "\n") + "\n"
    }
}
