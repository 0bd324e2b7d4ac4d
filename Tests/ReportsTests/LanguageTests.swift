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
        for key in danish.keys.sorted() {
            #expect(placeholders(danish[key]!) == placeholders(english[key] ?? ""), "\(key)")
        }
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
            #expect(resources.languages["da"]![String(match.1)] != nil, "the script asks for \(match.1)")
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
                #expect(
                    resources.languages["da"]!["unit." + column.unit] != nil,
                    "\(table.name).\(column.name) has the unit \(column.unit)")
            }
        }
    }

    @Test func everyFaultAndEventHasAText() {
        for code in FaultCode.allCases {
            #expect(resources.languages["da"]!["code.fault." + code.rawValue] != nil, "\(code.rawValue)")
        }
    }

    /// "1 accounts": what is counted has a word for one and a word for more, in every text of both languages.
    @Test func whatIsCountedHasAWordForOne() {
        for (language, texts) in resources.languages.sorted(by: { $0.key < $1.key }) {
            for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
                let plural =
                    language == "en"
                    ? text.firstMatch(of: /\{\w+\} (?:smaller )?[a-z]+s\b/).map { String($0.0) }
                    : text.firstMatch(of: /\{\w+\} (?:mindre )?[a-zæøå]{2,}(?:er|rne|mme|konti)\b/).map {
                        String($0.0)
                    }
                let isVerb =
                    plural.map { said in [" is", " has", " was", " vises"].contains { said.hasSuffix($0) } }
                    ?? true
                #expect(isVerb, "\(language) \(key): \(plural ?? "")")
                let counts = Set(placeholders(text))
                for match in text.matches(of: /\{(\w+)\|[^|}]*\|[^|}]*\}/) {
                    #expect(counts.contains(String(match.1)), "\(language) \(key): \(match.0) has no number")
                }
            }
        }
    }

    @Test func theWordFollowsTheCount() throws {
        let english = Texts("en", in: resources)
        let danish = Texts("da", in: resources)
        let one = english("overview.uncategorised", ["amount": "DKK 5", "accounts": "1"])
        #expect(one.hasPrefix("DKK 5 on 1 account went") && one.contains("the account stands"))
        let many = english("overview.uncategorised", ["amount": "DKK 5", "accounts": "21"])
        #expect(many.hasPrefix("DKK 5 on 21 accounts went") && many.contains("the accounts stand"))
        #expect(danish("overview.register_note", ["buildings": "1"]) == "1 bygning i registret")
        #expect(danish("overview.register_note", ["buildings": "0"]) == "0 bygninger i registret")
    }

    private func placeholders(_ text: String) -> [String] {
        text.matches(of: /\{(\w+)\}/).map { String($0.1) }.sorted()
    }
}
