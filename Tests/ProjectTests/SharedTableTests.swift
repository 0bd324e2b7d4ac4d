import Records
import Testing

@testable import Project

/// Tables whose rows several models give: the union that the engine writes, and what is said where head and
/// adders do not fit.
@Suite struct SharedTableTests {
    static let head = "-- What each place is.\n--\n-- grain: place\n-- columns: place, kind\n"
    static let hall =
        """
        -- Halls.\n-- grain: place\n-- adds to: core_place\nselect hall as place, 'hall' as kind from \
        raw_halls\n
        """
    static let room =
        """
        -- Rooms.\n-- grain: place\n-- adds to: core_place\nselect room as place, 'room' as kind, seats \
        from raw_rooms\n
        """

    static func files(_ changed: [String: String]) -> [String: String] {
        ["place": head, "room": room, "hall": hall].reduce(into: [:]) {
            $0["pipelines/2_core/core_\($1.key).sql"] = $1.value
        }
        .merging(changed) { $1 }
    }

    static let cases: [Case] = [
        Case("a head and two adders", files([:]), says: []),
        Case(
            "nobody adds", ["pipelines/2_core/core_place.sql": head],
            says: [
                """
                pipelines/2_core/core_place.sql:4: nothing adds to core_place; next: -- adds to: \
                core_place in the head of a model that gives its 
                """
                    + "rows (bad_shared)"
            ]),
        Case(
            "a table that no file describes",
            files([
                "pipelines/2_core/core_yard.sql":
                    "-- Yards.\n-- grain: place\n-- adds to: core_places\nselect 1 as place, 'yard' as kind\n"
            ]),
            says: [
                """
                pipelines/2_core/core_yard.sql:3: it adds to core_places, which no file describes; was \
                core_place meant? (unknown_table)
                """
            ]),
        Case(
            "a table that is a select of its own",
            files([
                "pipelines/2_core/core_room.sql":
                    "-- Rooms.\n-- grain: place\n-- adds to: core_hall\nselect 1 as place, 'room' as kind\n"
            ]),
            says: [
                """
                pipelines/2_core/core_room.sql:3: it adds to core_hall, which is a select of its own \
                (pipelines/2_core/core_hall.sql); rows are added 
                """
                    + "to a head without a select (bad_shared)"
            ]),
        Case(
            "a table of an earlier stage",
            files([
                "pipelines/3_kpi/kpi_yard.sql":
                    "-- Yards.\n-- grain: place\n-- adds to: core_place\nselect 1 as place, 'yard' as kind\n"
            ]),
            says: [
                """
                pipelines/3_kpi/kpi_yard.sql:3: it is in kpi and adds to core_place of the earlier \
                stage core (reads_to_the_left)
                """
            ]),
        Case(
            "a table that adds to itself",
            files([
                "pipelines/2_core/core_room.sql":
                    "-- Rooms.\n-- grain: place\n-- adds to: core_room\nselect 1 as place, 'room' as kind\n"
            ]), says: ["pipelines/2_core/core_room.sql:3: core_room adds to itself (cycle)"]),
        Case(
            "a head without columns",
            files(["pipelines/2_core/core_place.sql": "-- Places.\n-- grain: place\n"]),
            says: [
                """
                pipelines/2_core/core_place.sql:1: core_place has no select and names no columns; next: \
                -- columns: and what its adders give (bad_shared)
                """
            ]),
        Case(
            "a head without a grain",
            files(["pipelines/2_core/core_place.sql": "-- Places.\n-- columns: place, kind\n"]),
            says: [
                """
                pipelines/2_core/core_place.sql:2: core_place has no grain; next: -- grain: and what \
                identifies a row (bad_shared)
                """
            ]),
        Case(
            "a column twice",
            files([
                "pipelines/2_core/core_place.sql":
                    "-- Places.\n-- grain: place\n-- columns: place, kind, kind\n"
            ]),
            says: [
                "pipelines/2_core/core_place.sql:3: core_place names a column twice (bad_shared)"
            ]),
        Case(
            "columns beside a select",
            ["pipelines/2_core/core_a.sql": "-- A.\n-- grain: a\n-- columns: a\nselect 1 as a\n"],
            says: [
                """
                pipelines/2_core/core_a.sql:3: columns stands in the head of a shared table, which has \
                no select; the columns of core_a are those of 
                """
                    + "its select (bad_value)"
            ]),
        Case(
            "an audit",
            files([
                "pipelines/2_core/audit_place.sql":
                    """
                -- audits: core_place\n-- adds to: core_place\nselect place from core_place where \
                kind is null\n
                """
            ]),
            says: [
                """
                pipelines/2_core/audit_place.sql:2: an audit gives no rows: adds to is said by models \
                alone (bad_value)
                """
            ]),
        Case(
            "a key that is nearly spelt",
            files([
                "pipelines/2_core/core_yard.sql":
                    "-- Yards.\n-- grain: place\n-- add to: core_place\nselect 1 as place, 'yard' as kind\n"
            ]),
            says: [
                """
                pipelines/2_core/core_yard.sql:3: the key add to means nothing here; was adds to meant? \
                (unknown_key)
                """
            ]),
    ]

    @Test(arguments: cases) func isTold(_ one: Case) throws { #expect(try findings(one.files) == one.says) }

    @Test("The union goes by the adders' names and takes the head's columns, whoever gives more")
    func union() throws {
        let folder = try TrialFolder(
            ["pipelines/nightly.yaml": "language: da\n"].merging(Self.files([:])) { $1 })
        let project = Project.load(root: folder.root).project
        let place = try #require(project.models.first { $0.name == "core_place" })
        #expect(place.adders == ["core_hall", "core_room"])
        #expect(
            place.sql == Self.head
                + "select place, kind\nfrom core_hall\nunion all\nselect place, kind\nfrom core_room\n")
        #expect(place.grain == ["place"] && place.sentence == "What each place is.")
    }

    @Test("Another adder is another text, so that the table is built again")
    func version() throws {
        func print(_ files: [String: String]) throws -> String? {
            let folder = try TrialFolder(["pipelines/nightly.yaml": "language: da\n"].merging(files) { $1 })
            return Project.load(root: folder.root).project.fingerprints["core_place"]?.hex
        }
        var fewer = Self.files([:])
        fewer["pipelines/2_core/core_hall.sql"] = nil
        #expect(try print(Self.files([:])) != print(fewer))
    }
}
