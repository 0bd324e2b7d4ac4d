import Records
import Testing

@Suite struct WordDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("grain", "grain", 0), ("grian", "grain", 2), ("", "abc", 3), ("skole", "skoler", 1),
        ("kind", "grain", 4),
    ])
    func counts(_ a: String, _ b: String, _ expected: Int) {
        #expect(wordDistance(a, b) == expected)
        #expect(wordDistance(b, a) == expected)
    }
}
