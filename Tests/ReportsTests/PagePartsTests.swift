import Reports
import Testing

/// The page's script and style as modules: their order, their width, and a layer's module among them.
@Suite struct PagePartsTests {
    @Test func modulesAreJoinedInTheOrderOfTheirNames() {
        let files = [
            "page/20_b.js": "two();", "page/10_a.js": "one();\n", "page/10_a.css": "a {}", "x.js": "no",
        ]
        #expect(PageParts.script(files) == "(() => {\n\"use strict\";\none();\ntwo();\n})();\n")
        #expect(PageParts.style(files) == "a {}\n")
    }

    @Test func aProjectFromBeforeTheModulesGoesOn() {
        let files = ["report.js": "old();", "report.css": "b {}"]
        #expect(PageParts.script(files) == "old();")
        #expect(PageParts.style(files) == "b {}")
        #expect(PageParts.script(["x.js": "no"]).isEmpty)
    }

    @Test func noLineIsOver110Columns() {
        #expect(ProjectFiles.page.keys.count(where: { $0.hasSuffix(".js") }) > 20)
        #expect(ProjectFiles.page.keys.count(where: { $0.hasSuffix(".css") }) > 8)
        for (file, text) in ProjectFiles.page.sorted(by: { $0.key < $1.key }) {
            for (line, said) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                #expect(said.count <= 110, "\(file):\(line + 1) has \(said.count) columns")
            }
        }
    }

    /// An order that is plain: a number, a word, and no two modules of a kind with the same number.
    @Test func everyModuleHasItsPlace() {
        for ending in [".js", ".css"] {
            let names = ProjectFiles.page.keys.filter { $0.hasSuffix(ending) }
            for name in names {
                #expect(name.wholeMatch(of: /page\/\d\d_[a-z_]+\.(js|css)/) != nil, "\(name)")
            }
            #expect(Set(names.map { $0.prefix(7) }).count == names.count)
        }
    }

    /// A module says what it is about before it says anything else, and none is a second `report.js`.
    @Test func everyModuleOfTheScriptSaysItsIdea() {
        for (file, text) in ProjectFiles.page where file.hasSuffix(".js") {
            #expect(text.hasPrefix("// "), "\(file)")
            #expect(text.split(separator: "\n").count <= 200, "\(file)")
        }
    }
}
