import Testing

@testable import Project

/// Numbers as people write them into a settings file.
@Suite struct PlainNumberTests {
    @Test(arguments: [
        ("7.5", 7.5), ("7,5", 7.5), ("1.234,5", 1234.5), ("1234,5", 1234.5), ("2.500", 2.5), ("-3", -3),
        ("0,05", 0.05), ("1e3", 1000), ("+4", 4),
        ("12.345.678,9", 12_345_678.9),
    ]) func reads(_ text: String, _ number: Double) { #expect(plainNumber(text) == number) }

    @Test(arguments: ["", "five", "7,5,5", "1,234.5", "5 %", "1.23.456,7", "inf", "nan", ",5", "5,"])
    func refuses(_ text: String) {
        #expect(plainNumber(text) == nil)
    }

    @Test func theNearestWord() {
        #expect(
            nearestWord(to: "target.lov_percent", in: ["target.low_percent", "target.high_percent"])
                == "target.low_percent")
        #expect(nearestWord(to: "colour", in: ["target.low_percent"]) == nil)
    }
}
