import Testing

@testable import Records

@Suite struct FingerprintTests {
    @Test func shortAndSorted() {
        let a = Fingerprint(hex: "0123456789abcdef")
        let b = Fingerprint(hex: "1123456789abcdef")
        #expect(a.short == "01234567" && a.description == a.hex && a < b)
    }
}
