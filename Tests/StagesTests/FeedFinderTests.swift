import Foundation
import Project
import Records
import Testing

@testable import Stages

/// Which feed a file belongs to: by its name, else by its header, else by nothing.
@Suite struct FeedFinderTests {
    @Test(arguments: [
        ("rooms-20260201.csv", "", "rooms 2026-02-01 2026-02-01   rooms-20260201.csv"),
        ("ROOMS.CSV", "", "rooms 2026-02-28 2026-02-28   ROOMS.CSV"),
        ("rooms-20260231.csv", "", "rooms 2026-02-28 2026-02-28   rooms-20260231.csv"),
        (
            "houses_00007_20260201.XML", "",
            "houses 2026-02-01 2026-02-01 00000000000000000007  houses_00007_20260201.XML"
        ),
        ("belaegning.csv", "Seats;Room\n1;a\n", "rooms 2026-02-28 2026-02-28   belaegning.csv"),
        ("export.csv", "room;day;hours\na;2026-01-01;1\n", "uses 2026-02-28 2026-02-28   export.csv"),
        ("one.csv", "room\na\n", "unknown_feed -"),
        ("mystery.bin", "\u{0}\u{1}\u{2}", "unknown_feed -"),
        ("empty.csv", "", "unknown_feed -"),
        ("udtraek_20260201.txt", "", "bookings_kmd 2026-02-01 2026-02-01   udtraek_20260201.txt"),
        ("both.csv", "room;seats;day\na;1;2026-01-01\n", "ambiguous_feed rooms, uses"),
    ])
    func match(_ name: String, _ text: String, _ expected: String) throws {
        let root = try TrialRoot()
        try root.write("inbound/" + name, text)
        let (project, findings) = Project.load(root: root.path)
        #expect(findings.map(\.description) == [])
        do {
            let match = try FeedFinder(feeds: project.feeds).match(
                name: name, path: root.path + "/inbound/" + name, claimedOn: "2026-02-28")
            #expect("\(match.feed.name) \(match.deliveredOn) \(match.arrival)" == expected)
        } catch let refusal as Refusal {
            #expect("\(refusal.fault.code.rawValue) \(refusal.fault.detail ?? "-")" == expected)
        }
    }

    @Test func aNumberedFeedTellsSerialAndKind() throws {
        let root = try TrialRoot()
        try root.write(
            "pipelines/1_raw/houses.yaml",
            root.text("pipelines/1_raw/houses.yaml")!.replacingOccurrences(
                of: "houses_(", with: "houses_(?<kind>na|da)_(")
                + "numbering: {serial: serial, kind: kind, delta: [da]}\n")
        try root.write(
            "schemas/feeds/houses.yaml",
            root.text("schemas/feeds/houses.yaml")!.replacingOccurrences(
                of: "columns:", with: "key: [house]\ncolumns:"))
        let (project, findings) = Project.load(root: root.path)
        #expect(findings.map(\.description) == [])
        let finder = FeedFinder(feeds: project.feeds)
        let found = try [
            "houses_na_00001_20260201.xml", "HOUSES_DA_00002_20260202.XML", "rooms-20260201.csv",
        ].map {
            try finder.match(name: $0, path: "", claimedOn: "2026-02-28")
        }
        #expect(found.map(\.serial) == [1, 2, nil] && found.map(\.kind) == [.full, .delta, .full])
    }

