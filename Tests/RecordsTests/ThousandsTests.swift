import Testing

@testable import Records

@Suite struct ThousandsTests {
    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (18_204, "18,204"), (123_456, "123,456"),
        (1_234_567, "1,234,567"), (-999, "-999"), (-1000, "-1,000"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func parted(_ number: Int, _ text: String) {
        #expect(Thousands.parted(number, .en) == text)
        #expect(Thousands.parted(number, .da) == text.replacing(",", with: "."))
    }
}
