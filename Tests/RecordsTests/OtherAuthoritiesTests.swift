import Testing

@testable import Records

@Suite struct OtherAuthoritiesTests {
    @Test func theyAreToldInOneLine() {
        let two = OtherAuthorities(codes: ["0185", "0155"], rows: 1203)
        #expect(
            two.text(.en) == "codes 0155, 0185 are not yours: 1,203 rows"
                && two.text(.da) == "koderne 0155, 0185 er ikke jeres: 1.203 rækker")
        #expect(OtherAuthorities(codes: ["0155"], rows: 1).text(.en) == "code 0155 is not yours: 1 row")
        let many = OtherAuthorities(codes: (101...198).map { "0\($0)" }, rows: 1_000_000).text(.en)
        #expect(many.hasSuffix("0119, 0120 and 78 more are not yours: 1,000,000 rows"))
    }

    @Test func aRefusalSaysThemToo() {
        let fault = Fault(
            code: .foreignFile, position: Position(line: 1),
            detail: OtherAuthorities(codes: ["0155", "0185"], rows: 2).detail)
        #expect(
            FaultSentence.text(fault, language: .en)
                == "codes 0155, 0185 are not yours: 2 rows, and the file has no others")
        #expect(
            FaultSentence.text(fault, language: .da)
                == "koderne 0155, 0185 er ikke jeres: 2 rækker, og filen har ingen andre")
    }
}
