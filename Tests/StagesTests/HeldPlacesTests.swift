import Foundation
import Records
import Testing

@testable import Stages

/// A held delivery of a feed whose files replace each other by columns is over when newer ones spoke of all
/// of it.
@Suite struct HeldPlacesTests {
    /// - Parameter replaces: by which the files take each other's place.
    private static func root(_ replaces: String) throws -> TrialRoot {
        let root = try TrialRoot()
        let rooms = try String(contentsOfFile: root.path + "/pipelines/1_raw/rooms.yaml", encoding: .utf8)
        try root.write(
            "pipelines/1_raw/rooms.yaml", rooms.replacing("mandatory: true", with: "mandatory: false"))
        try root.write(
            "schemas/feeds/plots.yaml",
            """
            contract: plots
            describes: One plot
            key: [plot]
            columns:
              - {name: plot, type: key, required: true, describes: Key}
              - {name: district, type: code, required: true, describes: District}
              - {name: year, type: year, required: true, describes: Year}
              - {name: area_m2, type: number, unit: m2, describes: Area}
            """)
        try root.write(
            "pipelines/1_raw/plots.yaml",
            """
            feed: plots
            title: {da: "Grunde", en: "Plots"}
            match: ['^plots.*\\.csv$']
            format: csv
            csv: {separator: ";"}
            values: {decimal: ",", thousands: "."}
            replaces: \(replaces)
            """)
        return root
    }

    private static func plots(_ districts: [String], _ count: Int = 10, year: Int = 2026) -> String {
        let rows = districts.flatMap { district in
            (1...count).map { "\(district)\($0)-\(year);\(district);\(year);\(100 + $0)\n" }
        }
        return "plot;district;year;area_m2\n" + rows.joined()
    }

    private func night(_ root: TrialRoot, _ day: Int, _ files: [String: String] = [:]) throws -> NightOutcome
    {
        for (name, text) in files { try root.write("inbound/" + name, text) }
        return try root.run("2026-03-0\(day)", scope: .only(.raw))
    }

    private func states(_ root: TrialRoot) throws -> [String] {
        try root.rows("select name || ' ' || state from ledger_file order by file")
    }

    @Test(arguments: ["[district]", "[district, year]", "[year, district]"])
    func aNewerFileThatSpeaksOfTheSameIsItsSuccessor(_ replaces: String) throws {
        let root = try Self.root(replaces)
        #expect(try night(root, 1, ["plots-a.csv": Self.plots(["N", "S", "W"])]).exitCode == .good)
        #expect(
            try night(root, 2, ["plots-b.csv": Self.plots(["N"], 2)]).warnings.contains {
                $0.contains("is held")
            })
        // Another district is no answer: a person is asked again.
        #expect(try night(root, 3, ["plots-c.csv": Self.plots(["S"], 9)]).exitCode == .attention)
        // The right one under a name of its own is.
        #expect(try night(root, 4, ["plots-d.csv": Self.plots(["N"], 9)]).exitCode == .good)
        #expect(
            try states(root) == [
                "plots-a.csv loaded", "plots-b.csv discarded", "plots-c.csv loaded", "plots-d.csv loaded",
            ])
        #expect(try night(root, 5).exitCode == .good)
        let said = try root.rows("select verdict || ' ' || by_role || ': ' || why from ledger_decision")
        #expect(said == ["discarded kvadratur: plots-d.csv came in its place"])
    }

    @Test func severalNewerFilesMaySpeakOfItTogether() throws {
        let root = try Self.root("[district]")
        _ = try night(root, 1, ["plots-a.csv": Self.plots(["N", "S", "W"])])
        #expect(
            try night(root, 2, ["plots-b.csv": Self.plots(["N", "S"], 2)]).warnings.contains {
                $0.contains("is held")
            })
        #expect(try night(root, 3, ["plots-c.csv": Self.plots(["S"], 9)]).exitCode == .attention)
        #expect(try night(root, 4, ["plots-d.csv": Self.plots(["N"], 9)]).exitCode == .good)
        #expect(try states(root)[1] == "plots-b.csv discarded")
    }

    @Test func whatIsInForceAlreadyIsSpokenOfToo() throws {
        let root = try Self.root("[district]")
        _ = try night(root, 1, ["plots-a.csv": Self.plots(["N", "S"])])
        _ = try night(root, 2, ["plots-b.csv": Self.plots(["N"], 2)])
        // The good rows again, with one more: all but that are known to the byte.
        #expect(try night(root, 3, ["plots-c.csv": Self.plots(["N"], 11)]).exitCode == .good)
        #expect(try states(root)[1] == "plots-b.csv discarded")
    }

    @Test func aNewerOneThatIsHeldItselfStandsForTheOlder() throws {
        let root = try Self.root("[district]")
        _ = try night(root, 1, ["plots-a.csv": Self.plots(["N", "S"])])
        _ = try night(root, 2, ["plots-b.csv": Self.plots(["N"], 2)])
        _ = try night(root, 3, ["plots-c.csv": Self.plots(["N"], 3)])
        #expect(try states(root) == ["plots-a.csv loaded", "plots-b.csv discarded", "plots-c.csv held"])
    }
}
