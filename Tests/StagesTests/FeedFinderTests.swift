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
