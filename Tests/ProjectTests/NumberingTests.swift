import Testing

@testable import Project

/// Feeds that number their deliveries: what their names tell, and what can be wrong with how that is written.
@Suite struct NumberingTests {
    static let head = "feed: rooms\nformat: csv\nmatch: ['^rooms_(?<kind>na|da)_(?<serial>\\d{5})\\.csv$']\n"
    static let cases: [Case] = [
        FeedDecodingTests.feed(
            "a good one", head + "numbering: {serial: serial, kind: kind, delta: da}\n", says: []),
        FeedDecodingTests.feed(
            "no serial", head + "numbering: {kind: kind, delta: [da]}\n",
            says: [
                "pipelines/1_raw/rooms.yaml:4:12: serial is missing (missing_key)"
            ]),
        FeedDecodingTests.feed(
            "groups that no name has", head + "numbering: {serial: number, kind: sort, delta: [da]}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:4:21: serial names the group number, which \
                \"^rooms_(?<kind>na|da)_(?<serial>\\d{5})\\.csv$\" does not have (unknown_group)
                """,
                """
                pipelines/1_raw/rooms.yaml:4:35: kind names the group sort, which \
                \"^rooms_(?<kind>na|da)_(?<serial>\\d{5})\\.csv$\" does not have (unknown_group)
                """,
            ]),
        FeedDecodingTests.feed(
            "a delta without a kind", head + "numbering: {serial: serial, delta: [DA]}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:4:37: \"DA\" has a capital letter; names are matched in \
                lower case (bad_value)
                """,
                """
                pipelines/1_raw/rooms.yaml:4:37: kind is missing: the group in which DA stands \
                (missing_key)
                """,
            ]),
        FeedDecodingTests.feed(
            "no pattern", "feed: rooms\nformat: csv\nnumbering: {serial: serial}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:12: numbering reads file names, but the feed has no match \
                (missing_key)
                """
            ]),
        FeedDecodingTests.feed(
            "a number in the file",
            "feed: rooms\nformat: csv\nnumbering: {footer: 'number;(?<serial>\\d+)'}\n", says: []),
        FeedDecodingTests.feed(
            "a number in the file that no pattern finds",
            head + "numbering: {serial: serial, header: 'Number (\\d+)', footer: '('}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:4:37: \"Number (\\d+)\" has a capital letter; the file's \
                text is matched in lower case (bad_pattern)
                """,
                """
                pipelines/1_raw/rooms.yaml:4:37: the number stands in the header or in the footer, not \
                in both (bad_value)
                """,
                """
                pipelines/1_raw/rooms.yaml:4:37: the number stands in the name (serial) or in the file \
                (header, footer), not in both (bad_value)
                """,
                """
                pipelines/1_raw/rooms.yaml:4:37: \"Number (\\d+)\" has no group (?<serial>…), in which \
                the number stands (unknown_group)
                """,
            ]),
        Case(
            "no key",
            [
                "schemas/feeds/rooms.yaml": "contract: rooms\ncolumns:\n  - {name: room, type: text}\n",
                "pipelines/1_raw/rooms.yaml": head + "numbering: {serial: serial, kind: kind, delta: [da]}\n",
            ],
            says: [
                """
                pipelines/1_raw/rooms.yaml:4:49: the contract has no key, by which the records of a \
                delta would find theirs (missing_key)
                """
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }

    @Test(arguments: [
        (["serial": "00007", "kind": "na"], 7, DeliveryKind.full),
        (["serial": "00007", "kind": "da"], 7, .delta),
        (["serial": "00007"], 7, .full), (["kind": "da"], -1, .delta),
        (["serial": "99999999999999999999", "kind": "te"], -1, .full),
    ])
    func reads(_ groups: [String: String], _ serial: Int, _ kind: DeliveryKind) {
        let read = Numbering(serial: "serial", kind: "kind", deltas: ["da"]).read(groups)
        #expect((read.serial ?? -1) == serial && read.kind == kind)
    }

    @Test func withoutAKindEveryDeliveryIsFull() {
        #expect(Numbering(serial: "serial").read(["serial": "3", "kind": "da"]) == (3, .full))
    }

    @Test(arguments: [
        (false, "<header><number>7</number></header><number>8</number>", 7),
        (true, "<NUMBER>7</NUMBER> … <number>8</number>", 8), (false, "number 7", -1),
    ])
    func readsTheNumberInAFile(_ isAtTheEnd: Bool, _ text: String, _ serial: Int) {
        #expect(
            (Numbering.Inside(isAtTheEnd: isAtTheEnd, pattern: "<number>(?<serial>\\d+)<").serial(in: text)
                ?? -1) == serial)
    }

    @Test func groupsOfAPattern() throws {
        #expect(try FilePattern("^(?:a|b)(?<date>\\d+)(?<no_2>.)$").groupNames == ["date", "no_2"])
    }
}
