import Foundation
import Project
import Records
import Testing

@testable import Formats
@testable import Stages

/// Which columns of a sheet are which, by the project's own names and by values.
@Suite struct FeedGuessTests {
    private static let project = Project.load(root: repository).project
    private static let ids = [
        "3f1c9a52-7d04-4e0b-8a11-0c5d2b6f9e01", "b2c4d6e8-1a3b-4c5d-9e8f-7a6b5c4d3e02",
        "90aa11bb-22cc-43dd-84ee-55ff66778803",
    ]

    private func head(_ rows: [[String]]) -> TableHead {
        TableHead(rows: rows.enumerated().map { TableHead.Row(line: $0 + 1, cells: $1) })
    }

    private static let list: [[String]] = [
        ["Ejendomsoversigt 2026"], [],
        ["Ejd.nr", "Ejendomsnavn", "Anvendelse", "Ejet/lejet", "Bruttoareal (m²)", "Kolonne1", "Nøgleboks"],
        ["1001", "Nordskolen", "Skole", "Ejet", "6200", ids[0], "ja"],
        ["1002", "Børnehuset Bien", "Daginstitution", "Ejet", "810", ids[1], "nej"],
        ["1003", "Jobcentret", "Kontor", "Lejet", "mange", ids[2], "nej"],
        ["I alt", "", "", "", "7010", "", ""],
    ]

    @Test func findsFeedHeaderAndColumns() throws {
        let guess = try #require(
            FeedGuesser(Self.project).guesses([head(Self.list)], fileName: "Oversigt.xlsx").first)
        #expect(guess.feed.name == "properties" && guess.headerLine == 3)
        let found = Dictionary(uniqueKeysWithValues: guess.found.map { ($0.column.name, $0.header) })
        // Nobody calls a column of UUIDs "Kolonne1": its values say what it is.
        #expect(
            found == [
                "property_id": "Ejd.nr", "name": "Ejendomsnavn", "sector": "Anvendelse",
                "tenure": "Ejet/lejet", "area_m2": "Bruttoareal (m²)",
                "building_ids": "Kolonne1",
            ])
        #expect(guess.unused.map { guess.header[$0] } == ["Nøgleboks"] && guess.missing.isEmpty)
        #expect(Set(guess.absent.map(\.name)) == ["bfe_number", "must_keep"])
        // A total is no value, and a word is no area.
        #expect(guess.found.first { $0.column.name == "area_m2" }?.misfits == ["mange"])
        #expect(!FeedGuess.values(guess.head, below: guess.headerRow, 0).contains("I alt"))
    }

    @Test func aColumnIsTakenOnceAndSaysWhatIsMissing() throws {
        let rows = [
            ["Omk.sted", "Beløb", "Beløb i kr."], ["4711", "10,00", "20,00"], ["4712", "11,00", "21,00"],
            ["4713", "12,00", "22,00"],
        ]
        let guess = try #require(
            FeedGuesser(Self.project, feed: "costs").guesses([head(rows)], fileName: "x.csv").first)
        #expect(
            Set(guess.found.map(\.index)).count == guess.found.count
                && Set(guess.found.map(\.column.name)).count == guess.found.count)
        #expect(guess.found.contains { $0.column.name == "amount_ore" })
        #expect(guess.missing.contains { $0.name == "period" })
    }

    /// Whatever way of a table a feed is, its name is enough to be asked about.
    @Test func everyFeedOfTablesIsKnownByName() {
        for feed in Self.project.ways {
            guard case .csv = feed.format else { continue }
            let header = feed.contract.columns.map { $0.from[0] }
            let table = head([header, header.map { _ in "1" }, header.map { _ in "2" }])
            #expect(
                FeedGuesser(Self.project, feed: feed.name).guesses([table], fileName: "x.csv").map(
                    \.feed.name) == [feed.name])
        }
    }

    @Test func whatIsSuggestedForAWayStandsInItsOwnFile() throws {
        let root = try TrialRoot()
        let own = root.text("pipelines/1_raw/uses.yaml")!
        let way = own.replacing("feed: uses", with: "feed: uses_other\ncontract: uses\ntable: uses")
            .replacing("'^uses", with: "'^other")
        try root.write("pipelines/1_raw/uses_other.yaml", way)
        try root.write("mine/hal.csv", "Lokale;day;hours\nhall;2026-02-01;7,5\nlab;2026-02-02;1\n")
        let names = "contract,column_name,name,form,says,weight\nuses,room,Lokale,,,\n"
        try root.write("pipelines/0_given/column_names.csv", names)
        try root.write(
            "schemas/given/column_names.yaml",
            FileManager.default.contents(atPath: repository + "/schemas/given/column_names.yaml").map {
                Array($0)
            }!)
        let suggestion = try FeedSuggestion(root: root.path, asOf: CalendarDay("2026-03-01")!, language: .en)
        let said = try suggestion.text([root.path + "/mine/hal.csv"], .init(feed: "uses_other", writes: true))
        #expect(said.text.contains("uses_other.yaml was given:"), "\(said.text)")
        #expect(
            root.text("pipelines/1_raw/uses.yaml") == own
                && root.text("pipelines/1_raw/uses_other.yaml")!.contains("Lokale"))
        let wrong = #expect(throws: UsageFailure.self) {
            try suggestion.text([root.path + "/mine/hal.csv"], .init(feed: "uses_othr"))
        }
        #expect("\(wrong!)".contains("was uses_other meant?"))
    }
}
