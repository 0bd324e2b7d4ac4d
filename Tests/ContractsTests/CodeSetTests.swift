import Testing

@testable import Contracts

@Suite struct CodeSetTests {
    @Test func hasItsCodesAndNoOthers() {
        for count in [0, 1, 4, 5, 300] {
            let set = CodeSet(Set((0..<count).map { "\($0 * 10)" }))
            for number in 0..<count * 10 + 5 {
                #expect(parsing("\(number)", set.contains) == (number % 10 == 0 && number < count * 10))
            }
        }
    }

    /// As the models ask: `lower` of SQLite folds no letter but those of ASCII.
    @Test func codesAreKnownInAnyCase() {
        let set = CodeSet(["elev", "børn", "kWh"])
        #expect(
            ["elev", "Elev", "ELEV", "Børn", "kWh", "elever"].map { parsing($0, set.knows) } == [
                true, true, true, true, true, false,
            ])
        #expect(["BØRN", "KWH"].map { parsing($0, set.knows) } == [false, false])
    }

    @Test func codesAreTexts() {
        let set = CodeSet(["00", "æ", ""])
        #expect(
            ["00", "æ", "", "0", "000", "Æ"].map { parsing($0, set.contains) } == [
                true, true, true, false, false, false,
            ])
    }
}