    /// The tables of a register share their keys and times. A file that has no more is of an entity that no
    /// feed
    /// reads, and is not said to be of all of them; under another name a table's own is known by its columns.
    @Test func ofARegistersTablesTheColumnsTell() throws {
        let root = try TrialRoot()
        for (name, column) in [("ways", "lanes"), ("paths", "steps")] {
            try root.write(
                "schemas/feeds/\(name).yaml",
                """
                contract: \(name)
                describes: x
                key: [row]
                columns:
                  - {name: row, type: key, required: true, describes: x}
                  - {name: \(column), type: integer, describes: x}
                  - {name: \(column)_wide, type: integer, describes: x}

                """)
            try root.write(
                "pipelines/1_raw/\(name).yaml",
                """
                feed: \(name)
                describes: x
                title: {da: x, en: x}
                contract: \(name)
                match: ['^\(name)_(?<kind>total|delta)_(?<serial>\\d+)\\.csv$']
                format: csv
                replaces: [row]
                numbering: {serial: serial, kind: kind, delta: [delta]}

                """)
        }
        let (project, findings) = Project.load(root: root.path)
        #expect(findings.map(\.description) == [])
        let finder = FeedFinder(feeds: project.feeds)
        func found(_ text: String) throws -> String {
            try root.write("inbound/download.csv", text)
            do {
                return try finder.match(
                    name: "download.csv", path: root.path + "/inbound/download.csv", claimedOn: "2026-02-28"
                ).feed.name
            } catch let refusal as Refusal { return refusal.fault.code.rawValue }
        }
        #expect(try found("row;registered\na;2026-01-01\n") == "unknown_feed")
        #expect(try found("row;registered;lanes;lanes_wide\na;2026-01-01;1;2\n") == "ways")
        #expect(try found("row;registered;steps;steps_wide\na;2026-01-01;1;2\n") == "paths")
    }

    /// A column that a system leaves out because it is empty throughout may be missing where another of its
    /// group
    /// is there; without any of them the file is refused as before.
    @Test(arguments: [
        ("room;day;bfe;ids\na;2026-01-01;1;\n", true), ("room;day;bfe\na;2026-01-01;1\n", true),
        ("room;ids;day\na;x;2026-01-01\n", true), ("room;day\na;2026-01-01\n", false),
    ])
    func oneOfAGroupIsEnough(_ text: String, _ isTaken: Bool) throws {
        let root = try TrialRoot()
        try root.write(
            "schemas/feeds/uses.yaml",
            """
            contract: uses
            describes: x
            key: [room]
            either: [[bfe, ids]]
            columns:
              - {name: room, type: key, required: true, describes: x}
              - {name: day, type: date, required: true, describes: x}
              - {name: hours, type: number, unit: hours, describes: x}
              - {name: bfe, in_header: true, type: id, describes: x}
              - {name: ids, in_header: true, type: text, describes: x}

            """)
        try root.write("inbound/uses-20260301.csv", text)
        let feed = try #require(Project.load(root: root.path).project.feeds.first { $0.name == "uses" })
        let read = FeedFinder.reading(root.path + "/inbound/uses-20260301.csv", as: feed)
        let asked = read.contract.columns.filter(\.inHeader).map(\.name)
        let header = Set(text.split(separator: "\n")[0].split(separator: ";").map(String.init))
        #expect(asked.allSatisfy(header.contains) == isTaken, "\(asked)")
    }

    @Test func twoPatternsOnOneName() throws {
        let root = try TrialRoot()
        try root.write(
            "pipelines/1_raw/uses.yaml",
            root.text("pipelines/1_raw/uses.yaml")!.replacingOccurrences(of: "'^uses", with: "'^rooms"))
        let refusal = #expect(throws: Refusal.self) {
            _ = try FeedFinder(feeds: Project.load(root: root.path).project.feeds).match(
                name: "rooms-20260201.csv", path: "", claimedOn: "2026-02-28")
        }
        #expect(refusal?.fault.code == .ambiguousFeed && refusal?.fault.detail == "rooms, uses")
    }

    /// A table whose rows come by several ways is found by each, in a night and in a trial.
    @Test func everyWayOfATableIsLookedFor() {
        let (project, _) = Project.load(root: repository)
        #expect(project.ways.count > project.feeds.count)
        #expect(FeedFinder(project, loaded: []).feeds.map(\.name) == project.ways.map(\.name))
    }
}
