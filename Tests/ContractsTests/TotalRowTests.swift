import Testing

@testable import Contracts

@Suite struct TotalRowTests {
    @Test(arguments: [
        ("I alt", true), ("i alt:", true), ("IALT", true), ("Total", true), ("  Subtotal ", true),
        ("sum", true), ("I alt skoler", true), ("Delsum 2", true),
        ("Mellemsum", true), ("*", true), ("**", true), ("* I alt", true), ("Total for februar", true),
        ("Samlet sum", true), ("Gennemsnit", true), ("Gns.", true), ("average", true),
        ("\u{A0}Hovedtotal", true),
        ("Total Fitness", false), ("Summer school", false), ("Gennemsnitlig", false), ("totally", false),
        ("", false), ("i altanen", false), ("3.22.01-2200", false), ("*note*", false),
        ("I alt" + String(repeating: "x", count: 80), false),
    ])
    func words(_ cell: String, _ expected: Bool) {
        #expect(parsing(cell) { TotalRow.isWord($0) } == expected)
    }
}
