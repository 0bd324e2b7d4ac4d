import Testing

@testable import Stages

@Suite struct CopyNameTests {
    @Test(
        arguments: [
            ("costs.csv", "costs.csv", nil), ("costs (1).csv", "costs.csv", "(1)"),
            ("costs(12).csv.gz", "costs.csv.gz", "(12)"),
            ("costs - Kopi.csv", "costs.csv", "- Kopi"), ("costs - Copy (2).csv", "costs.csv", "- Copy (2)"),
            ("Kopi af costs.csv", "costs.csv", "Kopi af"),
            ("copy of costs.csv", "costs.csv", "copy of"), ("(1).csv", "(1).csv", nil),
            ("costs (2026).csv", "costs (2026).csv", nil), ("costs[1].csv", "costs.csv", "[1]"),
            ("costs kopi.csv", "costs.csv", "kopi"), ("costs_Copy.csv", "costs.csv", "Copy"),
            ("photocopy.csv", "photocopy.csv", nil), ("fotokopi.csv", "fotokopi.csv", nil),
        ] as [(String, String, String?)])
    func itsOriginal(_ name: String, _ original: String, _ mark: String?) {
        let copy = CopyName(name)
        #expect(copy.original == original && copy.mark == mark)
    }

    @Test func aCopySortsBehindItsOriginal() {
        let names = ["costs (1).csv", "costs.csv", "costs - Kopi.csv", "a.csv"]
        #expect(
            names.sorted { CopyName($0).sortKey < CopyName($1).sortKey } == [
                "a.csv", "costs.csv", "costs (1).csv", "costs - Kopi.csv",
            ])
    }
}
