import Reports
import Testing

/// The promise at the back door: what the pages, the sheets and the script use must be promised, in both
/// languages.
@Suite struct PromiseTests {
    @Test func everyTableIsPromised() {
        let expected = [
            "benchmarks", "buildings", "candidates", "changes", "decisions", "drift", "movement", "plan_year",
            "evidence", "figures", "glossary", "history", "inputs", "ladder", "missing_data",
            "plan", "plan_constraint", "plan_core", "plan_frontier",
            "plan_locality", "plan_move", "plan_part", "plan_protected", "plan_receiver", "plan_scenario",
            "plan_unjudged", "properties", "reasons", "reconciliation", "rejects", "rule_sets", "sectors",
            "sources", "summary", "thresholds",
            "trend", "unallocated", "waterfall",
        ]
        #expect(Set(expected).subtracting(ProjectFiles.promises.keys).sorted() == [])
    }

    @Test func everyColumnHasLabelsAndMeaningInBothLanguages() {
        for table in ProjectFiles.promises.values {
            #expect(
                table.title["da"]?.isEmpty == false && table.title["en"]?.isEmpty == false, "\(table.name)")
            #expect(
                table.describes["da"]?.isEmpty == false && table.describes["en"]?.isEmpty == false,
                "\(table.name)")
            for column in table.columns {
                for language in ["da", "en"] {
                    #expect(
                        column.label[language]?.isEmpty == false
                            && column.describes[language]?.isEmpty == false,
                        "\(table.name).\(column.name) in \(language)")
                }
            }
        }
    }

    @Test func everyBoundHasItsFigureAndItsOtherBound() {
        for table in ProjectFiles.promises.values {
            for column in table.columns
            where column.name.hasSuffix("_low") && !column.name.hasPrefix("target_")
                && column.name != "value_low"
            {
                let figure = String(column.name.dropLast(4))
                #expect(
                    table.ordinal(figure) != nil && table.ordinal(figure + "_high") != nil,
                    "\(table.name).\(column.name)")
            }
        }
    }

    @Test func theScriptAsksForPromisedColumnsOnly() {
        let known = Set(ProjectFiles.promises.values.flatMap { $0.columns.map(\.name) }).union(["ring"])
        var asked = 0
        for match in ProjectFiles.resources.javascript.matches(
            of: /\b(?:data|property|outline|full|found|known)\.(?:get|text|number)\(\w+, "([a-z_0-9]+)"/)
        {
            asked += 1
            let name = String(match.1)
            if name.hasSuffix("_") { continue }  // completed by the language
            #expect(known.contains(name), "the script asks for \(name)")
        }
        #expect(asked > 30)
    }

    @Test func theProgramAsksForPromisedColumnsOnly() {
        for file in ["PageSections.swift", "Overview.swift"] {
            let text = ProjectFiles.text("Sources/Reports/" + file)
            for match in text.matches(of: /"([a-z_]+)",\s*columns: \[([^\]]*)\]/) {
                let table = ProjectFiles.promises[String(match.1)]
                for column in match.2.matches(of: /"([a-z_0-9*]+)"/) {
                    let name = column.1.hasSuffix("_*") ? column.1.dropLast() + "da" : column.1
                    #expect(table?.ordinal(String(name)) != nil, "\(file): \(match.1) has no \(name)")
                }
            }
        }
    }
}
