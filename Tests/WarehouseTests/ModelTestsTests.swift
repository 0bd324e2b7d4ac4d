import Project
import Records
import Testing

@testable import Warehouse

/// The models' own given/expect cases: what passes, and what is said of what does not.
@Suite struct ModelTestsTests {
    static let model =
        """
        -- grain: room\nselect r.room, r.seats * f.factor as seats, n.as_of from raw_rooms as r join \
        given_factors as f join night as n\n
        """
    static let factors = "- {factor: 2}\n"

    private func says(_ cases: String) throws -> [String] {
        let (project, compiled, findings) = try compiled([
            "pipelines/2_core/core_room.sql": Self.model, "pipelines/0_given/factors.yaml": Self.factors,
            "pipelines/2_core/core_room.test.yaml": "model: core_room\ncases:\n" + cases,
        ])
        #expect(findings == [])
        return ModelTests.run(project, compiled).findings.map(\.description)
    }

    @Test(
        arguments: [
            (
                """
                  - {name: one, as_of: 2026-02-28, given: {raw_rooms: [{room: b, seats: 2}, {room: a, \
                seats: 1}]}, expect: [{room: a, seats: 2, as_of: 2026-02-28}, {room: b, seats: 4}]}\n
                """,
                nil
            ),
            ("  - {name: two, given: {}, expect: []}\n", nil),
            (
                """
                  - {name: unknown is null, given: {raw_rooms: [{room: a}]}, expect: [{room: a, seats: \
                ~}]}\n
                """,
                nil
            ),
            (
                """
                  - {name: whole and decimal agree, given: {raw_rooms: [{room: a, seats: 1}], \
                given_factors: [{factor: 1.5}]}, expect: [{seats: 1.5}]}\n
                """,
                nil
            ),
            (
                "  - {name: three, given: {raw_rooms: [{room: a, seats: 1}]}, expect: []}\n",
                "three: 0 rows expected, 1 found: room=a seats=2 as_of=2026-02-28"
            ),
            (
                "  - {name: four, given: {raw_rooms: [{room: a, seats: 1}]}, expect: [{seats: 3}]}\n",
                "four: row 1, seats: 3 expected, 2 found"
            ),
            (
                "  - {name: five, given: {raw_rooms: [{room: a}]}, expect: [{seats: 0}]}\n",
                "five: row 1, seats: 0 expected, null found"
            ),
            (
                "  - {name: six, given: {raw_rooms: [{chair: a}]}, expect: []}\n",
                "six: the given table raw_rooms has no column chair"
            ),
            (
                "  - {name: seven, given: {raw_halls: [{room: a}]}, expect: []}\n",
                "seven: the model does not read raw_halls"
            ),
            (
                "  - {name: eight, given: {raw_rooms: [{room: a}]}, expect: [{chair: a}]}\n",
                "eight: the model has no column chair"
            ),
            (
                "  - {name: nine, as_of: yesterday, given: {}, expect: []}\n",
                "nine: as_of must be a date, not yesterday"
            ),
            ("  - {name: ten, given: {raw_rooms: [{room: 1, seats: 1}]}, expect: [{room: \"1\"}]}\n", nil),
        ] as [(String, String?)])
    func oneCase(_ yaml: String, _ expected: String?) throws {
        #expect(
            try says(yaml)
                == (expected.map { ["pipelines/2_core/core_room.test.yaml:3: \($0) (model_test)"] } ?? []))
    }

    @Test func aTestOfNothing() throws {
        let (project, compiled, _) = try compiled([
            "pipelines/2_core/core_room.test.yaml": "model: core_room\ncases: []\n"
        ])
        #expect(
            ModelTests.run(project, compiled).findings.map(\.description) == [
                "pipelines/2_core/core_room.test.yaml:1: there is no model core_room (unknown_model)"
            ])
    }
}
