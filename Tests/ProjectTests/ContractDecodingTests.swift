import Contracts
import Records
import Testing

@testable import Project

/// `schemas/feeds/*.yaml`: everything that can be wrong with a contract, and where.
@Suite struct ContractDecodingTests {
    static let path = "schemas/feeds/rooms.yaml"
    static func contract(_ name: String, _ text: String, says: [String]) -> Case {
        Case(name, [path: text], says: says)
    }

    static let cases: [Case] = [
        contract(
            "a good one", "contract: rooms\nkey: [room]\ncolumns:\n  - {name: room, type: text}\n", says: []),
        contract("empty file", "", says: ["schemas/feeds/rooms.yaml:1:1: the file is empty (empty_yaml)"]),
        contract(
            "a comment alone", "# nothing yet\n",
            says: ["schemas/feeds/rooms.yaml:1:1: the file is empty (empty_yaml)"]),
        contract(
            "no YAML", "contract: [rooms\ncolumns: x\n",
            says: [
                "schemas/feeds/rooms.yaml:2:8: did not find expected ',' or ']' (bad_yaml)"
            ]),
        contract(
            "a tab", "contract: rooms\ncolumns:\n\t- {name: a}\n",
            says: [
                "schemas/feeds/rooms.yaml:3:1: found character that cannot start any token (bad_yaml)"
            ]),
        contract(
            "a list instead of a mapping", "- contract\n",
            says: [
                "schemas/feeds/rooms.yaml:1:1: a contract must be a mapping of keys to values (not_a_mapping)"
            ]),
        contract(
            "a key twice", "contract: rooms\ncontract: halls\n",
            says: [
                "schemas/feeds/rooms.yaml:1:1: the key contract stands twice (duplicate_key)"
            ]),
        contract(
            "no name", "columns:\n  - {name: room}\n",
            says: [
                "schemas/feeds/rooms.yaml:1:1: contract is missing (missing_key)"
            ]),
        contract(
            "other name than the file", "contract: halls\ncolumns:\n  - {name: room}\n",
            says: [
                "schemas/feeds/rooms.yaml:1: the contract calls itself halls (other_name)"
            ]),
        contract(
            "no columns", "contract: rooms\n",
            says: [
                "schemas/feeds/rooms.yaml:1:1: the contract rooms has no columns (no_columns)"
            ]),
        contract(
            "a column twice", "contract: rooms\ncolumns:\n  - {name: room}\n  - {name: room}\n",
            says: [
                "schemas/feeds/rooms.yaml:4:5: the column room stands twice (duplicate_column)"
            ]),
        contract(
            "a misspelt key of the contract", "contract: rooms\ndescibes: x\ncolumns:\n  - {name: room}\n",
            says: [
                """
                schemas/feeds/rooms.yaml:2:1: the key descibes means nothing here; was describes meant? \
                known are columns, contract, describes, describes_da, drift, either, indexes, key, \
                no_row_unless, personal, tolerate (unknown_key)
                """
            ]),
        contract(
            "a misspelt key of a column", "contract: rooms\ncolumns:\n  - {name: room, requried: true}\n",
            says: [
                """
                schemas/feeds/rooms.yaml:3:18: the key requried means nothing here; was required meant? \
                known are authority, codes, describes, describes_da, drop, earliest, example, from, \
                in_header, latest, length, maximum, maximum_length, measure, minimum, name, no_cpr, \
                nulls, on_fault, on_unknown_code, references, required, shown_from, spelt_as, type, \
                unit, unit_in, watch_merged (unknown_key)
                """
            ]),
        contract(
            "an unknown type", "contract: rooms\ncolumns:\n  - {name: room, type: string}\n",
            says: [
                """
                schemas/feeds/rooms.yaml:3:24: type must be one of text, code, key, id, row_id, uuid, \
                uuids, integer, number, money, percent, date, period, timestamp, local_timestamp, \
                utc_midnight, year, boolean, easting, northing, not \"string\" (bad_value)
                """
            ]),
        contract(
            "yes is no truth value", "contract: rooms\ncolumns:\n  - {name: room, required: yes}\n",
            says: [
                "schemas/feeds/rooms.yaml:3:28: required must be true or false, not \"yes\" (bad_value)"
            ]),
        contract(
            "an unknown action", "contract: rooms\ncolumns:\n  - {name: room, on_fault: ignore}\n",
            says: [
                """
                schemas/feeds/rooms.yaml:3:28: on_fault must be one of stop, reject, drop_value, \
                accept, not \"ignore\" (bad_value)
                """
            ]),
        contract(
            "bounds that are no numbers",
            """
            contract: rooms\ncolumns:\n  - {name: seats, type: integer, minimum: none, maximum: 1e999, \
            length: 2.5}\n
            """,
            says: [
                "schemas/feeds/rooms.yaml:3:43: minimum must be a number, not \"none\" (bad_value)",
                "schemas/feeds/rooms.yaml:3:58: maximum must be a number, not \"1e999\" (bad_value)",
                "schemas/feeds/rooms.yaml:3:73: length must be a whole number, not \"2.5\" (bad_value)",
            ]),
        contract(
            "a key that is no column", "contract: rooms\nkey: [room, day]\ncolumns:\n  - {name: room}\n",
            says: [
                "schemas/feeds/rooms.yaml:2:13: day is no column of the contract rooms (unknown_column)"
            ]),
        contract(
            "an index that is no column",
            "contract: rooms\nindexes: [[room, day]]\ncolumns:\n  - {name: room}\n",
            says: [
                "schemas/feeds/rooms.yaml:2:18: day is no column of the contract rooms (unknown_column)"
            ]),
        contract(
            "an index that is no list", "contract: rooms\nindexes: [room]\ncolumns:\n  - {name: room}\n",
            says: [
                "schemas/feeds/rooms.yaml:2:11: an index is a list of columns (not_a_list)"
            ]),
        contract(
            "a dropped key", "contract: rooms\nkey: [room]\ncolumns:\n  - {name: room, drop: true}\n",
            says: [
                """
                schemas/feeds/rooms.yaml:4:5: a dropped column can be neither required nor a key \
                (column room) (dropped_key)
                """
            ]),
        contract(
            "columns are no list", "contract: rooms\ncolumns: room\n",
            says: [
                "schemas/feeds/rooms.yaml:1:1: the contract rooms has no columns (no_columns)",
                "schemas/feeds/rooms.yaml:2:10: columns must be a list (not_a_list)",
            ]),
        contract(
            "a column is a text", "contract: rooms\ncolumns: [room]\n",
            says: [
                "schemas/feeds/rooms.yaml:1:1: the contract rooms has no columns (no_columns)",
                "schemas/feeds/rooms.yaml:2:11: a column must be a mapping of keys to values (not_a_mapping)",
            ]),
        contract(
            "a code list that nobody states",
            "contract: rooms\ncolumns:\n  - {name: kind, type: code, codes: room_kind}\n",
            says: [
                """
                schemas/feeds/rooms.yaml:3:5: there is no code list room_kind (column kind) \
                (unknown_code_list)
                """
            ]),
        contract(
            "bounds of another type",
            """
            contract: rooms\ncolumns:\n  - {name: room, type: text, minimum: 1}\n  - {name: day, type: \
            date, earliest: 1-1-2000}\n
            """,
            says: [
                """
                schemas/feeds/rooms.yaml:3:5: minimum and maximum mean nothing for the type text \
                (column room) (unused_bound)
                """,
                """
                schemas/feeds/rooms.yaml:4:5: \"1-1-2000\" is not a date of the form 2026-02-28 (column \
                day) (bad_bound)
                """,
            ]),
        contract(
            "bounds of tolerance",
            "contract: rooms\ntolerate: {rows: few, percent: 5, per_cent: 5}\ncolumns:\n  - {name: room}\n",
            says: [
                "schemas/feeds/rooms.yaml:2:18: rows must be a whole number from 0, not \"few\" (bad_value)",
                """
                schemas/feeds/rooms.yaml:2:35: the key per_cent means nothing here; was percent meant? \
                known are percent, rows (unknown_key)
                """,
            ]),
        contract(
            "more than everything is tolerated",
            "contract: rooms\ntolerate: {rows: -1, percent: 1e300}\ncolumns:\n  - {name: room}\n",
            says: [
                "schemas/feeds/rooms.yaml:2:18: rows must be a whole number from 0, not \"-1\" (bad_value)",
                "schemas/feeds/rooms.yaml:2:31: percent must be from 0 to 100 (bad_value)",
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }

    @Test func readsEveryKey() throws {
        let collected = Findings()
        let text = """
            contract: rooms
            describes: One room
            key: [room]
            tolerate: {rows: 3, percent: 2.5}
            indexes: [[room, seats]]
            columns:
              - {name: room, from: [Lokale, Rum], type: code, required: true, maximum_length: 9, length: 4, \
            codes: rooms, on_fault: stop, on_unknown_code: reject, references: a.b, describes: The room}
              - {name: seats, from: Pladser, type: integer, unit: persons, minimum: 0, maximum: 500, nulls: \
            ["0", "-"], on_fault: drop_value}
              - {name: opened, type: date, earliest: 1900-01-01, latest: 2100-01-01}
              - {name: keeper, type: text, drop: true}
            """
        let (contract, indexes) = try #require(
            Contract.decode(text, file: "c.yaml", codeLists: ["rooms"], into: collected))
        #expect(collected.all.map(\.description) == [])
        #expect(indexes == [["room", "seats"]])
        #expect(
            contract
                == Contract(
                    name: "rooms", describes: "One room",
                    columns: [
                        Column(
                            name: "room", from: ["Lokale", "Rum"], type: .code, describes: "The room",
                            required: true, maximumLength: 9, length: 4, codes: "rooms",
                            onFault: .stop, onUnknownCode: .reject, references: "a.b"),
                        Column(
                            name: "seats", from: ["Pladser"], type: .integer, unit: "persons", minimum: 0,
                            maximum: 500, nulls: ["0", "-"], onFault: .dropValue),
                        Column(name: "opened", type: .date, earliest: "1900-01-01", latest: "2100-01-01"),
                        Column(name: "keeper", type: .text, drop: true),
                    ],
                    key: ["room"], tolerate: Tolerance(rows: 3, permille: 25)))
    }
}
