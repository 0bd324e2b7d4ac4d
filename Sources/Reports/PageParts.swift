/// The one script and the one style of the page, joined from the modules below `pipelines/6_report/page`.
///
/// Each module is one idea; their names begin with numbers, and that is their order. A municipality's layer
/// puts a module of its own in the place of one of ours by the same name.
public enum PageParts {
    /// The folder of the modules, below that of the report; before a module's name, its key among the files.
    public static let folder = "page"

    /// The modules inside one function: what one declares, the others know, and the page's globals do not.
    ///
    /// - Parameter files: Texts of the report's files, those of modules by `page/10_find.js` and the like.
    public static func script(_ files: [String: String]) -> String {
        let modules = joined(files, ".js")
        return modules.isEmpty ? files["report.js"] ?? "" : "(() => {\n\"use strict\";\n\(modules)})();\n"
    }

    /// The modules of the style, one after the other.
    ///
    /// A project from before there were modules has both as one file; it goes on as it was.
    public static func style(_ files: [String: String]) -> String {
        let modules = joined(files, ".css")
        return modules.isEmpty ? files["report.css"] ?? "" : modules
    }

    private static func joined(_ files: [String: String], _ ending: String) -> String {
        files.filter { $0.key.hasPrefix(folder + "/") && $0.key.hasSuffix(ending) }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { $0.value.hasSuffix("\n") ? $0.value : $0.value + "\n" }.joined()
    }
}
