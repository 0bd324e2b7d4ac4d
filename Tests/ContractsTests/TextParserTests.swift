import Records
import Testing

@testable import Contracts

@Suite struct TextParserTests {
    @Test(
        "free text is data, whatever it looks like",
        arguments: [
            "Utæt tag\nover gymnastiksal\r\n\t2. sal", "😀 \u{200B}\u{202E}abc", "=cmd|' /C calc'!A0",
            "+45 12 34 56 78", "-5 dage", "@SUM(A1)",
            "<script>alert(1)</script>", "\"><img onerror=x>", "]]>", "'); DROP TABLE x;--", "%s $(rm -rf /)",
            "../../etc/passwd",
            String(repeating: "æ", count: 100_000),
        ])
    func kept(_ value: String) {
        #expect(parsing(value) { text(TextParser.parse($0)) } == .value(value))
    }

    @Test(arguments: ["a\u{0}b", "a\u{1B}[31mb", "a\u{7}", "a\u{7F}"])
    func refused(_ value: String) {
        #expect(parsing(value) { text(TextParser.parse($0)) } == .bad(.badText))
    }
}
