import Testing

@testable import Contracts

@Suite struct ExcelErrorTests {
    @Test(arguments: [
        ("#REF!", true), ("#ref!", true), ("#VÆRDI!", true), ("#I/T", true), ("#N/A", true), ("######", true),
        ("###", true),
        ("#", false), ("##", false), ("#1 i køen", false), ("REF!", false), ("", false), ("#hashtag", false),
    ])
    func table(_ text: String, _ expected: Bool) {
        #expect(parsing(text, ExcelError.matches) == expected)
    }
}
