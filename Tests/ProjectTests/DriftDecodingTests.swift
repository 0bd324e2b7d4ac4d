import Contracts
import Testing

@testable import Project

/// `drift` and `volume` in contracts and feeds: what is said of mistakes, and where.
@Suite struct DriftDecodingTests {
    static let cases: [Case] = [
        FeedDecodingTests.feed(
            "good ones",
            """
            feed: rooms\nformat: csv\ndrift: {unknown_field: stop, volume: accept}\nvolume: \
            {fewer_percent: 100, more_percent: 0, rows: 5}\n
            """,
            says: []),
        FeedDecodingTests.feed(
            "a kind that is none", "feed: rooms\nformat: csv\ndrift: {new_column: warn}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:9: the key new_column means nothing here; known are \
                blank_rows, came_again, column_emptied, cut_text, doubled_rows, doubtful_number, \
                empty_form, extra_member, folded_key, found_encoding, hidden_columns, hidden_rows, \
                hidden_sheet, keys_gone, left_out, listed_key, lost_letters, merged_header, \
                merged_range, missing_authority, missing_optional_column, mixed_line_ends, mojibake, \
                nameless_column, new_channel, null_word, open_end, other_authority, other_encoding, \
                other_separator, other_sheets, other_spelling, percent_cells, period_overlap, \
                renamed_column, reordered_columns, repeated_column, rounded, same_night, sum_changed, \
                title_lines, total_row, trailing_separators, uncalculated, unknown_code, unknown_field, \
                value_jump, values_scaled, volume (unknown_key)
                """
            ]),
        FeedDecodingTests.feed(
            "an action that is none",
            "feed: rooms\nformat: csv\ndrift: {unknown_field: reject, volume: stop}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:24: unknown_field must be one of accept, warn, stop, not \
                \"reject\" (bad_value)
                """,
                """
                pipelines/1_raw/rooms.yaml:3:40: volume must be accept or warn: an unusual number of \
                rows never stops a file (bad_value)
                """,
            ]),
        FeedDecodingTests.feed(
            "volumes that are none",
            "feed: rooms\nformat: csv\nvolume: {fewer_percent: 101, more_percent: -1, rows: many, max: 3}\n",
            says: [
                "pipelines/1_raw/rooms.yaml:3:25: fewer_percent must be 0 to 100 (bad_value)",
                "pipelines/1_raw/rooms.yaml:3:44: more_percent must be 0 to 1000000 (bad_value)",
                "pipelines/1_raw/rooms.yaml:3:54: rows must be a whole number, not \"many\" (bad_value)",
                """
                pipelines/1_raw/rooms.yaml:3:60: the key max means nothing here; known are \
                fewer_percent, more_percent, rows (unknown_key)
                """,
            ]),
        Case(
            "in the contract",
            [
                "schemas/feeds/rooms.yaml": FeedDecodingTests.contract + "drift: {mojibake: loud}\n",
                "pipelines/1_raw/rooms.yaml": "feed: rooms\nformat: csv\n",
            ],
            says: [
                """
                schemas/feeds/rooms.yaml:6:19: mojibake must be one of accept, warn, stop, not \"loud\" \
                (bad_value)
                """
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }

    @Test func aFeedOverridesItsContract() throws {
        let folder = try TrialFolder([
            "pipelines/nightly.yaml": "language: en\n",
            "schemas/feeds/rooms.yaml": FeedDecodingTests.contract
                + "drift: {mojibake: stop, unknown_field: stop}\n",
            "pipelines/1_raw/rooms.yaml":
                """
            feed: rooms\nformat: csv\ndrift: {unknown_field: warn}\nvolume: {fewer_percent: 30, \
            rows: 7}\n
            """,
        ])
        let feed = try #require(Project.load(root: folder.root).project.feeds.first)
        #expect(feed.contract.drift.actions == [.mojibake: .stop, .unknownField: .warn])
        #expect(feed.volume == VolumeBounds(fewerPercent: 30, morePercent: 50, rows: 7))
    }
}
