import Records
import Testing

@testable import Project

/// A rule without its row, a row without its rule: either half alone is told, and not dropped by a join.
@Suite struct NamedColumnTests {
    static func files(_ changed: [String: String]) -> [String: String] {
        [
            "pipelines/0_given/kinds.yaml": "- {kind: hall, name_da: Sal}\n- {kind: room, name_da: Rum}\n",
            "pipelines/2_core/core_place.sql":
                "-- Places.\n-- grain: place\n-- columns: place, kind\n-- names: kind given_kinds.kind\n",
            "pipelines/2_core/core_hall.sql":
                "-- Halls.\n-- grain: place\n-- adds to: core_place\nselect 1 as place, 'hall' as kind\n",
            "pipelines/2_core/core_room.sql":
                "-- Rooms.\n-- grain: place\n-- adds to: core_place\nselect 2 as place, 'room' as kind\n",
        ].merging(changed) { $1 }
    }

    static let cases: [Case] = [
        Case("each word on both sides", files([:]), says: []),
        Case(
            "an adder without its row",
            files([
                "pipelines/2_core/core_yard.sql":
                    "-- Yards.\n-- grain: place\n-- adds to: core_place\nselect 3 as place, 'yard' as kind\n"
            ]),
            says: [
                """
                pipelines/2_core/core_yard.sql:3: it adds to core_place and names no kind of \
                given_kinds; next: its row, in core_yard.given.yaml beside it 
                """
                    + "(unknown_word)"
            ]),
        Case(
            "a row without its adder",
            files([
                "pipelines/2_core/core_yard.given.yaml": "kinds:\n  - {kind: yard, name_da: Gård}\n"
            ]),
            says: [
                """
                pipelines/2_core/core_yard.given.yaml:2: no model names the kind yard; next: a model \
                with -- adds to: core_place (unknown_word)
                """
            ]),
        Case(
            "words that are not given",
            files([
                "pipelines/2_core/core_place.sql":
                    "-- Places.\n-- grain: place\n-- columns: place, kind\n-- names: kind given_kind.kind\n"
            ]),
            says: [
                """
                pipelines/2_core/core_place.sql:4: names speaks of given_kind.kind, which is not given \
                (unknown_table)
                """
            ]),
        Case(
            "no column and table",
            files([
                "pipelines/2_core/core_place.sql":
                    "-- Places.\n-- grain: place\n-- columns: place, kind\n-- names: kind\n"
            ]),
            says: [
                """
                pipelines/2_core/core_place.sql:4: names says a column and where its words stand: -- \
                names: rule given_rules.rule (bad_value)
                """
            ]),
    ]

    @Test(arguments: cases) func isTold(_ one: Case) throws { #expect(try findings(one.files) == one.says) }
}
