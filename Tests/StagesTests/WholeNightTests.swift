import Foundation
import Testing

@testable import Stages

/// The stories in `Tests/Nights/cases`, each played by the program itself in a process of its own. Adding one
/// needs no Swift: see the README there.
@Suite struct WholeNightTests {
    static let folder = repository + "/Tests/Nights"
    static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/cases")) ?? [])
        .filter { !$0.hasPrefix(".") }.sorted()

    /// `KVADRATUR_NIGHT=zip` plays the stories alone whose names begin so, while one is being written;
    /// `KVADRATUR_NIGHT_CLOCK=1` those alone in which a command names no date and may ask the clock (`make
    /// dates`).
    static let chosen = cases.filter { name in
        let environment = ProcessInfo.processInfo.environment
        guard name.hasPrefix(environment["KVADRATUR_NIGHT"] ?? "") else { return false }
        return environment["KVADRATUR_NIGHT_CLOCK"] == nil
            || (try? NightCase(name, in: folder + "/cases"))?.mayAskTheClock ?? true
    }

    @Test(arguments: chosen) func story(_ name: String) throws {
        let night = try NightCase(name, in: Self.folder + "/cases")
        let transcript = try NightStage(night).play()
        let file = night.folder + "/expected"
        if ProcessInfo.processInfo.environment["KVADRATUR_WRITE_NIGHTS"] == "1" {
            try transcript.write(toFile: file, atomically: true, encoding: .utf8)
        }
        let expected = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        for (ours, theirs) in zip(transcript.split(separator: "\n"), expected.split(separator: "\n"))
        where ours != theirs {
            Issue.record("\(name): found\n    \(ours)\nbut expected\n    \(theirs)")
            return
        }
        #expect(transcript == expected)
    }

    // MARK: - the table in the README

    /// Rows of the README's table: what may go wrong, by its number, and the stories that show it.
    private static func coverage() throws -> [(number: String, cases: [String])] {
        try String(contentsOfFile: folder + "/README.md", encoding: .utf8).split(separator: "\n").compactMap {
            line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells.count == 5, let number = cells[1].wholeMatch(of: /([XCZUKVIGTO])(\d+)/) else {
                return nil
            }
            return (
                String(number.0),
                cells[3].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            )
        }
    }

    @Test func everyRowHasItsStory() throws {
        let rows = try Self.coverage()
        let known = Set(Self.cases)
        #expect(rows.count >= 80 && Self.cases.count >= 110)
        #expect(Set(rows.map(\.number)).count == rows.count, "a number stands twice")
        for row in rows {
            #expect(!row.cases.isEmpty, "\(row.number) has no story")
            for name in row.cases {
                #expect(known.contains(name), "\(row.number) names \(name), which is no story")
            }
        }
    }

    @Test func everyStoryHasItsRow() throws {
        let listed = Set(try Self.coverage().flatMap(\.cases))
        for name in Self.cases {
            #expect(listed.contains(name), "\(name) stands in no row of the README's table")
        }
    }
}
