import Contracts
import Formats
import Records
import Testing

@testable import Project

/// `pipelines/1_raw/*.yaml`: everything that can be wrong with a feed, and where.
@Suite struct FeedDecodingTests {
    static let contract =
        """
        contract: rooms\nkey: [room]\ncolumns:\n  - {name: room, type: text, required: true}\n  - \
        {name: seats, type: integer}\n
        """
    static func feed(_ name: String, _ text: String, says: [String]) -> Case {
        Case(name, ["schemas/feeds/rooms.yaml": contract, "pipelines/1_raw/rooms.yaml": text], says: says)
    }

    static let cases: [Case] = [
        feed("a good one", "feed: rooms\nformat: csv\n", says: []),
        feed("empty file", "", says: ["pipelines/1_raw/rooms.yaml:1:1: the file is empty (empty_yaml)"]),
        feed(
            "no name", "format: csv\ncontract: rooms\n",
            says: ["pipelines/1_raw/rooms.yaml:1:1: feed is missing (missing_key)"]),
        feed(
            "other name than the file", "feed: halls\ncontract: rooms\nformat: csv\n",
            says: [
                "pipelines/1_raw/rooms.yaml:1: the feed calls itself halls (other_name)"
            ]),
        feed(
            "no format", "feed: rooms\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:1:1: format is missing: xml or csv (which also reads .xlsx \
                and .ods) (missing_key)
                """
            ]),
        feed(
            "a format that nobody reads", "feed: rooms\nformat: json\n",
            says: [
                "pipelines/1_raw/rooms.yaml:2:9: format must be one of xml, csv, not \"json\" (bad_value)"
            ]),
        feed(
            "xml without its names", "feed: rooms\nformat: xml\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:1:1: a feed of the format xml needs xml: {root: …, record: \
                …} (missing_key)
                """
            ]),
        feed(
            "xml without a record", "feed: rooms\nformat: xml\nxml: {root: A}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:1:1: a feed of the format xml needs xml: {root: …, record: \
                …} (missing_key)
                """,
                "pipelines/1_raw/rooms.yaml:3:6: record is missing (missing_key)",
            ]),
        feed(
            "a misspelt key", "feed: rooms\nformat: csv\nreplace: all\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:1: the key replace means nothing here; was replaces meant? \
                known are contract, csv, describes, drift, expected, feed, format, gate, given, keep, \
                large, limits, map, match, numbering, parts, replaces, sheet, table, title, values, \
                volume (unknown_key)
                """
            ]),
        feed(
            "csv keys in an xml feed",
            "feed: rooms\nformat: xml\nxml: {root: A, record: B}\ncsv: {separator: ';'}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:4:1: the key csv means nothing here; known are contract, \
                describes, drift, expected, feed, format, gate, given, keep, large, limits, map, match, \
                numbering, parts, replaces, sheet, table, title, values, volume, xml (unknown_key)
                """
            ]),
        feed(
            "no such contract", "feed: rooms\nformat: csv\ncontract: halls\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:11: there is no contract schemas/feeds/halls.yaml \
                (unknown_contract)
                """
            ]),
        feed(
            "a part of a period: a column, and a group of the name",
            "feed: rooms\nformat: csv\nreplaces: [room]\nparts: seats\n", says: []),
        feed(
            "a part that is neither",
            "feed: rooms\nformat: csv\nmatch: ['^rooms-(?<house>.*)$']\nparts: floor\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:4:8: parts names floor, which is no column of the contract \
                rooms and no named group of match (unknown_part)
                """
            ]),
        feed(
            "a part that is a group of the name",
            "feed: rooms\nformat: csv\nmatch: ['^rooms-(?<house>.*)$']\nparts: house\n", says: []),
        feed(
            "a pattern that is none", "feed: rooms\nformat: csv\nmatch: ['^rooms(']\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:9: \"^rooms(\" is no regular expression: expected ')' \
                (bad_pattern)
                """
            ]),
        feed(
            "a pattern that is a list", "feed: rooms\nformat: csv\nmatch: [[a]]\n",
            says: [
                "pipelines/1_raw/rooms.yaml:3:9: match must be a list of regular expressions (not_a_text)"
            ]),
        feed(
            "a pattern with a capital letter", "feed: rooms\nformat: csv\nmatch: ['^Rooms\\.csv$']\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:9: \"^Rooms\\.csv$\" has a capital letter; names are \
                matched in lower case (bad_pattern)
                """
            ]),
        feed(
            "keep without a column", "feed: rooms\nformat: csv\nkeep: {values: [a]}\n",
            says: [
                "pipelines/1_raw/rooms.yaml:3:7: column is missing (missing_key)"
            ]),
        feed(
            "keep of a column that is none", "feed: rooms\nformat: csv\nkeep: {column: town, values: [a]}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:16: keep names town, which is no column of the contract \
                rooms (unknown_column)
                """
            ]),
        feed(
            "keep without values", "feed: rooms\nformat: csv\nkeep: {column: room}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:7: keep needs values: those of the settings' authorities \
                are for the column that the contract calls authority alone (missing_key)
                """
            ]),
        Case(
            "two ways of one table",
            [
                "schemas/feeds/rooms.yaml": contract,
                "pipelines/1_raw/rooms.yaml": "feed: rooms\nformat: csv\n",
                "pipelines/1_raw/rooms_other.yaml":
                    "feed: rooms_other\ncontract: rooms\ntable: rooms\nformat: csv\n",
            ], says: []),
        Case(
            "a table of another contract",
            [
                "schemas/feeds/rooms.yaml": contract,
                "schemas/feeds/halls.yaml": contract.replacing("contract: rooms", with: "contract: halls"),
                "pipelines/1_raw/rooms.yaml": "feed: rooms\nformat: csv\n",
                "pipelines/1_raw/halls.yaml": "feed: halls\ntable: rooms\nformat: csv\n",
            ],
            says: [
                """
                pipelines/1_raw/halls.yaml:1: halls fills the table of rooms, whose rows are those of \
                the contract rooms (other_contract)
                """
            ]),
        feed(
            "csv settings",
            """
            feed: rooms\nformat: csv\ncsv: {separator: ';;', encoding: latin1, preamble_lines: two, \
            quot: 'x'}\n
            """,
            says: [
                "pipelines/1_raw/rooms.yaml:3:18: separator must be one character, not \";;\" (bad_value)",
                """
                pipelines/1_raw/rooms.yaml:3:34: encoding must be auto, utf-8, windows-1252 or \
                iso-8859-1, not \"latin1\" (bad_value)
                """,
                """
                pipelines/1_raw/rooms.yaml:3:58: preamble_lines must be a whole number from 0, not \
                \"two\" (bad_value)
                """,
                """
                pipelines/1_raw/rooms.yaml:3:63: the key quot means nothing here; was quote meant? \
                known are encoding, fill_down, preamble_lines, quote, separator, total_rows \
                (unknown_key)
                """,
            ]),
        feed(
            "total rows", "feed: rooms\nformat: csv\ncsv: {total_rows: [{column: room}, text]}\n",
            says: [
                "pipelines/1_raw/rooms.yaml:3:20: starts is missing (missing_key)",
                """
                pipelines/1_raw/rooms.yaml:3:36: a total row must be a mapping of keys to values \
                (not_a_mapping)
                """,
            ]),
        feed(
            "limits that nothing keeps",
            "feed: rooms\nformat: csv\nlimits: {maximum_bytes: 0, members: -1, ratio: 0}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:25: maximum_bytes must be a whole number from 1, not \"0\" \
                (bad_value)
                """,
                """
                pipelines/1_raw/rooms.yaml:3:37: members must be a whole number from 1, not \"-1\" \
                (bad_value)
                """,
                "pipelines/1_raw/rooms.yaml:3:48: ratio must be a whole number from 1, not \"0\" (bad_value)",
            ]),
        feed(
            "separators that separate nothing",
            "feed: rooms\nformat: csv\ncsv: {separator: \"\\n\", quote: \"\\r\", preamble_lines: -1}\n",
            says: [
                "pipelines/1_raw/rooms.yaml:3:18: separator cannot be a line end (bad_value)",
                "pipelines/1_raw/rooms.yaml:3:31: quote cannot be a line end (bad_value)",
                """
                pipelines/1_raw/rooms.yaml:3:53: preamble_lines must be a whole number from 0, not \
                \"-1\" (bad_value)
                """,
            ]),
        feed(
            "a separator that is the quote",
            "feed: rooms\nformat: csv\ncsv: {separator: \"'\", quote: \"'\"}\n",
            says: [
                "pipelines/1_raw/rooms.yaml:3:6: separator and quote must differ (bad_value)"
            ]),
        feed(
            "map names no column", "feed: rooms\nformat: csv\nmap: {chairs: [Stole]}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:15: map names chairs, which is no column of the contract \
                rooms (unknown_column)
                """
            ]),
        feed(
            "replaces names no column", "feed: rooms\nformat: csv\nreplaces: [room, day]\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:18: replaces names day, which is no column of the contract \
                rooms (unknown_column)
                """
            ]),
        feed(
            "replaces neither", "feed: rooms\nformat: csv\nreplaces: some\n",
            says: [
                "pipelines/1_raw/rooms.yaml:3:11: replaces must be `all` or a list of columns (bad_value)"
            ]),
        feed(
            "replaces nothing", "feed: rooms\nformat: csv\nreplaces: []\n",
            says: [
                "pipelines/1_raw/rooms.yaml:3:11: replaces must be `all` or a list of columns (bad_value)"
            ]),
        feed(
            "expected",
            """
            feed: rooms\nformat: csv\nexpected: {every: fortnight, stale_after_days: soon, mandatory: \
            maybe}\n
            """,
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:19: every must be one of day, weekday, week, month, \
                quarter, year, not \"fortnight\" (bad_value)
                """,
                """
                pipelines/1_raw/rooms.yaml:3:48: stale_after_days must be a whole number, not \"soon\" \
                (bad_value)
                """,
                "pipelines/1_raw/rooms.yaml:3:65: mandatory must be true or false, not \"maybe\" (bad_value)",
            ]),
        feed(
            "values", "feed: rooms\nformat: csv\nvalues: {decimal: comma, dates: [[a]], trailing_minus: 1}\n",
            says: [
                "pipelines/1_raw/rooms.yaml:3:19: decimal must be one character, not \"comma\" (bad_value)",
                "pipelines/1_raw/rooms.yaml:3:34: dates must be a list of texts (not_a_text)",
                """
                pipelines/1_raw/rooms.yaml:3:56: trailing_minus must be true or false, not \"1\" \
                (bad_value)
                """,
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }

    @Test func readsEveryKeyOfCSV() throws {
        let collected = Findings()
        let contract = Contract(
            name: "rooms", describes: "",
            columns: [Column(name: "room", type: .text), Column(name: "seats", type: .integer)], key: [])
        let text = """
            feed: rooms
            describes: Rooms of the houses
            title: {da: Lokaler, en: Rooms}
            match: '^rooms.*$'
            format: csv
            csv: {separator: tab, quote: "'", encoding: Windows-1252, preamble_lines: 2, total_rows: \
            [{column: room, starts: I alt}]}
            values: {decimal: ",", thousands: ".", dates: [dd-MM-yyyy], trailing_minus: true}
            map: {room: Lokale, seats: [Pladser, Stole]}
            replaces: [room]
            expected: {every: week, on: Friday, by: "06:30", grace_days: 2, stale_after_days: 9, mandatory: \
            true}
            limits: {maximum_bytes: 5, members: 6, ratio: 7}
            """
        let feed = try #require(
            Feed.decode(text, file: "f.yaml", contracts: ["rooms": contract], into: collected))
        #expect(collected.all.map(\.description) == [])
        #expect(
            feed.name == "rooms" && feed.table == "raw_rooms" && feed.describes == "Rooms of the houses"
                && feed.title == ["da": "Lokaler", "en": "Rooms"])
        #expect(feed.match.map(\.text) == ["^rooms.*$"])
        #expect(feed.contract.columns.map(\.from) == [["room", "Lokale"], ["seats", "Pladser", "Stole"]])
        #expect(feed.replaces == .columns(["room"]))
        #expect(
            feed.expected
                == Expectation(
                    every: .week, on: .weekday(5), by: 390, graceDays: 2, staleAfterDays: 9, mandatory: true))
        #expect(
            feed.style
                == ValueStyle(
                    decimal: UInt8(ascii: ","), thousands: UInt8(ascii: "."), dates: ["dd-MM-yyyy"],
                    trailingMinus: true))
        #expect([feed.limits.maximumBytes, feed.limits.members, feed.limits.ratio] == [5, 6, 7])
        guard case .csv(let layout) = feed.format else {
            Issue.record("not a CSV feed")
            return
        }
        #expect(
            layout.separator == UInt8(ascii: "\t") && layout.quote == UInt8(ascii: "'")
                && layout.encoding == .windows1252)
        #expect(
            layout.preambleLines == 2 && layout.totalRows.map(\.field) == ["room"]
                && layout.totalRows.map(\.starts) == ["I alt"])
    }
}
