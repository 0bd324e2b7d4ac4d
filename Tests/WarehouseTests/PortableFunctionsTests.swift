import Testing

@testable import Warehouse

/// `round` and `lower` as every engine has them.
@Suite struct PortableFunctionsTests {
    private func answer(_ expression: String) throws -> String {
        try MemoryDatabase().rows("select \(expression)")[0][0]
    }

    @Test(arguments: [
        ("round(2.5)", "3.0"), ("round(-2.5)", "-3.0"), ("round(116.63499999999999, 2)", "116.64"),
        ("round(523.005, 2)", "523.01"),
        ("round(0.285, 2)", "0.29"), ("round(1.005, 2)", "1.01"), ("round(-0.3)", "0.0"), ("round(7)", "7.0"),
        ("round(null)", ""),
        ("round(1.5, null)", ""), ("round(12.345, -1)", "12.0"),
        ("round(9007199254740993)", "9.00719925474099e+15"),
        ("round(2325 * 1299.62)", "3021617.0"),
    ])
    func round(_ expression: String, _ expected: String) throws {
        #expect(try answer(expression) == expected)
    }

    @Test(arguments: [
        ("lower('Ældre')", "ældre"), ("lower('IDRÆT')", "idræt"), ("lower('LEJEMÅL')", "lejemål"),
        ("lower('BØRN')", "børn"),
        ("lower('ÉTÉ')", "été"), ("lower('abc')", "abc"), ("lower('')", ""), ("lower(null)", ""),
        ("lower(12)", "12"),
    ])
    func lower(_ expression: String, _ expected: String) throws {
        #expect(try answer(expression) == expected)
    }

    /// Whole numbers and what has few digits stay themselves, whatever is asked for.
    @Test func shortNumbersStay() {
        for whole in -400...400 {
            for places in 2...6 {
                #expect(PortableFunctions.rounded(Double(whole) / 100, places: places) == Double(whole) / 100)
            }
        }
    }
}
