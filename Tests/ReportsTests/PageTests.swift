import Records
import Reports
import Testing

@Suite struct PageTests {
    private func page(_ content: EditionContent) throws -> String {
        String(decoding: try renderHTML(content, ProjectFiles.resources), as: UTF8.self)
    }
    private func empty(_ tables: [String: ReportTable] = [:]) -> EditionContent {
        EditionContent(
            asOf: "2026-02-28", name: "2026-02-28", authority: "Eksempel Kommune", version: "0.1.0",
            tables: tables)
    }

    @Test(arguments: ["none", "empty", "one", "no coordinates", "no earlier edition", "no plan"])
    func everySectionCopesWithWhatIsNotThere(_ situation: String) throws {
        var content: EditionContent
        switch situation {
        case "none": content = empty()
        case "empty": content = empty(ProjectFiles.promises)
        case "one": content = SampleEdition.make(1)
        default: content = SampleEdition.make(30)
        }
        if situation == "no coordinates" {
            for name in ["properties", "buildings", "candidates", "plan"] {
                content.tables[name]?.forget(["easting_m", "northing_m"])
            }
        }
        if situation == "no earlier edition" {
            content.tables["summary"]?.forget(["previous_on", "changed_properties", "baseline_frozen_on"])
            for name in ["trend", "changes", "waterfall"] { content.tables[name] = nil }
        }
        if situation == "no plan" {
            for name in content.tables.keys where name.hasPrefix("plan") { content.tables[name] = nil }
        }
        let text = try page(content)
        #expect(text.hasPrefix("<!doctype html>") && text.hasSuffix("</html>\n"))
        let sentences = [
            "none": "Levér kommunens ejendomsliste", "empty": "Der er ingen plan i denne udgave",
            "one": "Arealoptimering i Eksempel Kommune",
            "no coordinates": "map.none",
            "no earlier edition": "Dette er den første udgave", "no plan": "Der er ingen plan i denne udgave",
        ]
        #expect(text.contains(sentences[situation]!))
        #expect(!text.contains("{{"))
        // A heading stands over something: where nothing was before, nothing has changed.
        if situation != "one", situation != "no coordinates", situation != "no plan" {
            #expect(!text.contains(">Det vigtigste, der er ændret<"))
        }
        let folder = EditionTests.folder()
        EditionTests.remove(folder, try writeEdition(content, ProjectFiles.resources, into: folder))
    }

    /// Where nobody knows how large a part is, the first screen's areas are what there is at the least.
    @Test func anAreaThatLacksAPartIsAtLeast() throws {
        var content = SampleEdition.make(30)
        #expect(try !page(content).contains("bruttoareal mindst"))
        let summary = try #require(content.tables["summary"])
        let (low, high) = (
            try #require(summary.ordinal("area_m2_low")), try #require(summary.ordinal("area_m2_high"))
        )
        let gross = try #require(summary.ordinal("gross_area_m2"))
        content.tables["summary"]?.rows[0][low] = 54_321
        content.tables["summary"]?.rows[0][high] = .null
        content.tables["summary"]?.rows[0][gross] = 65_432
        let text = try page(content)
        #expect(text.contains("mindst 54.321\u{a0}m²") && text.contains("bruttoareal mindst 65.432\u{a0}m²"))
    }

    /// The plan's tables in the reader's words: a unit behind its heading even where the word has the unit's
    /// letter in it, an activity by the name of the sector that houses it.
    @Test func thePlanIsInTheReadersWords() throws {
        var content = SampleEdition.make(30)
        let moves = try #require(content.tables["plan_move"])
        let activity = try #require(moves.ordinal("activity"))
        for index in moves.rows.indices { content.tables["plan_move"]?.rows[index][activity] = "school" }
        let text = try page(content)
        #expect(text.contains(">Gennemsnitlig afstand (m)<"))
        #expect(text.contains("<td>Skole</td>") && !text.contains("<td>school</td>"))
        // What a scenario says stands in full below the table.
        let scenarios = try #require(content.tables["plan_scenario"])
        for row in scenarios.rows where scenarios.value(row, "scenario") != .text("main") {
            guard case .text(let sentence) = scenarios.value(row, "sentence_da") else {
                Issue.record("no sentence")
                continue
            }
            #expect(text.contains("</strong> " + sentence))
        }
    }

    @Test func hostileNamesAreTextAndNothingElse() throws {
        let content = SampleEdition.make(12)
        for html in [
            try page(content),
            String(
                decoding: try renderPlanPaper(content, ProjectFiles.resources, language: "da"),
                as: UTF8.self),
        ] {
            #expect(!html.contains("<script>alert"))
            #expect(!html.contains("<img src=x"))
            #expect(html.components(separatedBy: "</script>") == html.components(separatedBy: "<script"))
        }
    }

    @Test func thePolicyNamesTheOneScriptAndStyleAndNothingElse() throws {
        let text = try page(SampleEdition.make(3))
        #expect(text.contains("content=\"default-src 'none'; style-src 'sha256-"))
        #expect(text.contains("script-src 'sha256-"))
        #expect(!text.contains("unsafe-inline") && !text.contains("style=\"") && !text.contains(" onclick="))
        for address in ["src=\"http", "href=\"http", "@import", "url("] {
            #expect(!text.contains(address), "\(address)")
        }
    }

    @Test func aPageOf1500PropertiesIsAtMostSixMegabytes() throws {
        let size = try renderHTML(SampleEdition.make(1500), ProjectFiles.resources).count
        #expect(size < 6_000_000, "\(size) bytes")
    }

    @Test func aTemplateThatIsBrokenIsNamed() {
        var resources = ProjectFiles.resources
        resources.templates["plan"] = "{{#open}}"
        #expect { try renderHTML(empty(), resources) } throws: {
            "\($0)".contains("pipelines/6_report/templates/plan.mustache")
        }
    }
}

extension ReportTable {
    /// Makes columns unknown.
    mutating func forget(_ names: [String]) {
        for name in names {
            guard let ordinal = ordinal(name) else { continue }
            for row in rows.indices { rows[row][ordinal] = .null }
        }
    }
}

extension String {
    /// How often a text occurs.
    func components(separatedBy text: String) -> Int { ranges(of: text).count }
}
