import Testing

@testable import Records

@Suite struct VisibleTextTests {
    @Test(arguments: [
        ("Blåbærgrød 😀", "Blåbærgrød 😀"), ("a\r\nb\tc", #"a\r\nb\tc"#),
        ("\u{0}\u{7F}\u{85}", #"\u{0}\u{7f}\u{85}"#),
        ("x\u{200B}y\u{2028}z\u{FEFF}", #"x\u{200b}y\u{2028}z\u{feff}"#), ("", ""),
    ])
    func table(_ text: String, _ expected: String) { #expect(VisibleText.of(text) == expected) }
}
