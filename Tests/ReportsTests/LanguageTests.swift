import Records
import Reports
import Testing

@Suite struct LanguageTests {
    private let resources = ProjectFiles.resources

    @Test func bothLanguagesHaveTheSameKeysAndPlaceholders() {
        let danish = resources.languages["da"]!
        let english = resources.languages["en"]!
        #expect(danish.count > 200)
        #expect(Set(danish.keys).symmetricDifference(english.keys).sorted() == [])
        for key in danish.keys.sorted() { #expect(placeholders(danish[key]!) == placeholders(english[key] ?? ""), "\(key)") }
    }

    @Test func everyTextATemplateAsksForIsThere() {
        for (name, template) in resources.templates.sorted(by: { $0.key < $1.key }) {
            for match in template.matches(of: /t\.([a-z_]+\.[a-z_.]+)|data-t(?:-label)?="([a-z_.]+)"/) {
                let key = String(match.1 ?? match.2!)
                #expect(resources.languages["da"]![key] != nil, "\(name).mustache asks for \(key)")
            }
        }
    }

    @Test func everyTextTheScriptAsksForIsThere() {
        var asked = 0
        for match in resources.javascript.matches(of: /\bt\("([a-z_.]+)"/) {
            asked += 1
            #expect(resources.languages["da"]![String(match.1)] != nil, "report.js asks for \(match.1)")
        }
        #expect(asked > 30)
    }

    @Test func everyTextTheProgramAsksForIsThere() {
        var asked = 0
        for file in ProjectFiles.names(in: "Sources/Reports", ending: ".swift") {
            let text = ProjectFiles.text("Sources/Reports/" + file)
            for match in text.matches(of: /texts\("([a-z_.]+)"|empty: "([a-z_.]+)"/) {
                asked += 1
                let key = String(match.1 ?? match.2!)
                #expect(resources.languages["da"]![key] != nil, "\(file) asks for \(key)")
            }
        }
        #expect(asked > 30)
    }

    @Test func everyUnitOfAPromiseHasAText() {
        for table in ProjectFiles.promises.values {
            for column in table.columns where column.unit != "none" {
                #expect(resources.languages["da"]!["unit." + column.unit] != nil, "\(table.name).\(column.name) has the unit \(column.unit)")
            }
        }
    }

    @Test func everyFaultAndEventHasAText() {
        for code in FaultCode.allCases {
            #expect(resources.languages["da"]!["code.fault." + code.rawValue] != nil, "\(code.rawValue)")
        }
    }

    private func placeholders(_ text: String) -> [String] { text.matches(of: /\{(\w+)\}/).map { String($0.1) }.sorted() }
}
