import Contracts
import Records
import Testing

@testable import Project

/// What a feed's file is given so that it reads another layout, and that nothing else of it changes.
@Suite struct FeedAmendmentTests {
    private static let text = """
        feed: uses
        # Ours since 2019.
        match: ['^uses\\.csv$']
        format: csv
        values: {decimal: ","}   # Danish
        replaces: [day]

        """

    private static let contract = Contract(
        name: "uses", describes: "",
        columns: [
            Column(name: "room", type: .key, required: true), Column(name: "day", type: .date),
            Column(name: "hours", type: .number),
        ], key: [])

    private func decoded(_ text: String) throws -> Feed {
        let findings = Findings()
        let feed = Feed.decode(text, file: "uses.yaml", contracts: ["uses": Self.contract], into: findings)
        #expect(findings.all.isEmpty)
        return try #require(feed)
    }

    @Test func addsNamesAndLeavesTheRest() throws {
        var amendment = FeedAmendment()
        amendment.names = [
            .init(column: "room", name: "Lokale nr. 'A'"),
            .init(column: "hours", name: "Timer", nth: 2, says: ["room": "hall"]),
        ]
        amendment.note = "Names of ours."
        let text = amendment.text(of: try decoded(Self.text), in: Self.text)
        #expect(text.hasPrefix(Self.text.split(separator: "\n").joined(separator: "\n")))
        let feed = try decoded(text)
        #expect(feed.contract.columns[0].from == ["room", "Lokale nr. 'A'"])
        #expect(feed.contract.columns[2].from.last == FieldName.of("Timer", nth: 2))
        #expect(feed.says.map(\.column) == ["room"] && feed.says.map(\.value) == ["hall"])
        // Once more, with another name: the block grows, and stands once.
        var more = FeedAmendment()
        more.names = [.init(column: "room", name: "Sal"), .init(column: "day", name: "Dato")]
        more.note = "Names of theirs."
        let again = more.text(of: feed, in: text)
        let both = try decoded(again)
        #expect(
            both.contract.columns[0].from == ["room", "Lokale nr. 'A'", "Sal"]
                && both.contract.columns[1].from == ["day", "Dato"])
        #expect(
            both.says == feed.says && again.ranges(of: "map:").count == 1
                && again.contains("# Ours since 2019."))
        #expect(more.text(of: both, in: again) == again)
    }

    @Test func putsStyleAndPatternInTheirPlaces() throws {
        var amendment = FeedAmendment()
        var style = ValueStyle()
        (style.decimal, style.thousands, style.dates) = (
            UInt8(ascii: "."), UInt8(ascii: ","), ["yyyy-MM-dd", "dd/MM/yyyy"]
        )
        (amendment.style, amendment.match, amendment.sheet) = (style, #"^timer\d*\.csv$"#, "Ark 2")
        let text = amendment.text(of: try decoded(Self.text), in: Self.text)
        let feed = try decoded(text)
        #expect(
            feed.style.decimal == UInt8(ascii: ".") && feed.style.dates == ["yyyy-MM-dd", "dd/MM/yyyy"]
                && feed.match.count == 2)
        guard case .csv(let layout) = feed.format else {
            Issue.record("no table")
            return
        }
        #expect(
            layout.sheet == "Ark 2" && text.ranges(of: "values:").count == 1
                && text.contains("replaces: [day]"))
    }

    /// A header's word holds for files that have it, and for no others.
    @Test func aHeaderSpeaksForItsOwnFiles() throws {
        let feed = try decoded(Self.text + "map:\n  hours: {column: Timer i hallen, says: {room: hall}}\n")
        #expect(feed.read(under: ["Dag", "Timer i hallen"]).contract.columns[0].otherwise == "hall")
        #expect(feed.read(under: ["day", "hours"]).contract.columns[0].otherwise == nil)
        #expect(
            !feed.read(under: ["timer i HALLEN"]).contract.columns[0].mustStand
                && feed.contract.columns[0].mustStand)
    }
}
