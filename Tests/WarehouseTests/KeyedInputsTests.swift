import Project
import Records
import Testing

@testable import Warehouse

/// What `kvadratur check` says of a model's `-- rebuild:`.
@Suite struct KeyedInputsTests {
    private static func findings(_ header: String) throws -> [String] {
        let path = "pipelines/2_core/core_place.sql"
        return try compiled([path: "-- Places.\n--\n\(header)\nselect room, seats from raw_rooms\n"]).says.map
        { String($0.dropFirst(path.count + 1)) }
    }

    @Test(arguments: [
        ("-- grain: room\n-- rebuild: room", []),
        ("-- grain: seats\n-- index: room\n-- rebuild: room", []),
        (
            "-- grain: seats\n-- rebuild: room",
            [
                """
                4: it is rebuilt by room and could not find the rows of a key; next: -- index: room \
                (bad_rebuild)
                """
            ]
        ),
        (
            "-- index: room\n-- rebuild: room",
            [
                """
                4: it is rebuilt by room and has no grain; next: -- grain: and what identifies a row \
                (bad_rebuild)
                """
            ]
        ),
        (
            "-- grain: room\n-- rebuild: house",
            [
                "4: it is rebuilt by house, which it does not give (bad_rebuild)",
                "4: it is rebuilt by house, which none of its inputs has (bad_rebuild)",
            ]
        ),
        (
            "-- grain: room\n-- rebuild: room, raw_uses.room",
            ["4: rebuild names raw_uses, which it does not read (bad_rebuild)"]
        ),
        (
            "-- grain: room\n-- rebuild: room, raw_rooms.place",
            [
                "4: it is rebuilt by room, which none of its inputs has (bad_rebuild)",
                "4: rebuild names raw_rooms.place, which is not there (bad_rebuild)",
            ]
        ),
        (
            "-- grain: room\n-- rebuild: room, raw_rooms.seats",
            ["4: its room is a text and raw_rooms.seats is an integer: the keys would not meet (bad_rebuild)"]
        ),
        (
            "-- grain: room\n-- rebuild: raw_rooms.room",
            [
                """
                4: rebuild names a column, and inputs that call it otherwise: -- rebuild: room, \
                raw_uses.place (bad_value)
                """
            ]
        ),
    ])
    func says(_ header: String, _ expected: [String]) throws {
        #expect(try Self.findings(header) == expected)
    }
}
