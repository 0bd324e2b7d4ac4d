import Records
import Testing

@testable import Optimiser

/// Numbers of the plan's sentences as each language writes them, rounded as the report's tables are.
@Suite struct PlanNumberTests {
    @Test(
        arguments: [
            (11_146, 138_406, "8,05 %", "8.05 %"), (100, 1000, "10 %", "10 %"), (1, 3, "33,33 %", "33.33 %"),
            (2, 3, "66,67 %", "66.67 %"),
            (0, 5, "0 %", "0 %"), (5, 0, "0 %", "0 %"), (4_999_999, 100_000_000, "5 %", "5 %"),
            (1_234_567, 1000, "123.456,7 %", "123,456.7 %"),
        ] as [(Int, Int, String, String)])
    func aPartOfAWhole(_ part: Int, _ whole: Int, _ danish: String, _ english: String) {
        #expect(PlanNumber(language: .da).percent(part, of: whole) == danish)
        #expect(PlanNumber(language: .en).percent(part, of: whole) == english)
    }

    @Test func moneyIsRoundedToWholeKroner() {
        #expect(PlanNumber(language: .en).kroner(655_875_869) == "DKK 6,558,759")
        #expect(PlanNumber(language: .da).kroner(-150) == "-2 kr.")
        #expect(PlanNumber(language: .en).net(655_875_849 * 220 + 219, scale: 220) == "DKK 6,558,758")
        #expect(PlanNumber(language: .da).area(11_146) == "11.146 m²")
    }
}
