import Testing

@testable import Contracts

@Suite struct BytesTests {
    @Test(arguments: [
        ("", ""), ("a", "a"), (" a ", "a"), ("\t\r\n a b \n", "a b"), ("   ", ""), ("\u{A0}a\u{A0}", "a"),
        ("\u{A0}", ""), (" \u{A0} ", ""),
        ("à", "à"), ("§ 5", "§ 5"), ("a à", "a à"), ("\u{C2}", "\u{C2}"),
    ])
    func trimmed(_ text: String, _ expected: String) {
        #expect(parsing(text) { String(decoding: $0.trimmed(), as: UTF8.self) } == expected)
    }
}
