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

    /// In a name or a key the word may stand beside what is summed.
    @Test(arguments: [
        ("4711 Total", true), ("4000001 I ALT", true), ("2026-02 i alt:", true), ("3.22.01-2200 sum", true),
        ("Skoler Totalt", true), ("* 4711", true), ("** 3.22 Folkeskoler", true), ("Sum 4711", true),
        ("Total 2026-02", true), ("Resultat", true), ("Saldo", true), ("Subtotal: 4711", true),
        ("I alt", true),
        ("Total Fitness", false), ("*note*", false), ("4711", false), ("3.22.01-2200", false),
        ("Gymnastiksal", false), ("Hospital", false), ("Sumatra 2", false), ("Asfalt", false),
        ("Totalentreprise 4", false), ("*", true), ("", false),
    ])
    func labels(_ cell: String, _ expected: Bool) {
        #expect(parsing(cell) { TotalRow.isLabel($0) } == expected)
    }
}
