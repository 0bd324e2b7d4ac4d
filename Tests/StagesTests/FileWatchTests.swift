import Testing

@testable import Stages

/// What a whole file shows that no record shows alone.
@Suite struct FileWatchTests {
    private static let days = """
          - {name: room, type: key, required: true, describes: Room}
          - {name: day, type: date, describes: Day}
          - {name: hours, type: number, describes: Hours}
        """

    /// One date that can only have its month first judges the column, unless another can only have its day
    /// first.
    @Test(
        arguments: [
            (["03-04-2026", "04-25-2026", "05-06-2026"], ["refused month_first at 3: day"]),
            (["03-04-2026", "04/25/2026"], ["refused month_first at 3: day"]),
            (["03-04-2026", "25-04-2026", "04-26-2026"], ["loaded 2 3", "4 bad_date"]),
            (["25-04-2026", "03-04-2026"], ["loaded 2 3"]),
            (["04-25-2026"], ["loaded ", "2 bad_date"]),
            (["04-04-2026", "04-25-2026"], ["loaded 2", "3 bad_date"]),
            (["2026-04-25", "2026-05-06"], ["loaded 2 3"]),
            (["03-04-2026", "13-14-2026"], ["loaded 2", "3 bad_date"]),
        ] as [([String], [String])])
    func monthsFirst(_ days: [String], _ expected: [String]) throws {
        let said = try ReadLines.of(
            ["room;day;hours"] + days.enumerated().map { "r\($0.offset);\($0.element);1" }, columns: Self.days
        )
        #expect(said == expected)
    }

    private static let shares = """
          - {name: account, type: key, watch_merged: true, describes: "Account; empty means all"}
          - {name: property, type: key, required: true, describes: Property}
        """

    /// Each value once and blanks under it, block for block, is how merged cells are saved.
    @Test(
        arguments: [
            (["10;a", ";b", "20;c", ";d"], ["refused merged_cells at 3: account"]),
            (["10;a", ";b", ";c", "20;d", ";e", "30;f"], ["refused merged_cells at 3: account"]),
            // Each row filled in; a value that stands again; a blank at the top; a single blank: somebody
            // meant them.
            (["10;a", "10;b", "20;c", "20;d"], ["loaded 2 3 4 5"]),
            (["10;a", ";b", "10;c", ";d"], ["loaded 2 3 4 5"]),
            ([";a", "10;b", ";c", "20;d", ";e"], ["loaded 2 3 4 5 6"]),
            (["10;a", "20;b", ";c"], ["loaded 2 3 4"]), ([";a", ";b"], ["loaded 2 3"]),
        ] as [([String], [String])])
    func mergedCells(_ rows: [String], _ expected: [String]) throws {
        let said = try ReadLines.of(["account;property"] + rows, columns: Self.shares)
        #expect(said == expected)
    }

    /// What every row must say, and some leave out block for block, was merged as well: one sentence, not
    /// one a row.
    @Test(
        arguments: [
            (["a;1", ";2", "b;1", ";2"], ["refused merged_cells at 3: room"]),
            (["a;1", ";2", "b;1", "b;2"], ["loaded 2 4 5", "3 missing_value"]),
            ([";1", "a;2", ";1", "b;2"], ["loaded 3 5", "2 missing_value", "4 missing_value"]),
        ] as [([String], [String])])
    func mergedNames(_ rows: [String], _ expected: [String]) throws {
        let columns = """
              - {name: room, type: key, required: true, describes: Room}
              - {name: part, type: integer, required: true, describes: Part}
            """
        #expect(try ReadLines.of(["room;part"] + rows, columns: columns, key: "[room, part]") == expected)
    }
}
