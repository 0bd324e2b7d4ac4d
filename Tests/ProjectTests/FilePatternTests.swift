import Testing

@testable import Project

/// Patterns on the lower-cased file name, matched whole.
@Suite struct FilePatternTests {
    @Test(
        arguments: [
            (
                "^ois_(?<serial>\\d{5})_(?<date>\\d{8})\\.(?:zip|xml)$", "OIS_00001_20200418.ZIP",
                ["serial": "00001", "date": "20200418"]
            ),
            ("^ois_(?<serial>\\d{5})_(?<date>\\d{8})\\.(?:zip|xml)$", "OIS_00001_20200418.ZIP.part", nil),
            ("rooms.csv", "my rooms.csv", nil),
            ("rooms(?:-(?<period>\\d{4}))?.*", "rooms.csv", [:]),
            ("^ærø.*$", "ÆRØ-2026.csv", [:]),
        ] as [(String, String, [String: String]?)])
    func groups(_ pattern: String, _ name: String, _ expected: [String: String]?) throws {
        #expect(try FilePattern(pattern).groups(in: name) == expected)
    }
}
